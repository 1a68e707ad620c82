"""A wheel between being checked and being installed."""

import os

from pyodide._install import record
from pyodide._install.errors import InstallError
from pyodide._install.files import delete, make_staging

TYPE_CHECKING = False
if TYPE_CHECKING:
    from email.message import Message
    from pathlib import Path

    from pyodide._install.scheme import Scheme


class Distribution:
    """What is known of a wheel, whether it is installed already or about to be."""

    def __init__(self, name: str, version: str, dist_info: str, metadata: str, scheme: "Scheme") -> None:
        self.name = name
        self.version = version
        self.scheme = scheme
        self.files: list[str] = []
        self._dist_info = dist_info
        self._metadata = metadata

    @property
    def dist_info(self) -> "Path":
        """Where its metadata are, once it is installed."""
        from pathlib import Path

        return Path(self.scheme.site_packages, self._dist_info)

    @property
    def metadata(self) -> "Message":
        """Its METADATA."""
        from email.parser import HeaderParser

        return HeaderParser().parsestr(self._metadata)

    @property
    def shared_libraries(self) -> list[str]:
        """Where its shared libraries are, once it is installed."""
        return [path for path in self.files if is_shared_library(path)]


class InstalledWheel(Distribution):
    """A wheel that is installed."""


class StagedWheel(Distribution):
    """A wheel whose files lie beside their destination."""

    def __init__(
        self,
        name: str,
        version: str,
        dist_info: str,
        metadata: str,
        scheme: "Scheme",
        hashes: dict[str, tuple[str, str]],
    ) -> None:
        super().__init__(name, version, dist_info, metadata, scheme)
        # What the wheel says of its files, by their names in it.
        self._hashes = hashes
        self.staging = make_staging(scheme.site_packages)
        # Each folder to install into, and the one that stands for it here.
        self.roots: dict[str, str] = {}
        self._made: set[str] = set()
        self._rows: list[record.Row] = []

    def write(self, folder: str, path: str, content: bytes, *, executable: bool = False, entry: str = "") -> None:
        """Write a file that is to go to `path` in `folder`; `entry` is its name in the wheel.

        Raises:
            InstallError: two files of the wheel would go to the same place.
        """
        root = self.roots.get(folder)
        if root is None:
            root = self.roots[folder] = f"{self.staging}/{len(self.roots)}"
            os.mkdir(root)
        target = f"{root}/{path}"
        self._make_folder(os.path.dirname(target))
        try:
            fd = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o777 if executable else 0o666)
        except (FileExistsError, IsADirectoryError):
            raise InstallError(f"two of its files would be {os.path.join(folder, path)}") from None
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(fd, rest) :]
        finally:
            os.close(fd)
        final = os.path.join(folder, path)
        self.files.append(final)
        self._rows.append((final, *(self._hashes.get(entry) or record.digest(content))))

    def write_record(self) -> None:
        """Write RECORD, as the last file."""
        site_packages = self.scheme.site_packages
        rows = [(record.relative(path, site_packages), digest, size) for path, digest, size in self._rows]
        name = f"{self._dist_info}/RECORD"
        self.write(site_packages, name, record.render([*rows, (name, "", "")]).encode())

    def commit(self) -> InstalledWheel:
        """Install it, in the place of a distribution of the same name.

        Raises:
            OSError: its files cannot be moved; nothing has changed.
        """
        from pyodide._install.transaction import commit_all

        return commit_all([self])[0]

    def discard(self) -> None:
        """Delete what has been written of it."""
        delete(self.staging)

    def installed(self) -> InstalledWheel:
        """Return what it is after its files have been moved."""
        wheel = InstalledWheel(self.name, self.version, self._dist_info, self._metadata, self.scheme)
        wheel.files = self.files
        return wheel

    def _make_folder(self, path: str) -> None:
        if path in self._made or path in self.roots.values():
            return
        self._make_folder(os.path.dirname(path))
        try:
            os.mkdir(path)
        except FileExistsError:
            raise InstallError(f"one of its files is in the place of the folder {os.path.basename(path)}") from None
        self._made.add(path)


def is_shared_library(path: str) -> bool:
    """Tell whether a file name is a shared library's: NAME.so, or NAME.so.VERSION."""
    stem, dot, version = os.path.basename(path).rpartition(".so")
    return bool(stem and dot) and all(part.isdecimal() for part in version.split(".")[1:]) and version[:1] in {"", "."}
