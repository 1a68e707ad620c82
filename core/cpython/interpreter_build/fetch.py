"""Fetch pinned source archives from Debian's source packages into the cache of downloads."""

import hashlib
import subprocess
import tempfile
from pathlib import Path

from interpreter_build.errors import FetchError, HashMismatchError
from interpreter_build.pins import Pin
from interpreter_build.store import locked


def fetch(pin: Pin, downloads: Path) -> Path:
    """Return the pinned archive, downloaded unless it is there already.

    Its name in the cache is its hash, and it gets that name only after its content was checked.
    """
    final = downloads / pin.sha256
    if final.is_file():
        return final
    with locked(downloads / "locks" / pin.sha256):
        if final.is_file():
            return final
        with tempfile.TemporaryDirectory(prefix=".partial-", dir=downloads) as name:
            _download(pin, Path(name))
            archive = Path(name) / pin.archive
            if not archive.is_file():
                found = ", ".join(sorted(path.name for path in Path(name).glob("*.tar.*"))) or "no archive"
                raise FetchError(pin.package, pin.archive, f"the package carries {found}")
            verify(archive, pin)
            archive.rename(final)
    return final


def verify(archive: Path, pin: Pin) -> None:
    """Refuse an archive that does not have the pinned hash."""
    with archive.open("rb") as handle:
        found = hashlib.file_digest(handle, "sha256").hexdigest()
    if found != pin.sha256:
        raise HashMismatchError(pin.archive, pin.sha256, found)


def _download(pin: Pin, folder: Path) -> None:
    source = ["source", "--download-only", "--tar-only", "--only-source", pin.package]
    if _apt(source, folder).returncode == 0:
        return
    # apt's package lists are old or were never fetched; new ones of our own need no privileges.
    lists = ["-o", f"Dir::State::Lists={folder}/lists", "-o", f"Dir::Cache={folder}/cache"]
    (folder / "lists").mkdir()
    (folder / "cache" / "archives" / "partial").mkdir(parents=True)
    for command in ([*lists, "update"], [*lists, *source]):
        done = _apt(command, folder)
        if done.returncode:
            raise FetchError(pin.package, pin.archive, done.stdout.strip())


def _apt(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            ["apt-get", "--quiet", "-o", "APT::Sandbox::User=root", *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        return subprocess.CompletedProcess(arguments, 127, "apt-get is not installed here")
