"""Every test of the bridge gives back all references that it took."""

import textwrap
from collections.abc import Callable

import pytest

from harness.interpreter import Interpreter
from harness.leaks import no_leaks

__all__ = ["no_leaks"]

SEE = """
    pyodide.globals.set("x", (0, eval)(source));
    return await pyodide.runPythonAsync(code);
"""


@pytest.fixture(autouse=True)
def check_leaks(no_leaks: None) -> None:
    """Ask for the check everywhere."""


@pytest.fixture
def see(pyodide: Interpreter) -> Callable[[str, str], str]:
    """Give a function that returns what Python says of `x`, the value of JavaScript source: the repr of an expression.

    Lines before the last one are statements; all may await.
    """

    def see(source: str, code: str) -> str:
        *statements, expression = textwrap.dedent(code).strip().splitlines()
        lines = [*statements, f"repr(({expression}))"]
        return pyodide.js(SEE, source=f"({source})", code="\n".join(lines))

    return see
