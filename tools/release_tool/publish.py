"""Upload what was released, with the clients that the registries have, as their user has configured them."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from packaging.version import Version

from release_tool.checksums import checked_files
from release_tool.errors import ReleaseError
from release_tool.runtime import npm


def uploads(folder: Path) -> list[list[str]]:
    """Return the commands that publish the files of a release.

    Raises:
        ReleaseError: they are not those that were checked.
    """
    files = checked_files(folder)
    python = [str(file) for file in files if file.suffix == ".whl" or (file.suffix == ".gz" and _is_sdist(file))]
    packages = [str(file) for file in files if file.suffix == ".tgz"]
    commands = [[sys.executable, "-m", "twine", "upload", "--non-interactive", *python]] if python else []
    before = Version(folder.name.rpartition("-v")[2]).is_prerelease
    # npm wants to know under which name pre-releases are found, since `latest` is what everybody gets.
    name = ["--tag", "next"] if before else []
    return commands + [[*npm(), "publish", *name, package] for package in packages]


def publish(folders: list[Path], tell: Callable[[str], None], *, dry_run: bool) -> None:
    """Upload releases one after another.

    Args:
        folders: Their folders, in the order of dependencies.
        tell: What to do with a line about what is going on.
        dry_run: Whether to say only what would be done.

    Raises:
        ReleaseError: a file is not the one that was checked, and nothing is uploaded; or an upload failed.
    """
    commands = [(folder, command) for folder in folders for command in uploads(folder)]
    done: list[str] = []
    for folder, command in commands:
        tell(" ".join(command))
        if not dry_run and subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL).returncode:
            before = f"Before it, these were: {', '.join(done)}." if done else "Nothing was uploaded before it."
            raise ReleaseError(f"{folder.name} was not uploaded: the client's lines above say why. {before}")
        if folder.name not in done:
            done.append(folder.name)


def _is_sdist(file: Path) -> bool:
    return file.name.endswith(".tar.gz")
