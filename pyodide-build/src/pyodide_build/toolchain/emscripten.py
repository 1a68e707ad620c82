"""Find emscripten, in the version that the target was built with."""

import shutil
import subprocess
from pathlib import Path

from pyodide_build.errors import WrongEmscriptenError
from pyodide_build.settings.target import Target

# Where emsdk has emscripten's programs.
PROGRAMS = Path("upstream/emscripten")


def emscripten_for(target: Target, path: str | None = None) -> Path:
    """Return the folder of emcc for a target: on PATH, or what `pyodide xbuildenv install-emscripten` has installed.

    Args:
        target: the platform.
        path: folders to look in, separated as in PATH, which is the default.

    Raises:
        WrongEmscriptenError: there is none, or another version.
    """
    return find_emscripten(target.emscripten_version, path, target.emsdk)


def find_emscripten(needed: str, path: str | None = None, emsdk: Path | None = None) -> Path:
    """Return the folder of emcc.

    Args:
        needed: the version, which code for the target has to be compiled with.
        path: folders to look in, separated as in PATH, which is the default.
        emsdk: a folder with emscripten's own installation, if there is none of the version on PATH.

    Raises:
        WrongEmscriptenError: there is none, or another version.
    """
    on_path = shutil.which("emcc", path=path)
    problem = None
    for emcc in filter(None, (on_path, shutil.which("emcc", path=str(emsdk / PROGRAMS)) if emsdk else None)):
        done = subprocess.run([emcc, "-dumpversion"], capture_output=True, text=True, check=False)
        found = done.stdout.strip()
        if is_version(found, needed):
            return Path(emcc).resolve().parent
        problem = problem or found or f"of no version ({done.stderr.strip()[-200:]})"
    raise WrongEmscriptenError(needed, problem)


def is_version(found: str, needed: str) -> bool:
    """Compare versions; distributions add to them: 3.1.69~dfsg, 3.1.69-git."""
    return found.startswith(needed) and not found[len(needed) : len(needed) + 1].isdigit()
