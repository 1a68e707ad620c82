"""Find emscripten, in the version that the target was built with."""

import shutil
import subprocess
from pathlib import Path

from pyodide_build.errors import WrongEmscriptenError


def find_emscripten(needed: str, path: str | None = None) -> Path:
    """Return the folder of emcc.

    Args:
        needed: the version, which code for the target has to be compiled with.
        path: folders to look in, separated as in PATH, which is the default.

    Raises:
        WrongEmscriptenError: there is none, or another version.
    """
    emcc = shutil.which("emcc", path=path)
    if emcc is None:
        raise WrongEmscriptenError(needed, None)
    done = subprocess.run([emcc, "-dumpversion"], capture_output=True, text=True, check=False)
    # Distributions add to the version: 3.1.69~dfsg, 3.1.69-git.
    found = done.stdout.strip()
    if not found.startswith(needed) or found[len(needed) : len(needed) + 1].isdigit():
        raise WrongEmscriptenError(needed, found or f"of no version ({done.stderr.strip()[-200:]})")
    return Path(emcc).resolve().parent
