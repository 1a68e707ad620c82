"""Look into a zip archive as one that somebody else made: nothing is believed before it was read."""

import hashlib
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from pyodide_lock.errors import WheelError


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open an archive; all that can be wrong with one becomes `WheelError`."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except FileNotFoundError:
        raise WheelError(path, "there is no such file") from None
    except WheelError:
        raise
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError, RuntimeError) as error:
        raise WheelError(path, f"is not a whole zip archive: {error}") from None
    except OSError as error:
        # bz2 says OSError without a number for data that it does not understand
        reason = f"cannot be read: {error.strerror}" if error.errno else f"is not a whole zip archive: {error}"
        raise WheelError(path, reason) from None


def checked_names(path: Path, archive: zipfile.ZipFile) -> frozenset[str]:
    """Return the names of an archive's files, having read each of them to its end and compared its checksum."""
    names: set[str] = set()
    for each in archive.infolist():
        if _leaves(each.orig_filename):
            raise WheelError(path, f"{each.orig_filename!r} would be written outside of the folder it is installed to")
        if each.filename in names:
            raise WheelError(path, f"{each.filename!r} is in it twice")
        if not each.is_dir():
            names.add(each.filename)
    if broken := archive.testzip():
        raise WheelError(path, f"is not a whole zip archive: the checksum of {broken!r} differs")
    return frozenset(names)


def sha256(path: Path) -> str:
    """Return the hash of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _leaves(name: str) -> bool:
    parts = PurePosixPath(name).parts
    drive = bool(parts) and parts[0].endswith(":")
    return name.startswith("/") or drive or ".." in parts or "\\" in name or "\0" in name
