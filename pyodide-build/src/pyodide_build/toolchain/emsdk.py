"""Install emscripten as its makers publish it: by emsdk, which is cloned."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from pyodide_build.errors import EmscriptenInstallError, WrongEmscriptenError
from pyodide_build.settings.target import Target
from pyodide_build.toolchain.emscripten import PROGRAMS, emscripten_for, find_emscripten

REPOSITORY = "https://github.com/emscripten-core/emsdk"
LAST_LINES = 10


def emscripten_for_build(target: Target, *, install: bool) -> Path:
    """Return the folder of emcc for a build, which installs emscripten if its version is nowhere.

    Raises:
        WrongEmscriptenError: it is not there, and not to be installed.
        EmscriptenInstallError: it cannot be had.
    """
    try:
        return emscripten_for(target)
    except WrongEmscriptenError:
        if not install:
            raise
    print(f"Emscripten {target.emscripten_version} is not there; installing it into {target.emsdk}.", file=sys.stderr)
    return install_emscripten(target.emscripten_version, target.emsdk)


def install_emscripten(version: str, folder: Path, *, force: bool = False) -> Path:
    """Install emscripten, whole or not at all, unless it is there, and return the folder of emcc.

    Args:
        version: of emscripten.
        folder: for emsdk with emscripten in it.
        force: whether one that was installed so is replaced; one on PATH never is.

    Raises:
        EmscriptenInstallError: it cannot be had.
    """
    try:
        found = find_emscripten(version, None, folder)
        if not (force and found.is_relative_to(folder.resolve())):
            return found
    except WrongEmscriptenError:
        pass
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".installing-emsdk-") as scratch:
        made = Path(scratch) / folder.name
        run(version, ["git", "clone", "--quiet", "--depth=1", REPOSITORY, str(made)])
        for step in ("install", "activate"):
            run(version, [str(made / "emsdk"), step, version])
        find_emscripten(version, str(made / PROGRAMS))
        if folder.exists():
            folder.rename(Path(scratch) / "before")
        made.rename(folder)
    return find_emscripten(version, str(folder / PROGRAMS))


def run(version: str, command: Sequence[str]) -> None:
    """Run a step and show what it prints.

    Raises:
        EmscriptenInstallError: it failed, or there is no such program.
    """
    lines: list[str] = []
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0"}
    try:
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
        ) as process:
            for line in process.stdout or ():
                sys.stderr.write(line)
                lines.append(line.rstrip())
    except OSError as error:
        raise EmscriptenInstallError(version, command, [str(error)]) from error
    if process.returncode:
        raise EmscriptenInstallError(version, command, lines[-LAST_LINES:])
