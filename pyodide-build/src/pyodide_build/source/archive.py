"""Unpack source distributions."""

import tarfile
import zipfile
from pathlib import Path

from pyodide_build.errors import SourceError

ARCHIVES = (".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".tar", ".zip")


def is_archive(name: str) -> bool:
    """Tell whether a file of this name is one that can be unpacked."""
    return name.lower().endswith(ARCHIVES)


def unpack(archive: Path, folder: Path, top: str | None = None) -> Path:
    """Unpack into a folder, outside of which nothing is written, and return the package's own folder.

    Args:
        archive: tar, compressed or not, or zip, as its content says.
        folder: where to.
        top: the package's own folder in the archive; by default the only one at its top.

    Raises:
        SourceError: the archive is damaged, would write elsewhere, or has not the one folder.
    """
    try:
        if zipfile.is_zipfile(archive):
            with zipfile.ZipFile(archive) as zipped:
                extract_all(zipped, folder)
        else:
            with tarfile.open(archive) as packed:
                packed.extractall(folder, filter="data")
    except (tarfile.TarError, zipfile.BadZipFile, EOFError, OSError, NotImplementedError) as error:
        raise SourceError(f"{archive.name} cannot be unpacked: {error}") from error
    if top is not None:
        own = folder / top
        if not own.is_dir() or not own.resolve().is_relative_to(folder.resolve()):
            raise SourceError(f"{archive.name} has no folder {top}; it has {', '.join(names_in(folder))}")
        return own
    folders = [path for path in folder.iterdir() if path.is_dir()]
    if len(folders) != 1:
        raise SourceError(
            f"{archive.name} is no source distribution: it has {len(folders)} folders at its top, not one: "
            f"{', '.join(names_in(folder)) or 'it is empty'}"
        )
    return folders[0]


def names_in(folder: Path) -> list[str]:
    """Return what messages say is in a folder."""
    return sorted(path.name for path in folder.iterdir())[:20]


def extract_all(zipped: zipfile.ZipFile, folder: Path) -> None:
    """Unpack a zip archive with the permissions of its files, which zipfile leaves out.

    Raises:
        OSError: a file would land outside the folder.
    """
    for entry in zipped.infolist():
        if not (folder / entry.filename).resolve().is_relative_to(folder.resolve()):
            raise OSError(f"{entry.filename} would land outside the folder")
        written = Path(zipped.extract(entry, folder))
        if not entry.is_dir() and entry.external_attr >> 16 & 0o100:
            written.chmod(written.stat().st_mode | 0o111)
