"""Fetch the wheels that other projects publish, through pip, into the cache of downloads."""

import hashlib
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from interpreter_build.errors import BuildError, HashMismatchError
from interpreter_build.store import locked


@dataclass(frozen=True)
class PublishedWheel:
    """A wheel's file name and the hash it must have."""

    file_name: str
    sha256: str

    @property
    def requirement(self) -> str:
        """The one line that lets pip take this wheel and no other."""
        name, version = self.file_name.split("-")[:2]
        return f"{name}=={version} --hash=sha256:{self.sha256}"


def read_wheels(path: Path) -> list[PublishedWheel]:
    """Read the table of wheels."""
    return [PublishedWheel(name, sha256) for name, sha256 in tomllib.loads(path.read_text()).items()]


def fetch_wheels(wheels: Iterable[PublishedWheel], downloads: Path) -> dict[str, Path]:
    """Return the files by the wheels' names; their names in the cache are their hashes.

    Raises:
        BuildError: pip cannot get one, or got one that is not the pinned one.
    """
    found = {wheel: downloads / wheel.sha256 for wheel in wheels}
    if any(not path.is_file() for path in found.values()):
        with locked(downloads / "locks" / "wheels"):
            _download([wheel for wheel, path in found.items() if not path.is_file()], downloads)
    return {wheel.file_name: path for wheel, path in found.items()}


def _download(wheels: list[PublishedWheel], downloads: Path) -> None:
    with tempfile.TemporaryDirectory(prefix=".partial-", dir=downloads) as name:
        folder = Path(name)
        requirements = folder / "requirements.txt"
        requirements.write_text("".join(f"{wheel.requirement}\n" for wheel in wheels))
        options = ["--quiet", "--no-deps", "--require-hashes", "--only-binary=:all:", "--disable-pip-version-check"]
        # The table's files, whatever the Python that runs pip is.
        target = ["--platform=any", "--python-version=3.13", "--implementation=cp", "--abi=none"]
        where = [f"--dest={folder}", f"--requirement={requirements}"]
        command = [sys.executable, "-m", "pip", "download", *options, *target, *where]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        if done.returncode:
            raise BuildError(f"pip could not fetch the packages of the distribution:\n{done.stdout.strip()}")
        for wheel in wheels:
            file = folder / wheel.file_name
            if not file.is_file():
                raise BuildError(f"pip fetched no {wheel.file_name}: the table of wheels has the name of another file.")
            with file.open("rb") as content:
                digest = hashlib.file_digest(content, "sha256").hexdigest()
            if digest != wheel.sha256:
                raise HashMismatchError(wheel.file_name, wheel.sha256, digest)
            file.rename(downloads / wheel.sha256)
