"""The packages in an ordinary Python: importable, typed, and clear about what they cannot do there."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
MODULES = [
    "pyodide",
    "pyodide.code",
    "pyodide.console",
    "pyodide.ffi",
    "pyodide.ffi.wrappers",
    "pyodide.http",
    "pyodide.http.pyxhr",
    "pyodide.webloop",
]


@pytest.mark.parametrize("name", MODULES)
def test_modules_can_be_imported(name: str) -> None:
    """Each in an interpreter of its own, so that none hides what another lacks."""
    subprocess.run([sys.executable, "-W", "error", "-c", f"import {name}"], check=True)


def test_submodules_are_found_without_an_import() -> None:
    code = "import pyodide; print(pyodide.code.__name__, pyodide.http.__name__, hasattr(pyodide, 'other'))"
    result = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert "pyodide.code pyodide.http False\n" == result.stdout


def test_web_loop_needs_javascript() -> None:
    from pyodide.webloop import WebLoop

    with pytest.raises(RuntimeError, match=r"use asyncio\.run"):
        WebLoop().call_soon(print)


def test_run_js_needs_javascript() -> None:
    from pyodide.code import run_js

    with pytest.raises(RuntimeError, match="JavaScript"):
        run_js("1 + 1")


def test_requests_need_javascript() -> None:
    from pyodide.http import open_url

    with pytest.raises(RuntimeError, match="JavaScript"):
        open_url("https://example.com")


def test_the_wheel_is_typed(tmp_path: Path) -> None:
    """It marks its packages and brings the types of modules that only the runtime has (PEP 561)."""
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=PROJECT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())

    assert {
        "pyodide/py.typed",
        "_pyodide/py.typed",
        "_pyodide_core-stubs/__init__.pyi",
        "js-stubs/__init__.pyi",
        "pyodide_js-stubs/__init__.pyi",
    } <= names
