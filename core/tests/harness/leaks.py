"""A check that a test gives back all references that it took."""

from collections.abc import Iterator

import pytest

from harness.garbage import assert_none_left
from harness.interpreter import Interpreter

# What the first use makes and keeps: the global namespace, the event loop, modules of the runtime's own.
WARM_UP = """
    await pyodide.runPythonAsync("import asyncio, js, pyodide_js; await asyncio.sleep(0)");
    pyodide.pyimport("sys").destroy();
    pyodide.pyodide_py;
    pyodide.registerJsModule("warm", {});
    pyodide.unregisterJsModule("warm");
    await pyodide.loadPackagesFromImports("import sys");
    try { pyodide.runPython("1/0"); } catch {}
"""


def reference_counts(pyodide: Interpreter) -> dict[str, int]:
    """Return how many JavaScript values Python holds, and how many Python objects JavaScript."""
    pyodide.clean()
    return pyodide.js("return pyodide._api.referenceCounts()")


@pytest.fixture
def no_leaks(pyodide: Interpreter) -> Iterator[None]:
    """Fail a test after which either language holds more of the other's objects than before."""
    pyodide.js(WARM_UP)
    before = reference_counts(pyodide)
    yield
    # Fewer come of tests that the interpreter ran before: what they have left to the garbage collector goes when that
    # runs, for example in a test that takes much memory.
    assert_none_left(before, reference_counts(pyodide))
