"""Read wheels, and write them anew with some files changed."""

import os
import re
import shutil
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from lzma import LZMAError
from pathlib import Path, PurePosixPath

from packaging.utils import InvalidWheelFilename, parse_wheel_filename

from auditwheel_emscripten.errors import AuditError, MalformedWheelError
from auditwheel_emscripten.record import update_record

LIBRARY = re.compile(r"\.so(\.\d+)*$")
# Engines refuse larger modules; an archive of a few kilobytes can announce much more.
MAX_LIBRARY = 1 << 30
MAX_RECORD = 1 << 28

# Parts of `<name>-<version>.data` whose files are installed where the other files are.
INSTALLED_BESIDE = ("platlib", "purelib")
SIGNATURES = ("RECORD.jws", "RECORD.p7s")
REGULAR_FILE = 0o100644 << 16
OLDEST = (1980, 1, 1, 0, 0, 0)  # that a zip archive can hold
# What Python's modules for archives raise when one is broken.
BROKEN = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, NotImplementedError, RuntimeError, ValueError)


class Wheel:
    """An open wheel; make one with `open_wheel`."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self.path = path
        self._archive = archive
        self._entries = {entry.filename: entry for entry in archive.infolist()}
        self._check_names()
        self.record = self._find_record()

    @property
    def distribution(self) -> str:
        """The distribution's name as the wheel's file name spells it."""
        return self.path.name.partition("-")[0]

    @property
    def libraries(self) -> dict[str, str]:
        """Shared libraries: the path that each is installed at, and its name in the wheel."""
        names = sorted(name for name in self._entries if LIBRARY.search(name))
        return {installed_path(name): name for name in names}

    def read(self, name: str, limit: int = MAX_LIBRARY) -> bytes:
        """Return a file's content.

        Raises:
            MalformedWheelError: when it is broken, or larger than any that is of use.
        """
        size = self._entries[name].file_size
        if size > limit:
            raise MalformedWheelError(str(self.path), f"{name} is larger ({size} bytes) than any engine accepts")
        with self._naming(name):
            return self._archive.read(name)

    def write(self, destination: Path, changed: Mapping[str, bytes]) -> None:
        """Write the wheel with new contents of files, or with new files, and with RECORD to match.

        All other files keep their bytes, order, times and permissions. The
        destination appears at once and whole, and may be the wheel itself.
        New files have the time of SOURCE_DATE_EPOCH, or that of RECORD.
        """
        text = self.read(self.record, MAX_RECORD).decode()
        updated = {**changed, self.record: update_record(text, self.record, changed).encode()}
        destination.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{destination.name}.", dir=destination.parent)
        try:
            with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w", strict_timestamps=False) as archive:
                archive.comment = self._archive.comment
                self._copy(archive, updated)
            shutil.copymode(self.path, temporary)
            Path(temporary).replace(destination)
        except BaseException:
            Path(temporary).unlink()
            raise

    def _copy(self, archive: zipfile.ZipFile, updated: Mapping[str, bytes]) -> None:
        new = [name for name in updated if name not in self._entries]
        metadata = f"{PurePosixPath(self.record).parent}/"
        for name, entry in self._entries.items():
            if name.startswith(metadata):
                _write_new(archive, new, updated, self._entries[self.record])
                new = []
            with self._naming(name):
                copied = _same_entry(entry)
                if name in updated:
                    archive.writestr(copied, updated[name])
                elif entry.is_dir():
                    archive.writestr(copied, b"")
                else:
                    copied.file_size = entry.file_size
                    with self._archive.open(entry) as source, archive.open(copied, "w") as target:
                        shutil.copyfileobj(source, target, 1 << 20)

    def _check_names(self) -> None:
        if len(self._entries) != len(self._archive.infolist()):
            raise MalformedWheelError(str(self.path), "two of its files have the same name")
        for name, entry in self._entries.items():
            if entry.header_offset < 0:
                raise MalformedWheelError(str(self.path), f"{name} begins before the archive")
            if name.startswith("/") or "\\" in name or ".." in PurePosixPath(name).parts:
                raise MalformedWheelError(str(self.path), f"{name} would be installed outside its folder")
        for name in SIGNATURES:
            if any(entry.endswith(f".dist-info/{name}") for entry in self._entries):
                raise MalformedWheelError(str(self.path), f"it is signed ({name}), which changes would make wrong")

    def _find_record(self) -> str:
        found = [name for name in self._entries if re.fullmatch(r"[^/]+\.dist-info/RECORD", name)]
        if len(found) != 1:
            raise MalformedWheelError(str(self.path), f"it has {len(found)} files *.dist-info/RECORD instead of one")
        return found[0]

    @contextmanager
    def _naming(self, name: str) -> Iterator[None]:
        try:
            yield
        except BROKEN as error:
            raise MalformedWheelError(str(self.path), f"{name}: {error}") from error


@contextmanager
def open_wheel(path: Path) -> Iterator[Wheel]:
    """Open a wheel.

    Raises:
        MalformedWheelError: when it is not one.
    """
    try:
        parse_wheel_filename(path.name)
        archive = zipfile.ZipFile(path)
    except InvalidWheelFilename as error:
        raise MalformedWheelError(str(path), str(error)) from None
    except BROKEN as error:
        raise MalformedWheelError(str(path), str(error)) from error
    with archive:
        yield Wheel(path, archive)


def installed_path(name: str) -> str:
    """Return where a wheel's file will lie below site-packages."""
    folder, _, rest = name.partition(".data/")
    part, _, inner = rest.partition("/")
    return inner if "/" not in folder and part in INSTALLED_BESIDE and inner else name


def _same_entry(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    copied = zipfile.ZipInfo(entry.filename, entry.date_time)
    copied.compress_type = entry.compress_type
    copied.external_attr = entry.external_attr
    copied.create_system = entry.create_system
    copied.comment = entry.comment
    return copied


def _write_new(
    archive: zipfile.ZipFile, names: list[str], contents: Mapping[str, bytes], neighbour: zipfile.ZipInfo
) -> None:
    for name in names:
        entry = zipfile.ZipInfo(name, _source_date() or neighbour.date_time)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.create_system = 3  # Unix, whose permissions these are
        entry.external_attr = REGULAR_FILE
        archive.writestr(entry, contents[name])


def _source_date() -> tuple[int, int, int, int, int, int] | None:
    if not (epoch := os.environ.get("SOURCE_DATE_EPOCH")):
        return None
    try:
        moment = time.gmtime(int(epoch))
    except (ValueError, OverflowError, OSError):
        raise AuditError(f"SOURCE_DATE_EPOCH is not a number of seconds: {epoch!r}") from None
    return max(OLDEST, moment[:6])
