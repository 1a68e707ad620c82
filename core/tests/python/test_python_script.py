"""The script `python` of a distribution, which tools call where they expect an interpreter."""

import os
import shutil
import subprocess

import pytest

from pyodide_core.artefacts import find_dist
from pyodide_core.node import find_node

PROGRAM = "import sys; print(sys.argv, sys.platform)"


@pytest.fixture
def environ() -> dict[str, str]:
    """Name Node.js, which may be where PATH does not lead."""
    return {"PATH": os.environ["PATH"], "PYODIDE_NODE": str(find_node())}


def run(command, environ, **options) -> subprocess.CompletedProcess[str]:
    """Run the script."""
    return subprocess.run(command, env=environ, capture_output=True, text=True, **options)


def test_it_is_python(environ) -> None:
    ended = run([find_dist() / "python", "-c", PROGRAM, "a b", "-c"], environ)

    assert "['-c', 'a b', '-c'] emscripten\n" == ended.stdout
    assert 5 == run([find_dist() / "python", "-c", "exit(5)"], environ).returncode


def test_through_links(environ, tmp_path) -> None:
    """As a virtual environment has it."""
    (tmp_path / "first").symlink_to(find_dist() / "python")
    (tmp_path / "second").symlink_to("first")

    assert "emscripten" in run(["./second", "-c", PROGRAM], environ, cwd=tmp_path).stdout


def test_nodeflags_are_nodes(environ) -> None:
    code = "import js; print(js.String(js.process.execArgv))"
    flags = {"NODEFLAGS": "--expose-gc --no-warnings"}
    ended = run([find_dist() / "python", "-c", code], {**environ, **flags})

    assert "--expose-gc,--no-warnings\n" == ended.stdout


def test_without_node_it_says_how_to_get_one(tmp_path) -> None:
    for tool in ("sh", "dirname", "readlink"):
        (tmp_path / tool).symlink_to(shutil.which(tool))
    ended = run([find_dist() / "python", "-V"], {"PATH": str(tmp_path)})

    assert 127 == ended.returncode
    assert 'pip install "pyodide-core[node]"' in ended.stderr
