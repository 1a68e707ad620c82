"""Unpack archives: the whole of one or nothing, and only below the folder that it is meant for."""

import errno
import importlib
import os
import shutil
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath

BLOCK = 512  # of a tar archive, which ends with two blocks of zeros
READ_SIZE = 1 << 16
WHEEL = "wheel"
NEED_LZMA = frozenset({"xztar", "tar.xz", "txz"})  # shutil has the format where it finds lzma


def unpack(path: str, format: str, extract_dir: str | None = None) -> None:
    """Unpack the archive in a file.

    Args:
        path: Where the archive is.
        format: What shutil.unpack_archive calls it, or a suffix of such files; a wheel is `wheel` or `whl`.
        extract_dir: Where its contents go; made if missing. The working directory unless given.

    Raises:
        ValueError: there is no such format, or an entry would end up outside extract_dir.
        OSError: the archive is damaged or cut short (shutil.ReadError), or files cannot be written.
    """
    extractor_for(format)  # before a folder is made
    target = os.path.abspath(extract_dir or os.getcwd())
    made = first_missing(target)
    os.makedirs(target, exist_ok=True)
    try:
        # In the target itself, so that moving what it holds is renaming it.
        staging = make_staging(target)
        try:
            extract(path, format, staging, target)
            check_conflicts(staging, target)
            merge(staging, target)
        finally:
            shutil.rmtree(staging)
    except BaseException:
        if made is not None:
            shutil.rmtree(made)
        raise
    importlib.invalidate_caches()


def extract(path: str, format: str, folder: str, target: str | None = None) -> None:
    """Extract an archive into an empty folder; `target` is the one to name in errors.

    Raises:
        ValueError: there is no such format, or an entry would end up outside the folder.
        OSError: the archive is damaged or cut short (shutil.ReadError), or files cannot be written.
    """
    extractor = extractor_for(format)
    try:
        extractor(path, folder)
    except (tarfile.FilterError, ValueError) as error:
        raise ValueError(f"The archive would write outside of {target or folder}: {error}") from None
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise shutil.ReadError(f"The archive is damaged, cut short, or no {format}: {error}") from error


def extractor_for(format: str) -> Callable[[str, str], None]:
    """Return the function that puts a file's contents into a folder."""
    wanted = format.lower().removeprefix(".")
    if wanted in {WHEEL, "whl"}:
        return extract_zip
    for name, suffixes, _ in shutil.get_unpack_formats():
        if wanted in {name, *(suffix.lower().removeprefix(".") for suffix in suffixes)}:
            return extract_zip if name == "zip" else extract_tar if name.endswith("tar") else extract_other(name)
    known = ", ".join(sorted([WHEEL, *(name for name, *_ in shutil.get_unpack_formats())]))
    hint = '; load the package "lzma" for it' if wanted in NEED_LZMA else ""
    raise ValueError(f"There is no archive format {format!r}; known are {known}{hint}")


def extract_zip(path: str, folder: str) -> None:
    """Extract a zip archive, whose library would change bad names instead of refusing them."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        files = {PurePosixPath(name) for name in names if not name.endswith("/")}
        for name in names:
            check_name(name)
            if not files.isdisjoint(PurePosixPath(name).parents):
                raise zipfile.BadZipFile(f"its entry {name!r} lies in another that is no folder")
        archive.extractall(folder)


def extract_tar(path: str, folder: str) -> None:
    """Extract a tar archive, compressed or not."""
    with tarfile.open(path) as archive:
        for member in archive:
            check_name(member.name)
        check_end(archive)
        archive.extractall(folder, filter="data")


def extract_other(name: str) -> Callable[[str, str], None]:
    """Return the function for a format that somebody has registered with shutil."""

    def extract(path: str, folder: str) -> None:
        shutil.unpack_archive(path, folder, name)

    return extract


def check_name(name: str) -> None:
    """Refuse names that lead elsewhere.

    Raises:
        ValueError: the name is absolute or climbs.
    """
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise ValueError(f"its entry {name!r} leads out of there")


def check_end(archive: tarfile.TarFile) -> None:
    """Refuse a tar archive without its end mark: tarfile takes any end, and a broken entry, for the last one.

    Raises:
        tarfile.ReadError: it does not end as it must.
    """
    assert archive.fileobj
    archive.fileobj.seek(archive.offset)
    if archive.fileobj.read(BLOCK) != bytes(BLOCK):
        raise tarfile.ReadError("it lacks its end mark")
    while archive.fileobj.read(READ_SIZE):
        pass  # the check sums of compressed data come last


def first_missing(path: str) -> str | None:
    """Return the topmost folder that would have to be made for path."""
    missing = None
    while not os.path.exists(path):
        missing, path = path, os.path.dirname(path)
    return missing


def make_staging(folder: str) -> str:
    """Make a folder of a name that nobody uses."""
    number = 0
    while True:
        path = os.path.join(folder, f".unpacking-{number}")
        try:
            os.mkdir(path, 0o700)
        except FileExistsError:
            number += 1
        else:
            return path


def check_conflicts(source: str, target: str) -> None:
    """Find out whether merge would fail, before it begins.

    Raises:
        OSError: a file is in the place of a folder, or the other way round.
    """
    for entry in os.scandir(source):
        destination = os.path.join(target, entry.name)
        is_folder = entry.is_dir(follow_symlinks=False)
        if is_folder and os.path.isdir(destination):
            check_conflicts(entry.path, destination)
        elif is_folder and os.path.lexists(destination):
            raise NotADirectoryError(errno.ENOTDIR, "The archive has a folder in the place of a file", destination)
        elif os.path.isdir(destination) and not os.path.islink(destination):
            raise IsADirectoryError(errno.EISDIR, "The archive has a file in the place of a folder", destination)


def merge(source: str, target: str) -> None:
    """Move what is in one folder into another, replacing files."""
    for entry in os.scandir(source):
        destination = os.path.join(target, entry.name)
        if entry.is_dir(follow_symlinks=False) and os.path.isdir(destination):
            merge(entry.path, destination)
            continue
        try:
            os.replace(entry.path, destination)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            # Another file system is mounted below the target.
            shutil.copy2(entry.path, destination, follow_symlinks=False)
