"""Make a virtual environment: virtualenv makes one of this machine's Python, and its Python is then replaced."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from pyodide_build.settings.target import Target
from pyodide_build.venv.errors import CreationError, DestinationError
from pyodide_build.venv.node import find_node
from pyodide_build.venv.pip_config import write_pip_config
from pyodide_build.venv.posix import RUNNER, replace_python

MARK = "pyvenv.cfg"


def create_environment(
    destination: Path,
    target: Target,
    environment: Mapping[str, str],
    *,
    clear: bool = False,
    virtualenv_options: Sequence[str] = (),
) -> None:
    """Make a virtual environment; when that fails, the place is as it was before.

    Args:
        destination: a folder that does not exist, or is empty.
        target: the platform, with its runtime.
        environment: variables that say where Node.js is.
        clear: replace a virtual environment that is there.
        virtualenv_options: what virtualenv is told besides.

    Raises:
        BuildError: one of its kinds, for what went wrong.
    """
    destination = Path(os.path.normpath(destination.absolute()))
    check_machine(target)
    node = find_node(environment)
    check_destination(destination, clear=clear)
    with replacing(destination):
        make_native(destination, virtualenv_options)
        replace_python(destination, target, node)
        write_pip_config(destination, target)


def check_machine(target: Target) -> None:
    """Refuse what an environment cannot be made with."""
    if os.name != "posix":
        raise DestinationError("Virtual environments are not made on Windows. Use the Windows Subsystem for Linux.")
    # pip compiles modules, and its build backends see the version of the Python that runs them
    target.check_python()
    if not (target.root / RUNNER).is_file():
        raise DestinationError(
            f"The cross-build environment {target.root} has no runtime: there is no {RUNNER}. "
            "Install it again with 'pyodide xbuildenv install'."
        )


def check_destination(destination: Path, *, clear: bool) -> None:
    """Refuse a place where something is that would be lost or mixed with the environment."""
    if not os.path.lexists(destination):
        return
    if not destination.is_dir():
        raise DestinationError(f"{destination} exists and is no folder. Choose another place.")
    if (destination / MARK).is_file():
        if not clear:
            raise DestinationError(f"{destination} is a virtual environment already. Replace it with --clear.")
    elif any(destination.iterdir()):
        raise DestinationError(f"{destination} exists and is no virtual environment. Choose another place.")


@contextmanager
def replacing(destination: Path) -> Iterator[None]:
    """Keep what is there until the new is whole, and put it back if that fails."""
    missing = [each for each in (destination, *destination.parents) if not each.exists()]
    try:
        destination.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(dir=destination.parent, prefix=f".{destination.name}-"))
    except OSError as error:
        raise DestinationError(f"{destination} cannot be made: {error.strerror}: {error.filename}") from error
    before = aside / "before"
    try:
        if destination.exists():
            destination.rename(before)
        yield
    except BaseException:
        shutil.rmtree(destination, ignore_errors=True)
        if before.exists():
            before.rename(destination)
        shutil.rmtree(aside)
        for folder in missing[1:]:
            folder.rmdir()
        raise
    shutil.rmtree(aside)


def make_native(destination: Path, options: Sequence[str]) -> None:
    """Make a virtual environment of the running Python."""
    command = [sys.executable, "-m", "virtualenv", str(destination), "--python", sys.executable, *options]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        raise CreationError(destination, "virtualenv", done.stdout)
