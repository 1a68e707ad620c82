"""Interpreters with parts of the standard library that come as packages."""

import json
from collections.abc import Callable

import pytest

from harness.interpreter import Interpreter
from harness.site import DISTRIBUTION

PACKAGES = json.loads((DISTRIBUTION / "pyodide-lock.json").read_text())["packages"]


@pytest.fixture
def load(fresh_pyodide: Interpreter) -> Callable[..., Interpreter]:
    """Give an interpreter of the test's own with packages of the distribution in it."""

    def load(*names: str) -> Interpreter:
        for name in names:
            content = (DISTRIBUTION / PACKAGES[name]["file_name"]).read_bytes()
            fresh_pyodide.js("pyodide.unpackArchive(content, 'wheel')", content=content)
        return fresh_pyodide

    return load
