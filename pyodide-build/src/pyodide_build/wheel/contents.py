"""Take a wheel apart, and put it together so that the same files always give the same bytes."""

import time
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Self

from auditwheel_emscripten.record import update_record
from pyodide_build.errors import WheelError

RECORD = "RECORD"
SIGNATURES = ("RECORD.jws", "RECORD.p7s")
EXECUTABLE, REGULAR = 0o100755, 0o100644
UNIX = 3


@dataclass(frozen=True)
class Member:
    """A file of an archive."""

    data: bytes
    executable: bool = False

    @classmethod
    def of(cls, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Self:
        """Read a file."""
        return cls(archive.read(entry), bool(entry.external_attr >> 16 & 0o111))


@dataclass
class Contents:
    """The files of a wheel by name, without those that list them."""

    files: dict[str, Member]
    dist_info: str

    def text(self, name: str) -> str:
        """Return one of the files about the distribution."""
        return self.files[f"{self.dist_info}/{name}"].data.decode()


def read_contents(wheel: Path) -> Contents:
    """Read a wheel.

    Raises:
        WheelError: it is no wheel.
    """
    try:
        with zipfile.ZipFile(wheel) as archive:
            files = {entry.filename: Member.of(archive, entry) for entry in archive.infolist() if not entry.is_dir()}
    except zipfile.BadZipFile as error:
        raise WheelError(f"{wheel.name} is no wheel: {error}") from error
    found = {name.partition("/")[0] for name in files if PurePosixPath(name).match("*.dist-info/WHEEL")}
    if len(found) != 1:
        raise WheelError(f"{wheel.name} is no wheel: it has {len(found)} folders *.dist-info with a file WHEEL")
    dist_info = found.pop()
    for name in (RECORD, *SIGNATURES):
        files.pop(f"{dist_info}/{name}", None)
    return Contents(files, dist_info)


def write_contents(contents: Contents, wheel: Path, level: int, source_date: int) -> None:
    """Write a wheel: files by name, those about the distribution last, as the wheel format recommends.

    Args:
        contents: the files.
        wheel: what to write.
        level: of compression, from 0, none, to 9.
        source_date: the time that all files get, in seconds since 1970.
    """
    record = f"{contents.dist_info}/{RECORD}"
    names = sorted(contents.files, key=lambda name: (name.startswith(f"{contents.dist_info}/"), name))
    listed = update_record("", record, {name: contents.files[name].data for name in names}) + f"{record},,\n"
    files = {name: contents.files[name] for name in names}
    write_zip({**files, record: Member(listed.encode())}, wheel, level, source_date)


def write_zip(files: Mapping[str, Member], archive: Path, level: int, source_date: int, comment: bytes = b"") -> None:
    """Write a zip archive: files in the given order.

    Args:
        files: by name.
        archive: what to write.
        level: of compression, from 0, none, to 9.
        source_date: the time that all files get, in seconds since 1970.
        comment: what the archive says about itself.
    """
    date = max(time.gmtime(source_date)[:6], (1980, 1, 1, 0, 0, 0))
    method = zipfile.ZIP_DEFLATED if level else zipfile.ZIP_STORED
    with zipfile.ZipFile(archive, "w") as out:
        out.comment = comment
        for name, member in files.items():
            entry = zipfile.ZipInfo(name, date)
            entry.create_system = UNIX
            entry.external_attr = (EXECUTABLE if member.executable else REGULAR) << 16
            out.writestr(entry, member.data, method, level)


def write_folder(contents: Contents, folder: Path) -> None:
    """Write the files of a wheel into a folder."""
    for name, member in contents.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(member.data)
        if member.executable:
            path.chmod(path.stat().st_mode | 0o111)


def read_folder(folder: Path) -> dict[str, Member]:
    """Return the files below a folder by name; links count as what they lead to."""
    return {
        path.relative_to(folder).as_posix(): Member(path.read_bytes(), bool(path.stat().st_mode & 0o111))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
