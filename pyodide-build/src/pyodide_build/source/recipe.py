"""Get what a recipe is built from."""

import shutil
from collections.abc import Callable
from pathlib import Path

from pyodide_build.errors import SourceError
from pyodide_build.process import BuildLog
from pyodide_build.recipe.model import Recipe, SourceSection
from pyodide_build.source.archive import unpack
from pyodide_build.source.debian import fetch_upstream
from pyodide_build.source.download import download
from pyodide_build.source.downloads import obtained
from pyodide_build.source.patch import add_extras, apply_patches
from pyodide_build.source.pip_index import fetch_by_hash
from pyodide_build.source.wheel_name import wheel_name

PARTIAL = "source.partial"


def prepare_source(recipe: Recipe, work: Path, log: BuildLog, *, resume: bool = False) -> Path:
    """Return the folder to build in, patched and with the recipe's own files in it, or a wheel that needs no building.

    Args:
        recipe: says where it comes from.
        work: it appears in the folder `source` there, whole, and replaces what was there.
        log: is told what happens.
        resume: whether to take what is there as it is.

    Raises:
        SourceError: the source cannot be had, or is not as the recipe says.
        BackendError: a patch does not fit.
    """
    final = work / "source"
    if resume and final.is_dir():
        (prepared,) = final.iterdir()
        return prepared
    partial = work / PARTIAL
    for folder in (partial, final):
        shutil.rmtree(folder, ignore_errors=True)
    partial.mkdir(parents=True)
    found = lay_out(recipe, work, log)
    source = recipe.source
    if found.is_file() and (source.patches or source.extras):
        raise SourceError(f"{recipe.name}: {found.name} is a wheel, which patches and extras are not for.")
    apply_patches(found, [recipe.folder / patch for patch in source.patches], log)
    add_extras(found, recipe.folder, source.extras)
    final.mkdir()
    prepared = found.rename(final / found.name)
    shutil.rmtree(partial)
    return prepared


def lay_out(recipe: Recipe, work: Path, log: BuildLog) -> Path:
    """Put the source into `source.partial`, as it comes, and return what of it is built."""
    folder = work / PARTIAL
    place = local(recipe) if recipe.source.path else None
    file = place if place else fetched(recipe, log)
    if file is None or file.is_dir():
        tree = folder / (file.name if file else f"{recipe.name}-{recipe.version}")
        if file:
            # A recipe may be the source, and its own folder be built in.
            shutil.copytree(file, tree, symlinks=True, ignore=without(work, log.path))
        tree.mkdir(exist_ok=True)
        return tree
    if name := wheel_name(file):
        return Path(shutil.copy(file, folder / name))
    log.step("unpacking the source")
    unpacked = folder / "unpacked"
    unpacked.mkdir()
    return unpack(file, unpacked, recipe.source.extract_dir)


def without(*paths: Path) -> Callable[[str, list[str]], list[str]]:
    """Return what tells copytree to leave out some files and folders."""
    left_out = {path.resolve() for path in paths}
    return lambda folder, names: [name for name in names if Path(folder, name) in left_out]


def local(recipe: Recipe) -> Path:
    """Return the path of a source that lies with the recipe."""
    place = (recipe.folder / str(recipe.source.path)).resolve()
    if not place.exists():
        raise SourceError(f"{recipe.name}: the source {place} is not there.")
    return place


def fetched(recipe: Recipe, log: BuildLog) -> Path | None:
    """Return the file that a source's name or address leads to; None if the recipe has no source."""
    source = recipe.source
    if source.sha256 is None:
        return None
    get, described = downloader(source, source.sha256)
    log.step(f"getting {described}")
    return obtained(source.sha256, get)


def downloader(source: SourceSection, sha256: str) -> tuple[Callable[[Path], Path], str]:
    """Return what downloads a source into a folder, and what it is called."""
    if pypi := source.pypi:
        return (lambda folder: fetch_by_hash(pypi.partition("==")[0], sha256, folder)), pypi
    if debian := source.debian:
        package, _, version = debian.partition("=")
        return (lambda folder: fetch_upstream(package, version, sha256, folder)), debian
    url = str(source.url)
    return (lambda folder: download(url, folder)), url
