"""Build a distribution twice and ask for the same bytes."""

import filecmp
import sys
import tarfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from release_tool.errors import ReleaseError
from release_tool.process import run
from release_tool.workspace import Distribution


@dataclass(frozen=True)
class Place:
    """Where something is built: in each of two places it has to come out the same.

    Args:
        checkout: A checkout of the commit.
        environment: Variables for the builds.
        umask: What may not be done with the files that they make.
    """

    checkout: Path
    environment: Mapping[str, str]
    umask: int = 0o022


# What differs between people's machines, beside the folder and the moment.
ELSEWHERE = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1"}
ELSEWHERE_UMASK = 0o077


def build_twice(distribution: Distribution, places: tuple[Place, Place], out: Path) -> list[Path]:
    """Build the sdist and the wheel: in one place the wheel from the sdist, in the other from the checkout itself.

    Args:
        distribution: Which.
        places: Where.
        out: A folder for the results; one for the second build is made beside it.

    Raises:
        CommandFailedError: it cannot be built.
        ReleaseError: two builds differ.
    """
    second = out.with_name(f"{out.name}-again")
    build(distribution, places[0], out)
    build(distribution, places[1], second, "--sdist", "--wheel")
    files, again = sorted(out.iterdir()), sorted(path.name for path in second.iterdir())
    if again != [file.name for file in files]:
        raise ReleaseError(f"Two builds of {distribution.name} gave different files: {files} and {again}.")
    for file in files:
        require_same(distribution.name, file, second / file.name)
    return files


def build(distribution: Distribution, place: Place, out: Path, *what: str) -> None:
    """Build in an environment of its own, which has nothing but what pyproject.toml asks for.

    Args:
        distribution: Which.
        place: Where.
        out: The folder for the results.
        what: `--sdist`, `--wheel`; neither: the sdist, and the wheel from it.

    Raises:
        CommandFailedError: it cannot be built.
    """
    out.mkdir(parents=True)
    constraints = out.with_name(f"{out.name}-constraints.txt")
    # The backend writes its own version into the wheel.
    constraints.write_text(f"hatchling=={version('hatchling')}\n")
    command = [sys.executable, "-m", "build", *what, f"--outdir={out}", str(place.checkout / distribution.folder)]
    pinned = {"PIP_CONSTRAINT": str(constraints), "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONPATH": ""}
    run(f"Building {distribution.name}", command, out, {**place.environment, **pinned}, umask=place.umask)


def require_same(what: str, first: Path, second: Path) -> None:
    """Compare two files byte for byte.

    Raises:
        ReleaseError: they differ.
    """
    if not filecmp.cmp(first, second, shallow=False):
        raise ReleaseError(_difference(what, first, second))


def _difference(what: str, first: Path, second: Path) -> str:
    ours, theirs = _members(first), _members(second)
    names = sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))
    found = ", ".join(names[:10]) or "the archive itself"
    return (
        f"Two builds of {what} differ in {first.name}: {found}. Besides being the same each time, a wheel from the "
        "sdist has to be the one from the checkout."
    )


def _members(archive: Path) -> dict[str, object]:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as opened:
            return {each.filename: (each.CRC, each.date_time, each.external_attr) for each in opened.infolist()}
    with tarfile.open(archive) as opened:
        return {each.name: (each.size, each.mtime, each.mode, _content(opened, each)) for each in opened}


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = archive.extractfile(member) if member.isfile() else None
    return file.read() if file else b""
