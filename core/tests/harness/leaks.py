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
    return counts(pyodide)[0]


def counts(pyodide: Interpreter) -> tuple[dict[str, int], int]:
    """Return the reference counts, and how many objects JavaScript's garbage collector has given back in all."""
    pyodide.clean()
    held, collected = pyodide.js("return [pyodide._api.referenceCounts(), pyodide._api.collectedCount()]")
    return held, collected


@pytest.fixture
def no_leaks(pyodide: Interpreter) -> Iterator[None]:
    """Fail a test after which either language holds more of the other's objects than before, or has released others."""
    pyodide.js(WARM_UP)
    before, collected_before = counts(pyodide)
    yield
    after, collected = counts(pyodide)
    if collected == collected_before:
        assert after == before
    else:
        # Tests that the interpreter ran before may have left objects to JavaScript's garbage collector, and it ran.
        assert_none_left(before, after)
