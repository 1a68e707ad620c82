"""Unpack source archives without letting them write outside their folder."""

import tarfile
from pathlib import Path

from interpreter_build.errors import UnsafeArchiveError


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack `archive` into the new `folder` and return the source's root.

    A single top folder in the archive is the root, as in almost every release.
    """
    folder.mkdir(parents=True)
    try:
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
    except (tarfile.FilterError, tarfile.ReadError, EOFError) as error:
        raise UnsafeArchiveError(archive, str(error)) from error
    entries = list(folder.iterdir())
    return entries[0] if len(entries) == 1 and entries[0].is_dir() else folder
