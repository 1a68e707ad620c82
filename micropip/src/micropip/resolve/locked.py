"""What the lock file of the distribution has."""

from collections.abc import Collection

from micropip._vendor.packaging.utils import NormalizedName, canonicalize_name
from micropip._vendor.packaging.version import InvalidVersion, Version
from micropip.bookkeeping import LOCK_FILE
from micropip.candidate import Candidate, Locked, Wheel
from micropip.host.protocol import Lock
from micropip.index.page import ProjectFile
from micropip.lock_file import file_url
from micropip.requirement import Need, filename_of


class LockedPackages(dict[NormalizedName, Candidate]):
    """The packages of the lock file by name.

    Args:
        lock: The lock file.
        loaded: The names of those that have been loaded.
    """

    def __init__(self, lock: Lock, loaded: Collection[str]) -> None:
        super().__init__()
        self._base_url = lock.base_url
        self._wheels: dict[str, Wheel] = {}
        loaded = {canonicalize_name(name) for name in loaded}
        for key, entry in lock.packages.items():
            name = canonicalize_name(key)
            self[name] = Candidate(name, locked_version(entry["version"]), Locked(key, entry, name in loaded))

    def needs(self, package: Locked) -> list[Need]:
        """Return what a package needs: other packages of the lock file, of whatever version."""
        return [Need(canonicalize_name(name), name) for name in package.entry["depends"]]

    def as_wheel(self, candidate: Candidate) -> Candidate:
        """Return the wheel of a package, to be installed like one of an index."""
        assert isinstance(candidate.origin, Locked)
        return Candidate(candidate.name, candidate.version, self.wheel(candidate.origin), candidate.extras)

    def wheel(self, package: Locked) -> Wheel:
        """Return the wheel of a package, whose metadata knows about extras."""
        if package.key not in self._wheels:
            url = file_url(self._base_url, package.entry["file_name"])
            file = ProjectFile(filename_of(url), url, {"sha256": package.entry["sha256"]})
            self._wheels[package.key] = Wheel(file, LOCK_FILE)
        return self._wheels[package.key]


def locked_version(text: str) -> Version:
    """Read a version; libraries need not have one that PEP 440 knows."""
    try:
        return Version(text)
    except InvalidVersion:
        return Version("0")
