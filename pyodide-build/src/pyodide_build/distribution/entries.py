"""Describe a recipe's files as packages of a lock file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.utils import canonicalize_name, parse_wheel_filename

from pyodide_build.errors import DistributionError
from pyodide_build.recipe.model import BuildType, Recipe
from pyodide_lock import InfoSpec, PackageSpec, package_spec_from_archive, package_spec_from_wheel
from pyodide_lock.archive import sha256
from pyodide_lock.model import PackageType

TESTS = "-tests"


@dataclass(frozen=True)
class Built:
    """A recipe and what it has made.

    Args:
        recipe: it.
        files: files, and perhaps a folder for those who compile against them.
        imported: a file that is there once the modules of `test/imports` were imported.
    """

    recipe: Recipe
    files: tuple[Path, ...]
    imported: Path | None = None

    @property
    def packages(self) -> list[Path]:
        """The files that can be loaded; a folder is for those who compile against it."""
        return [file for file in self.files if file.is_file()]


def entries(built: Built, recipes: Mapping[str, Recipe], info: InfoSpec) -> Iterator[PackageSpec]:
    """Give the packages of a recipe: itself and its tests, none if it is a static library.

    Args:
        built: the recipe.
        recipes: all recipes, to tell what is only needed to build.
        info: what the packages are for.

    Raises:
        DistributionError: the files are not what the recipe announces.
    """
    recipe = built.recipe
    if recipe.build.type is BuildType.STATIC_LIBRARY:
        return
    main = [file for file in built.packages if not is_tests(file)]
    tests = [file for file in built.packages if is_tests(file)]
    if len(main) != 1 or len(tests) > 1:
        listed = ", ".join(file.name for file in built.packages) or "nothing"
        raise DistributionError(
            f"{recipe.name}: its build should have made one file, and perhaps one with tests, but made {listed}."
        )
    depends = sorted(needed_to_run(recipe, recipes))
    spec = describe(main[0], recipe, info)
    spec.depends = depends
    spec.unvendored_tests = bool(tests)
    if recipe.package.top_level:
        spec.imports = sorted(recipe.package.top_level)
    yield spec
    for file in tests:
        yield PackageSpec(
            name=f"{recipe.name}{TESTS}",
            version=spec.version,
            file_name=file.name,
            install_dir="site",
            sha256=sha256(file),
            package_type="package",
            depends=[spec.key],
        )


def is_tests(file: Path) -> bool:
    """Tell whether a file has the tests of a package: `NAME-tests.tar`, or a wheel of that name."""
    if file.suffix == ".whl":
        return parse_wheel_filename(file.name)[0].endswith(TESTS)
    return file.name.split(".")[0].endswith(TESTS)


def describe(file: Path, recipe: Recipe, info: InfoSpec) -> PackageSpec:
    """Return the entry of a recipe's main file, without what only the recipe knows."""
    if file.suffix != ".whl":
        return package_spec_from_archive(file, recipe.name, recipe.version)
    kind: PackageType = "cpython_module" if recipe.build.type is BuildType.CPYTHON_MODULE else "package"
    spec = package_spec_from_wheel(file, info, package_type=kind)
    if spec.key != canonicalize_name(recipe.name):
        raise DistributionError(f"{recipe.name}: its build has made a wheel of another package, {file.name}.")
    return spec


def needed_to_run(recipe: Recipe, recipes: Mapping[str, Recipe]) -> set[str]:
    """Return the normalised names of what is loaded with a package: static libraries are in it already."""
    spelled = {canonicalize_name(name): each for name, each in recipes.items()}
    found: set[str] = set()
    seen: set[str] = set()
    waiting = list(recipe.requirements.run)
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name in seen:
            continue
        seen.add(name)
        needed = spelled.get(name)
        if needed is not None and needed.build.type is BuildType.STATIC_LIBRARY:
            waiting.extend(needed.requirements.run)
        else:
            found.add(name)
    return found
