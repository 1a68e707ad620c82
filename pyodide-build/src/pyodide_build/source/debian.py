"""Get the upstream archive of a Debian source package, from where apt is configured to look."""

import re
import subprocess
from pathlib import Path

from pyodide_build.errors import SourceError

# Without a user of its own to download as, which needs more privileges than there may be.
ROOT = ("-o", "APT::Sandbox::User=root")
# Each version in `apt-cache showsrc` lists its files: hash, size, name.
FILE = re.compile(r"^ ([0-9a-f]{64}) \d+ (\S+\.orig\S*\.tar\.\w+)$", re.MULTILINE)


def fetch_upstream(package: str, version: str, sha256: str, folder: Path) -> Path:
    """Download the upstream archive of a source package that has a hash.

    Debian's own revisions come and go: of the versions that there are, one is taken that still has the archive.

    Args:
        package: the source package.
        version: upstream's version, or Debian's.
        sha256: the hash of the archive.
        folder: where it goes.

    Raises:
        SourceError: there is no such package, version or archive, or apt failed.
    """
    problem = download(package, version, sha256, folder, [])
    if isinstance(problem, str):
        # apt's package lists are old or were never fetched; new ones of our own need no privileges.
        lists = ["-o", f"Dir::State::Lists={folder}/lists", "-o", f"Dir::Cache={folder}/cache"]
        (folder / "lists").mkdir()
        (folder / "cache/archives/partial").mkdir(parents=True)
        code, said = run(["apt-get", "--quiet", *ROOT, *lists, "update"], folder)
        problem = said if code else download(package, version, sha256, folder, lists)
    if isinstance(problem, str):
        raise SourceError(f"The Debian source package {package} {version} cannot be had: {problem}")
    return problem


def download(package: str, version: str, sha256: str, folder: Path, lists: list[str]) -> Path | str:
    """Return the archive, or what is wrong."""
    code, said = run(["apt-cache", *lists, "showsrc", "--only-source", package], folder)
    known = {} if code else archives(said)
    fitting = [(each, name) for each, files in known.items() for name, digest in files.items() if digest == sha256]
    if not fitting:
        there = [f"{name} ({digest}) of {each}" for each, files in known.items() for name, digest in files.items()]
        return f"no archive has the sha256 {sha256}; there are {', '.join(there)}" if there else said or "apt has none"
    debian_version, name = fitting[-1]
    if version not in {debian_version, upstream_version(debian_version)}:
        return f"the archive with the sha256 {sha256} is version {upstream_version(debian_version)}"
    options = ["--download-only", "--tar-only", "--only-source", f"{package}={debian_version}"]
    code, said = run(["apt-get", "--quiet", *ROOT, *lists, "source", *options], folder)
    return said if code else folder / name


def archives(stanzas: str) -> dict[str, dict[str, str]]:
    """Read the hashes of upstream archives by version and name, as apt-cache shows them."""
    found = {}
    for stanza in stanzas.split("\n\n"):
        if version := re.search(r"^Version: (\S+)", stanza, re.MULTILINE):
            found[version[1]] = {name: digest for digest, name in FILE.findall(stanza)}
    return found


def upstream_version(version: str) -> str:
    """Return a version without Debian's epoch and revision."""
    return version.partition(":")[2].rpartition("-")[0] if ":" in version else version.rpartition("-")[0] or version


def run(command: list[str], folder: Path) -> tuple[int, str]:
    """Run one of apt's programs; return its status and what it said."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        return 127, f"{command[0]} is not installed here"
    return done.returncode, done.stdout.strip()
