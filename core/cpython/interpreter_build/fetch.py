"""Fetch pinned source archives from Debian's source packages into the cache of downloads."""

import hashlib
import re
import subprocess
import tempfile
from pathlib import Path

from interpreter_build.errors import FetchError, HashMismatchError
from interpreter_build.pins import Pin
from interpreter_build.store import locked

# Without a user of its own to download as, which needs more privileges than there may be.
ROOT = ("-o", "APT::Sandbox::User=root")


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
    if _apt_source(pin, folder, []) is None:
        return
    # apt's package lists are old or were never fetched; new ones of our own need no privileges.
    lists = ["-o", f"Dir::State::Lists={folder}/lists", "-o", f"Dir::Cache={folder}/cache"]
    (folder / "lists").mkdir()
    (folder / "cache" / "archives" / "partial").mkdir(parents=True)
    update = _run(["apt-get", "--quiet", *ROOT, *lists, "update"], folder)
    problem = update.stdout.strip() if update.returncode else _apt_source(pin, folder, lists)
    if problem is not None:
        raise FetchError(pin.package, pin.archive, problem)


def _apt_source(pin: Pin, folder: Path, lists: list[str]) -> str | None:
    """Download the package's archives; say what is wrong."""
    shown = _run(["apt-cache", *lists, "showsrc", "--only-source", pin.package], folder)
    versions = _versions(shown.stdout) if shown.returncode == 0 else {}
    fitting = [version for version, files in versions.items() if pin.archive in files]
    if not fitting:
        archives = sorted({file for files in versions.values() for file in files if ".orig.tar." in file})
        return f"the package carries {', '.join(archives)}" if archives else shown.stdout.strip() or "unknown package"
    options = ["--download-only", "--tar-only", "--only-source", f"{pin.package}={fitting[-1]}"]
    done = _run(["apt-get", "--quiet", *ROOT, *lists, "source", *options], folder)
    return done.stdout.strip() if done.returncode else None


def _versions(stanzas: str) -> dict[str, list[str]]:
    """Read which files the versions of a source package have, as apt-cache shows them."""
    versions = {}
    for stanza in stanzas.split("\n\n"):
        if version := re.search(r"^Version: (\S+)", stanza, re.MULTILINE):
            versions[version[1]] = re.findall(r"^ [0-9a-f]{64} \d+ (\S+)", stanza, re.MULTILINE)
    return versions


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        return subprocess.CompletedProcess(command, 127, f"{command[0]} is not installed here")
