"""Packages in Rust: a panic unwinds the stack."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from evaluation import evaluate

PROJECT = Path(__file__).with_name("projects") / "setuptools-rust"
PANICS = """
import ctypes, importlib.util

library = ctypes.CDLL(importlib.util.find_spec("unwinding").origin)
square = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)(lambda number: number**2)
repr([library.divide(7, 2), library.divide(1, 0), library.divide(9, 2), library.call(square, 3), library.dropped()])
"""


@pytest.mark.xdist_group("pyodide-build")
def test_a_panic_is_caught(pyodide_root: Path, tmp_path: Path) -> None:
    source = tmp_path / "project"
    shutil.copytree(PROJECT, source)
    variables = {**os.environ, "PYODIDE_ROOT": str(pyodide_root), "XDG_STATE_HOME": str(tmp_path / "state")}
    # What a user adds does not replace what a build needs.
    variables["CARGO_TARGET_WASM32_UNKNOWN_EMSCRIPTEN_RUSTFLAGS"] = "--cfg users"
    command = [sys.executable, "-P", "-m", "pyodide_cli", "build", source, "-o", tmp_path / "dist"]
    done = subprocess.run(command, env=variables, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr

    message = len("attempt to divide by zero")
    assert f"[3, -{message}, 4, 9, 4]" == evaluate(PANICS, *(tmp_path / "dist").iterdir())
