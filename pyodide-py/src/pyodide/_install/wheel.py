"""Wheels: checked whole, then written beside the place where they are to go (PEP 427)."""

import os

from pyodide._install import record
from pyodide._install.errors import InstallError, MislabelledWheelError, UnsafeArchiveError
from pyodide._install.scheme import Scheme
from pyodide._install.staged import StagedWheel
from pyodide._install.wheel_name import WheelName, check_tags, normalize, normalize_version
from pyodide._install.zip_reader import Entry, ZipReader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DIST_INFO = ".dist-info"
WRITTEN_BY_INSTALLERS = frozenset({"INSTALLER", "REQUESTED", "RECORD", "direct_url.json"})
SIGNATURES = frozenset({"RECORD.jws", "RECORD.p7s"})


def stage_wheel(
    data: "bytes | memoryview | os.PathLike[str]",
    filename: str,
    site_packages: "os.PathLike[str] | str | None" = None,
    *,
    expected_name: str | None = None,
    installer: str,
    requested: bool,
    direct_url: "dict[str, Any] | None" = None,
    extra_files: dict[str, str] | None = None,
) -> StagedWheel:
    """Check a wheel and write its files into a folder of their own, from which committing it is renaming.

    Args:
        data: The wheel, or where it is.
        filename: Its file name, which says what it is.
        site_packages: Where to install; this interpreter's site-packages unless given.
        expected_name: The name that the distribution must have.
        installer: What INSTALLER shall say.
        requested: Whether a user asked for it, not only another distribution.
        direct_url: The contents of direct_url.json (PEP 610).
        extra_files: Names and contents of further files for its dist-info folder.

    Raises:
        InstallError: why it cannot be installed, as a class of its own for each reason.
        OSError: its files cannot be written.
    """
    try:
        wheel = Wheel(read(data), filename)
        if expected_name is not None and normalize(expected_name) != wheel.label.name:
            raise MislabelledWheelError(f"{expected_name} was expected, not {wheel.label.name}")
    except InstallError as error:
        raise type(error)(f"Cannot install {filename}: {error}") from None
    scheme = Scheme(wheel.label.name, site_packages)
    staged = StagedWheel(wheel.label.name, wheel.version, wheel.dist_info, wheel.metadata, scheme, wheel.hashes())
    try:
        write_files(wheel, staged, scheme)
        notes = {"INSTALLER": f"{installer}\n", **(extra_files or {})}
        if requested:
            notes["REQUESTED"] = ""
        if direct_url is not None:
            import json

            notes["direct_url.json"] = json.dumps(direct_url)
        for name, text in notes.items():
            staged.write(scheme.site_packages, f"{wheel.dist_info}/{name}", text.encode())
        staged.write_record()
    except InstallError as error:
        staged.discard()
        raise type(error)(f"Cannot install {filename}: {error}") from None
    except BaseException:
        staged.discard()
        raise
    return staged


def read(data: "bytes | memoryview | os.PathLike[str]") -> "bytes | memoryview":
    """Return the contents of a file, or what was given."""
    if isinstance(data, bytes | bytearray | memoryview):
        return data
    with open(data, "rb") as file:
        return file.read()


class Wheel:
    """A wheel in memory whose parts agree with each other.

    Raises:
        InstallError: they do not, or it is not for this interpreter.
    """

    def __init__(self, data: "bytes | memoryview", filename: str) -> None:
        self.label = WheelName(filename)
        check_tags("It", self.label.tags)
        self.archive = ZipReader(data)
        self.dist_info = self._find_dist_info()
        self.data_folder = self.dist_info.removesuffix(DIST_INFO) + ".data"
        self._check_format()
        self.metadata = self._read("METADATA")
        self.version = self._check_metadata()

    def hashes(self) -> dict[str, tuple[str, str]]:
        """Return hash and size of its files by their names, as far as its RECORD has them."""
        name = f"{self.dist_info}/RECORD"
        if name not in self.archive.entries:
            return {}
        return record.parse_hashes(self.archive.read(self.archive.entries[name]).decode())

    def _find_dist_info(self) -> str:
        folders = {name.partition("/")[0] for name in self.archive.entries if "/" in name}
        found = sorted(folder for folder in folders if folder.endswith(DIST_INFO))
        if len(found) != 1:
            raise MislabelledWheelError(f"it has {len(found)} dist-info folders{found or ''}, not one")
        name, _, version = found[0].removesuffix(DIST_INFO).rpartition("-")
        self._compare(f"its folder {found[0]}", name, version)
        return found[0]

    def _check_format(self) -> None:
        fields = read_fields(self._read("WHEEL"))
        version = fields.get("wheel-version", [""])[0]
        if version.partition(".")[0] != "1":
            raise MislabelledWheelError(f"it is of version {version or 'unknown'} of the format, only 1 is known")
        tags = [tag for text in fields.get("tag", []) if len(tag := tuple(text.split("-"))) == 3]
        if tags:
            check_tags("Its WHEEL file says that it", tags)

    def _check_metadata(self) -> str:
        fields = read_fields(self.metadata)
        name, version = fields.get("name", [""])[0], fields.get("version", [""])[0]
        self._compare("its METADATA", name, version)
        return version

    def _compare(self, where: str, name: str, version: str) -> None:
        same_version = normalize_version(version) == normalize_version(self.label.version)
        if normalize(name) != self.label.name or not same_version:
            raise MislabelledWheelError(f"{where} says that it is {name or 'nothing'} {version}".rstrip())

    def _read(self, name: str) -> str:
        entry = self.archive.entries.get(f"{self.dist_info}/{name}")
        if entry is None:
            raise MislabelledWheelError(f"it has no {self.dist_info}/{name}")
        return self.archive.read(entry).decode("utf-8", "replace")


def read_fields(text: str) -> dict[str, list[str]]:
    """Return the fields before the first empty line, by their names in lower case."""
    fields: dict[str, list[str]] = {}
    for line in text.splitlines():
        name, colon, value = line.partition(":")
        if not line:
            break
        if colon and not line[0].isspace():
            fields.setdefault(name.lower(), []).append(value.strip())
    return fields


def write_files(wheel: Wheel, staged: StagedWheel, scheme: Scheme) -> None:
    """Write what the archive has, each file to its place."""
    own = {f"{wheel.dist_info}/{name}" for name in WRITTEN_BY_INSTALLERS | SIGNATURES}
    for name, entry in wheel.archive.entries.items():
        if name in own:
            continue
        destination = scheme.destination(name, wheel.data_folder)
        if destination is None:
            raise UnsafeArchiveError(f"wheels have no folder for its entry {name!r}")
        folder, path = destination
        executable = is_script(wheel, entry) or bool(entry.mode & 0o111)
        staged.write(folder, path, contents(wheel, entry), executable=executable, entry=name)


def is_script(wheel: Wheel, entry: Entry) -> bool:
    """Tell whether a file is to go to the folder of programs."""
    return entry.name.startswith(f"{wheel.data_folder}/scripts/")


def contents(wheel: Wheel, entry: Entry) -> bytes:
    """Return the contents of a file, with this interpreter in the place of the one that wheels name in scripts."""
    content = wheel.archive.read(entry)
    if is_script(wheel, entry) and content.startswith(b"#!python"):
        import sys

        _, newline, rest = content.partition(b"\n")
        content = b"#!" + (sys.executable or "python").encode() + newline + rest
    return content
