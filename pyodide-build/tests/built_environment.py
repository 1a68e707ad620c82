"""What tests build with and run on: the cross-build environment that PYODIDE_ROOT names, or that of this checkout."""

import os
import shutil
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
# The tests of an sdist are in no checkout.
IN_CHECKOUT = (CHECKOUT / "packages").is_dir()
PYODIDE_ROOT = Path(os.environ.get("PYODIDE_ROOT") or CHECKOUT / "build/xbuildenv/xbuildenv/pyodide-root")
DISTRIBUTION = PYODIDE_ROOT / "dist"


def require_environment() -> None:
    """Skip a test where there is no cross-build environment, and no `make` that would have made one."""
    if not IN_CHECKOUT and not (PYODIDE_ROOT / "target.json").is_file():
        pytest.skip("there is no cross-build environment: `pyodide xbuildenv install` one, and set PYODIDE_ROOT")
    require_emscripten()


def require_emscripten() -> None:
    """Skip a test where there is no emscripten, and no build environment that should have it."""
    if not IN_CHECKOUT and shutil.which("emcc") is None:
        pytest.skip("there is no emcc on PATH")


def require_checkout() -> None:
    """Skip a test of what only a checkout has."""
    if not IN_CHECKOUT:
        pytest.skip("needs a checkout of the workspace")
