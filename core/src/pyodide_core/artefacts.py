"""Where the built runtime is."""

import os
from collections.abc import Mapping
from pathlib import Path

from pyodide_core.errors import RuntimeNotBuiltError

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parents[2]
COMMAND_LINE_RUNNER = "python_cli.mjs"
NEEDED = ("pyodide.mjs", COMMAND_LINE_RUNNER)


def find_dist(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the directory of the built runtime.

    PYODIDE_DIST_DIR names it; else it is inside the installed package, or what
    `make` left in the checkout that the package is imported from.
    """
    directory = _expected_dist(environ)
    if not all((directory / name).is_file() for name in NEEDED):
        raise RuntimeNotBuiltError(directory)
    return directory


def _expected_dist(environ: Mapping[str, str]) -> Path:
    if named := environ.get("PYODIDE_DIST_DIR"):
        return Path(named).absolute()
    packaged = PACKAGE / "dist"
    in_checkout = PACKAGE == CHECKOUT / "core" / "src" / "pyodide_core"
    return CHECKOUT / "dist" if in_checkout and not packaged.exists() else packaged
