"""Build a distribution twice and ask for the same bytes."""

import sys
import tarfile
import zipfile
from importlib.metadata import version
from pathlib import Path

from release_tool.errors import ReleaseError
from release_tool.process import run
from release_tool.workspace import Distribution


def build_twice(
    distribution: Distribution, checkouts: tuple[Path, Path], out: Path, environment: dict[str, str]
) -> list[Path]:
    """Build the sdist and the wheel: in one checkout the wheel from the sdist, in the other from the checkout itself.

    Args:
        distribution: Which.
        checkouts: Two of the same commit.
        out: A folder for the results; one for the second build is made beside it.
        environment: Variables for the builds.

    Raises:
        CommandFailedError: it cannot be built.
        ReleaseError: two builds differ.
    """
    second = out.with_name(f"{out.name}-again")
    build(distribution, checkouts[0], out, environment)
    build(distribution, checkouts[1], second, environment, "--sdist", "--wheel")
    files, again = sorted(out.iterdir()), sorted(path.name for path in second.iterdir())
    if again != [file.name for file in files]:
        raise ReleaseError(f"Two builds of {distribution.name} gave different files: {files} and {again}.")
    for file in files:
        if file.read_bytes() != (second / file.name).read_bytes():
            raise ReleaseError(_difference(distribution, file, second / file.name))
    return files


def build(distribution: Distribution, checkout: Path, out: Path, environment: dict[str, str], *what: str) -> None:
    """Build in an environment of its own, which has nothing but what pyproject.toml asks for.

    Args:
        distribution: Which.
        checkout: Where its folder is.
        out: The folder for the results.
        environment: Variables for the build.
        what: `--sdist`, `--wheel`; neither: the sdist, and the wheel from it.

    Raises:
        CommandFailedError: it cannot be built.
    """
    out.mkdir(parents=True)
    constraints = out.with_name(f"{out.name}-constraints.txt")
    # The backend writes its own version into the wheel.
    constraints.write_text(f"hatchling=={version('hatchling')}\n")
    command = [sys.executable, "-m", "build", *what, f"--outdir={out}", str(checkout / distribution.folder)]
    pinned = {"PIP_CONSTRAINT": str(constraints), "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONPATH": ""}
    run(f"Building {distribution.name}", command, out, {**environment, **pinned})


def _difference(distribution: Distribution, first: Path, second: Path) -> str:
    ours, theirs = _members(first), _members(second)
    names = sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))
    found = ", ".join(names[:10]) or "the archive itself"
    return (
        f"Two builds of {distribution.name} differ in {first.name}: {found}. Besides being the same each time, a wheel "
        "from the sdist has to be the one from the checkout."
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
