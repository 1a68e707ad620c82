"""Put the files of recipes into a distribution, and the packages that they are into its lock file."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from pyodide_build.distribution.compression import recompressed
from pyodide_build.distribution.entries import Built, entries
from pyodide_build.distribution.metadata_files import metadata_of
from pyodide_build.distribution.placement import Placement, alone_in, undisturbed
from pyodide_build.errors import DistributionError
from pyodide_build.recipe.model import Recipe
from pyodide_build.settings.model import BuildSettings
from pyodide_build.settings.target import Target
from pyodide_lock import InfoSpec, LockfileError, PackageSpec, PyodideLockSpec
from pyodide_lock.check import check

LOCK_FILE = "pyodide-lock.json"


def install_packages(
    folder: Path,
    built: Iterable[Built],
    recipes: Mapping[str, Recipe],
    settings: BuildSettings,
    *,
    metadata_files: bool = False,
    verify: Callable[[PyodideLockSpec], None] = lambda lock: None,
) -> list[PackageSpec]:
    """Add packages to a distribution, which changes when everything is known to fit: files first, the list last.

    Args:
        folder: the distribution; what its lock file lists besides stays.
        built: recipes and their files.
        recipes: all recipes.
        settings: the target, and how much zip archives are compressed.
        verify: is shown the list before anything changes; what it raises keeps everything as it is.
        metadata_files: whether each wheel's metadata is to lie beside it, for installers that look there (PEP 658).

    Raises:
        DistributionError: a package needs another one that is not there, or is for another target.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with alone_in(folder), recompressed(built, settings) as packed, Placement(folder) as placement:
        try:
            lock = read_lock(folder / LOCK_FILE, settings.target)
            added = [spec for each in packed for spec in entries(each, recipes, lock.info)]
        except LockfileError as error:
            raise DistributionError(str(error)) from error
        for spec in added:
            lock.add(spec)
        lock.packages = dict(sorted(lock.packages.items()))
        if problems := check(lock):
            raise DistributionError(f"The packages do not fit: {'; '.join(problems)}")
        verify(lock)
        for file in (file for each in packed for file in each.packages):
            placement.copy(file)
            if metadata_files and file.suffix == ".whl":
                placement.write(f"{file.name}.metadata", metadata_of(file))
        with undisturbed():
            placement.finish()
            lock.to_json(folder / LOCK_FILE, indent=2)
    return added


def read_lock(path: Path, target: Target) -> PyodideLockSpec:
    """Return a distribution's lock file, or one that lists nothing."""
    if path.is_file():
        return PyodideLockSpec.from_json(path)
    info = InfoSpec(
        platform=target.platform_tag.removesuffix("_wasm32"),
        version=target.pyodide_version,
        python=target.python_version,
        abi_version=target.abi_version,
    )
    return PyodideLockSpec(info=info, packages={})


def provided_by(path: Path, recipes: Iterable[str]) -> frozenset[str]:
    """Return the normalised names of what a lock file lists and no recipe makes: parts of the standard library."""
    try:
        lock = PyodideLockSpec.from_json(path)
    except FileNotFoundError:
        return frozenset()
    for name in recipes:
        lock.remove(name)
    return frozenset(spec.key for spec in lock.packages.values())
