"""What the index that pip is configured for has of a package, asked with the addresses and logins that pip has."""

import importlib.util
import subprocess
import sys
import urllib.parse
from pathlib import Path

from pydantic import BaseModel, TypeAdapter

from pyodide_build.errors import SourceError
from pyodide_build.source.download import check_sha256, sha256_of

PROGRAM = Path(__file__).with_name("ask_pip.py")
SHOWN_LINES = 5


class IndexFile(BaseModel):
    """A file of the index."""

    name: str
    version: str
    url: str
    sha256: str | None
    yanked: bool

    def is_file(self, sha256: str) -> bool:
        """Tell whether it has a hash; of files in folders, which pip looks into, too, nothing is said about that."""
        if self.sha256 is None and self.url.startswith("file:"):
            return sha256_of(Path(urllib.parse.unquote(urllib.parse.urlsplit(self.url).path))) == sha256
        return self.sha256 == sha256


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


def fetch_by_hash(name: str, sha256: str, folder: Path) -> Path:
    """Download the file of a project that has a hash.

    pip itself would ask a source distribution's build backend, on the build machine, what it is about to download.

    Args:
        name: the project.
        sha256: the hash, which chooses one among all files of all versions.
        folder: where the file goes, under its own name.

    Raises:
        SourceError: the index has no such file, or does not answer.
    """
    files = list_files(name)
    for file in files:
        if file.is_file(sha256):
            return download(file, folder)
    versions = ", ".join(dict.fromkeys(file.version for file in reversed(files)))
    raise SourceError(f"The index has no file of {name} with the sha256 {sha256}; it has the versions {versions}.")


def download(file: IndexFile, folder: Path) -> Path:
    """Download a file and return it.

    Raises:
        SourceError: it cannot be had, or is another one than the index says.
    """
    path = folder / file.name
    ask_pip("get", file.url, str(path))
    check_sha256(path, file.sha256)
    return path


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
