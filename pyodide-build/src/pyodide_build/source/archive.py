"""Unpack source distributions."""

import tarfile
import zipfile
from pathlib import Path

from pyodide_build.errors import SourceError

ARCHIVES = (".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".tar", ".zip")


def is_archive(name: str) -> bool:
    """Tell whether a file of this name is one that can be unpacked."""
    return name.lower().endswith(ARCHIVES)


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack into a folder, outside of which nothing is written, and return the package's own folder.

    Raises:
        SourceError: the archive is damaged, or has not one folder at its top.
    """
    try:
        if archive.suffix.lower() == ".zip":
            with zipfile.ZipFile(archive) as zipped:
                zipped.extractall(folder)
        else:
            with tarfile.open(archive) as packed:
                packed.extractall(folder, filter="data")
    except (tarfile.TarError, zipfile.BadZipFile, EOFError, OSError) as error:
        raise SourceError(f"{archive.name} cannot be unpacked: {error}") from error
    top = [path for path in folder.iterdir() if path.is_dir()]
    if len(top) != 1:
        raise SourceError(f"{archive.name} is no source distribution: it has {len(top)} folders at its top, not one")
    return top[0]
