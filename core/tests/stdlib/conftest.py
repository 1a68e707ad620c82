"""Interpreters with parts of the standard library that come as packages."""

from collections.abc import Callable

import pytest

from harness.interpreter import Interpreter

LOAD = """
    const errors = [];
    const options = { messageCallback() {}, errorCallback: (text) => errors.push(text) };
    const loaded = await pyodide.loadPackage(names, options);
    if (errors.length > 0) throw new Error(errors.join());
    return loaded.map(({ name }) => name);
"""


@pytest.fixture
def load(fresh_pyodide: Interpreter) -> Callable[..., Interpreter]:
    """Give an interpreter of the test's own with packages of the distribution in it."""

    def load(*names: str) -> Interpreter:
        assert sorted(names) == sorted(fresh_pyodide.js(LOAD, names=list(names), time_limit=120))
        return fresh_pyodide

    return load
