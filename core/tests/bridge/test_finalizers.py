"""Exceptions in finalizers, where nobody can catch them: they are reported."""

import pytest

from harness.errors import ThrownError

FINALIZER = """
class Last:
    def __del__(self):
        raise RuntimeError("in the finalizer")
"""


@pytest.fixture
def reported(pyodide):
    """Give what reaches sys.unraisablehook, as `reported` in Python."""
    pyodide.run(
        """
        import sys
        reported = []
        sys.unraisablehook = lambda unraisable: reported.append(str(unraisable.exc_value))
        """
    )
    yield lambda: pyodide.run("', '.join(reported)")
    pyodide.run("import sys; sys.unraisablehook = sys.__unraisablehook__")


def test_a_finalizer_raises_in_destroy(pyodide, reported) -> None:
    pyodide.js("pyodide.runPython(code).destroy()", code=FINALIZER + "\nLast()")

    assert "in the finalizer" == reported()


def test_a_finalizer_raises_after_a_call(pyodide, reported) -> None:
    pyodide.js("pyodide.globals.set('take', () => 1); pyodide.runPython(code)", code=FINALIZER + "\ntake(Last())")

    assert "in the finalizer" == reported()


def test_a_finalizer_does_not_replace_an_exception(pyodide, reported) -> None:
    with pytest.raises(ThrownError, match="ValueError: the one that counts"):
        pyodide.run(FINALIZER + "\ndef f():\n    last = Last()\n    raise ValueError('the one that counts')\nf()")
    pyodide.run("import sys; sys.last_exc = sys.last_value = sys.last_traceback = None")

    assert "in the finalizer" == reported()


def test_a_finalizer_calls_javascript_that_throws(pyodide, reported) -> None:
    pyodide.js(
        """
        pyodide.globals.set("fail", () => { throw new RangeError("in the callback"); });
        pyodide.runPython("class Last:\\n  def __del__(self): fail()\\nLast()").destroy();
        """
    )

    assert "RangeError: in the callback" == reported()
