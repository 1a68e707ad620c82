"""What can go wrong in a build, each failure with what to do about it."""

from collections.abc import Iterable
from pathlib import Path


class BuildError(Exception):
    """Stop the build with a message for its user."""


class CommandFailedError(BuildError):
    """A child process ended with an error."""

    def __init__(self, command: Iterable[str], code: int, log: Path, tail: str) -> None:
        words = " ".join(command)
        if len(words) > 300:
            words = words[:300] + " …"
        super().__init__(
            f"{words}\nended with exit code {code}. The last lines of its output:\n\n{tail}\n\nThe full log is {log}"
        )


class MissingToolsError(BuildError):
    """Commands that the build calls are not installed."""

    def __init__(self, missing: dict[str, str]) -> None:
        packages = " ".join(sorted(set(missing.values())))
        super().__init__(
            f"Not found: {', '.join(sorted(missing))}. Run this inside the build environment, "
            f"or install the Debian 13 packages: apt-get install {packages}"
        )


class WrongToolVersionError(BuildError):
    """A tool is there in another version than the one the build is made for."""

    def __init__(self, tool: str, expected: str, found: str) -> None:
        super().__init__(
            f"{tool} {expected} is needed, found: {found}. Run this inside the Debian 13 build environment."
        )


class PinError(BuildError):
    """The list of pinned sources cannot be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")


class FetchError(BuildError):
    """A source archive could not be had through apt."""

    def __init__(self, package: str, archive: str, reason: str) -> None:
        super().__init__(
            f"{archive} of the Debian source package {package} could not be fetched: {reason}\n"
            "Check that apt's sources have deb-src entries of Debian 13 and that apt-get update works. "
            "If the package has a later release instead, try it: change version, archive and sha256 in sources.toml."
        )


class HashMismatchError(BuildError):
    """A source archive is not the pinned one."""

    def __init__(self, archive: str, expected: str, found: str) -> None:
        super().__init__(
            f"{archive} has sha256 {found}, pinned is {expected}. It was not used. "
            "If the archive was changed on purpose, check it and change sources.toml."
        )


class UnsafeArchiveError(BuildError):
    """A source archive wants to write outside its folder."""

    def __init__(self, archive: Path, reason: str) -> None:
        super().__init__(f"{archive.name} was not unpacked: {reason}")


class PatchError(BuildError):
    """A patch does not fit the source."""

    def __init__(self, patch: str, output: str) -> None:
        super().__init__(f"{patch} does not apply. Make it anew against the pinned source.\n\n{output}")


class ModuleTableError(BuildError):
    """What was built is not what modules.toml says."""
