"""Turn what the user names into a folder to build, or into a wheel that needs no building."""

import os
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement

from pyodide_build.errors import SourceError
from pyodide_build.process import BuildLog
from pyodide_build.settings.target import Target
from pyodide_build.source.archive import ARCHIVES, is_archive, unpack
from pyodide_build.source.download import download, is_url
from pyodide_build.source.index import fetch


def locate(source: str, scratch: Path, target: Target, log: BuildLog, *, wheels: bool = False) -> Path:
    """Return a folder with a package's source, or a wheel.

    Args:
        source: a folder, an archive, an address of one, or a requirement for the index that pip is configured for.
        scratch: an empty folder for what is downloaded and unpacked.
        target: the platform.
        log: is told what happens.
        wheels: whether a wheel from the index will do.

    Raises:
        SourceError: there is no such source, or it is none.
        BackendError: pip could not get it.
    """
    path = Path(source)
    if path.is_dir():
        return path.resolve()
    if path.is_file():
        return open_file(path.resolve(), scratch)
    downloads = scratch / "downloads"
    downloads.mkdir()
    if is_url(source):
        log.step(f"downloading {source}")
        return open_file(download(source, downloads), scratch)
    requirement = as_requirement(source)
    if requirement.url:
        log.step(f"downloading {requirement.url}")
        return open_file(download(requirement.url, downloads), scratch)
    return open_file(fetch(requirement, downloads, target, log, wheels=wheels), scratch)


def as_requirement(source: str) -> Requirement:
    """Read a requirement (PEP 508).

    Raises:
        SourceError: it is none, perhaps because a path was meant.
    """
    if os.sep not in source or "@" in source:
        try:
            return Requirement(source)
        except InvalidRequirement:
            pass
    raise SourceError(f"{source} is neither a folder, nor a file, nor an address, nor a package's name.")


def name_of(source: str) -> str:
    """Return how messages call a source."""
    path = Path(source)
    if path.is_dir():
        return path.resolve().name
    if is_url(source) or path.is_file() or os.sep in source:
        name = source.partition("#")[0].rstrip("/").rpartition("/")[2]
        return next((name.removesuffix(ending) for ending in ARCHIVES if name.endswith(ending)), name)
    return as_requirement(source).name


def open_file(file: Path, scratch: Path) -> Path:
    """Return a wheel as it is, and the folder that an archive has.

    Raises:
        SourceError: the file is neither.
    """
    if file.suffix == ".whl":
        return file
    if not is_archive(file.name):
        raise SourceError(f"{file} is no source distribution: its name ends with none of {', '.join(ARCHIVES)}")
    folder = scratch / "unpacked"
    folder.mkdir()
    return unpack(file, folder)
