"""What the index that pip is configured for has of a package."""

import hashlib
import importlib.util
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from packaging.utils import InvalidWheelFilename, parse_wheel_filename
from packaging.version import InvalidVersion, Version
from pydantic import BaseModel, TypeAdapter

from pyodide_build.errors import SourceError
from pyodide_build.skeleton.source_format import SourceFormat
from pyodide_build.source.download import check_sha256

PROGRAM = Path(__file__).with_name("ask_pip.py")
SHOWN_LINES = 5


class IndexFile(BaseModel):
    """A file of the index."""

    name: str
    version: str
    url: str
    sha256: str | None
    yanked: bool

    @property
    def format(self) -> SourceFormat | None:
        """What it is, or None for a wheel with libraries, which are for another machine."""
        if not self.name.endswith(".whl"):
            return SourceFormat.SDIST
        try:
            *_, tags = parse_wheel_filename(self.name)
        except InvalidWheelFilename:
            return None
        return SourceFormat.WHEEL if any(tag.platform == "any" for tag in tags) else None


def list_files(name: str) -> list[IndexFile]:
    """Return the source distributions and wheels of a package that this Python could use, the newest version last.

    Raises:
        SourceError: there are none, or the index does not answer.
    """
    answer = ask_pip("list", name)
    files = TypeAdapter(list[IndexFile]).validate_json(answer.stdout)
    if not files:
        raise SourceError(f"The index has no package {name} for this Python.{last_lines(answer.stderr)}")
    return files


def choose(files: Sequence[IndexFile], version: str | None, formats: Sequence[SourceFormat], *, pre: bool) -> IndexFile:
    """Return the file to build from.

    Args:
        files: all files of a package.
        version: the version that is wanted, or None for the newest.
        formats: which are possible, the preferred one first.
        pre: whether the newest may be one before a release.

    Raises:
        SourceError: there is no such file.
    """
    if version is None:
        offered = [each for each in files if not each.yanked] or files
        released = [each for each in offered if not Version(each.version).is_prerelease]
        wanted = Version((offered if pre or not released else released)[-1].version)
    else:
        wanted = as_version(version)
    of_version = [each for each in files if Version(each.version) == wanted]
    if not of_version:
        newest = ", ".join(dict.fromkeys(each.version for each in reversed(files)))
        raise SourceError(f"The index has no version {version} of it; it has {newest}.")
    for kind in formats:
        found = [each for each in of_version if each.format is kind]
        if found:
            return found[0]
    raise SourceError(
        f"The index has no {' and no '.join(formats)} of version {wanted} that the target can use; it has "
        f"{', '.join(each.name for each in of_version)}."
    )


def as_version(text: str) -> Version:
    """Read a version (PEP 440).

    Raises:
        SourceError: it is none.
    """
    try:
        return Version(text)
    except InvalidVersion as error:
        raise SourceError(f"{text} is no version.") from error


def download(file: IndexFile, folder: Path) -> Path:
    """Download a file and return it.

    Raises:
        SourceError: it cannot be had, or is another one than the index says.
    """
    path = folder / file.name
    ask_pip("get", file.url, str(path))
    check_sha256(path, file.sha256)
    return path


def sha256_of(file: Path) -> str:
    """Return the hash of a file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def ask_pip(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program that talks to the index."""
    if importlib.util.find_spec("pip") is None:
        raise SourceError("pip is needed to ask the index: install it beside pyodide-build.")
    command = [sys.executable, "-P", str(PROGRAM), *arguments]
    answer = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if answer.returncode:
        raise SourceError(f"The index cannot be asked for {arguments[1]}:{last_lines(answer.stderr)}")
    return answer


def last_lines(text: str) -> str:
    """Return the end of what pip printed, as a part of a message."""
    return "".join(f"\n  | {line}" for line in text.strip().splitlines()[-SHOWN_LINES:])
