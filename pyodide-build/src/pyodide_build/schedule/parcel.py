"""A task that goes to another machine: with files instead of paths, since file systems need not be shared."""

import io
import os
import tarfile
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

from pyodide_build.errors import BuildError
from pyodide_build.process import BuildLog
from pyodide_build.recipe.load import load_recipe
from pyodide_build.recipe.model import Recipe
from pyodide_build.schedule.keys import BESIDES, LEFT, files_of
from pyodide_build.schedule.task import Task, attempt
from pyodide_build.settings.model import BuildSettings
from pyodide_build.settings.target import Target
from pyodide_build.toolchain.emscripten import emscripten_for
from pyodide_build.xbuildenv.select import select_target

# What has to be the same there: the rest of a target's description is about places.
SAME = {"python_version", "emscripten_version", "abi_version", "cflags", "ldflags"}


@dataclass(frozen=True)
class Parcel:
    """What another machine needs to build a recipe.

    Args:
        name: the recipe's.
        recipe: the recipe's folder, packed.
        source: its source, packed, if that lies elsewhere; and the name of the file if it is one.
        requirements: the results that it is built with, each packed.
        settings: the target and the flags; the target's place is another one there.
        share: the part of the machine's processors that is for this build.
    """

    name: str
    recipe: bytes
    source: tuple[bytes, str] | None
    requirements: tuple[bytes, ...]
    settings: BuildSettings
    share: float


@dataclass(frozen=True)
class Delivery:
    """What comes back: the files, packed, unless there was a problem; and the log."""

    files: bytes
    log: bytes
    seconds: float
    problem: str | None


def pack(folder: Path, names: list[str] | None = None) -> bytes:
    """Put a folder's files into an archive.

    Args:
        folder: it.
        names: which files; all, if not given.
    """
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        for name in sorted(path.name for path in folder.iterdir()) if names is None else names:
            tar.add(folder / name, name)
    return buffer.getvalue()


def unpack(archive: bytes, folder: Path) -> Path:
    """Put an archive's files into a folder, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        tar.extractall(folder, filter="tar")
    return folder


def make_parcel(task: Task, share: float) -> Parcel:
    """Pack what a task is about."""
    recipe = task.recipe
    files = list(files_of(recipe.folder, BESIDES))
    return Parcel(
        name=recipe.name,
        recipe=pack(recipe.folder, ["meta.yaml", *files]),
        source=pack_source(recipe),
        requirements=tuple(map(pack, task.requirements)),
        settings=task.settings,
        share=share,
    )


def pack_source(recipe: Recipe) -> tuple[bytes, str] | None:
    """Pack a source that lies neither in the recipe's folder nor in a registry; with its name if it is a file."""
    if recipe.source.path is None:
        return None
    place = (recipe.folder / recipe.source.path).resolve()
    if place.is_relative_to(recipe.folder) or not place.exists():
        return None
    return (
        (pack(place, list(files_of(place, LEFT))), "")
        if place.is_dir()
        else (pack(place.parent, [place.name]), place.name)
    )


def perform_parcel(parcel: Parcel) -> Delivery:
    """Build a recipe far from the store; what goes wrong is told and not raised."""
    with tempfile.TemporaryDirectory(prefix=f"pyodide-build-{parcel.name}-") as scratch:
        folder = Path(scratch).resolve()
        began = time.monotonic()
        log, out = BuildLog(parcel.name, folder / "build.log", verbosity=-1), folder / "out"
        out.mkdir()
        try:
            problem = attempt(unpack_parcel(parcel, folder), out, log)
        except BuildError as error:
            problem = str(error)
        files = b"" if problem else pack(out)
        return Delivery(files, log.path.read_bytes(), time.monotonic() - began, problem)


def unpack_parcel(parcel: Parcel, folder: Path) -> Task:
    """Return the task, with this machine's places in it.

    Raises:
        BuildError: the machine cannot build for the target.
    """
    recipe = load_recipe(unpack(parcel.recipe, folder / "recipe" / parcel.name))
    if parcel.source is not None:
        archive, name = parcel.source
        source = recipe.source.model_copy(update={"path": unpack(archive, folder / "source") / name})
        recipe = recipe.model_copy(update={"source": source})
    target = same_target(parcel.settings.target)
    jobs = max(1, int((os.process_cpu_count() or 1) * parcel.share))
    return Task(
        recipe=recipe,
        key="",
        inputs={},
        requirements=tuple(
            unpack(archive, folder / "requirements" / str(number)) for number, archive in enumerate(parcel.requirements)
        ),
        settings=replace(parcel.settings, target=target, jobs=jobs),
        emscripten=emscripten_for(target),
        store=folder / "store",
        work=folder / "work",
        log=folder / "build.log",
    )


def same_target(wanted: Target) -> Target:
    """Return the target of this machine's cross-build environment.

    Raises:
        BuildError: there is none, or it is for another target.
    """
    found = select_target()
    found.check_python()
    for field in sorted(SAME):
        here, there = getattr(found, field), getattr(wanted, field)
        if here != there:
            raise BuildError(
                f"The cross-build environment {found.root} of a worker has the {field} {here}, not {there}. "
                "Install the one that the build was started with there, too."
            )
    return found
