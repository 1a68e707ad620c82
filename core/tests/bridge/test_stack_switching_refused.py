"""run_sync where a call cannot be suspended: a RuntimeError that says what to do, and everything goes on."""

import pytest

from harness.errors import ThrownError
from harness.interpreter import Interpreter
from harness.stack_switching import require_switching

ATTEMPT = """
    pyodide.globals.set("late", (value) => new Promise((resolve) => setTimeout(resolve, 1, value)));
    pyodide.globals.set("through_javascript", (f) => f());
    pyodide.runPython(`
      from pyodide.ffi import can_run_sync, run_sync
      def attempt(*_):
          assert not can_run_sync()
          return refused()
      def refused():
          try: return run_sync(late(1))
          except RuntimeError as error: return str(error)
    `);
"""
IN_BETWEEN = "a JavaScript function is in between"


@pytest.fixture(autouse=True)
def attempt(pyodide: Interpreter) -> None:
    pyodide.js(ATTEMPT)


def test_ordinary_calls(pyodide) -> None:
    require_switching(pyodide)
    message = pyodide.run("attempt()")

    assert "the call came from JavaScript in a way that cannot wait" in message
    assert "callPromising()" in message and "runPythonAsync()" in message


def test_the_awaitable_is_left_alone(pyodide) -> None:
    """A coroutine that could not be waited for has not begun."""
    assert "later" == pyodide.run_async(
        """
        async def coroutine(): return "later"
        c = coroutine()
        def wait_in_javascript():
            try: run_sync(c)
            except RuntimeError: return c
        await through_javascript(wait_in_javascript)
        """
    )


@pytest.mark.parametrize(
    "use",
    [
        "through_javascript(attempt)",
        "hostile.getter",
        "hostile.iterable and [*hostile.iterable][0]",
        "str(hostile.text)",
        "hostile.constructor_.new().result",
    ],
)
def test_javascript_in_between(pyodide, use) -> None:
    require_switching(pyodide)
    message, after = pyodide.js(
        """
        const attempt = pyodide.globals.get("attempt");
        const hostile = {
          get getter() { return attempt(); },
          iterable: { *[Symbol.iterator]() { yield attempt(); } },
          text: { toString: () => attempt() },
          constructor_: class { constructor() { this.result = attempt(); } },
        };
        pyodide.globals.set("hostile", hostile);
        try {
          return [await pyodide.runPythonAsync(use), await pyodide.runPythonAsync("run_sync(late('after'))")];
        } finally {
          attempt.destroy();
        }
        """,
        use=use,
    )
    assert IN_BETWEEN in message
    assert "after" == after


def test_a_promising_call_from_javascript_in_between(pyodide) -> None:
    """What the refusal advises works."""
    require_switching(pyodide)
    assert 5 == pyodide.js(
        """
        pyodide.globals.set("through_promising", async (f) => {
          const copy = f.copy();
          try {
            return await copy.callPromising();
          } finally {
            copy.destroy();
          }
        });
        return await pyodide.runPythonAsync("run_sync(through_promising(lambda: run_sync(late(5))))");
        """
    )


def test_handlers_of_streams(pyodide) -> None:
    """They are called by C code that JavaScript calls."""
    require_switching(pyodide)
    assert IN_BETWEEN in pyodide.js(
        """
        let message;
        const refused = pyodide.globals.get("refused");
        pyodide.setStdout({ batched: () => { message ??= refused(); } });
        try {
          await pyodide.runPythonAsync("print('text')");
        } finally {
          pyodide.setStdout();
          refused.destroy();
        }
        return message;
        """
    )


def test_callbacks_of_ctypes(pyodide) -> None:
    """libffi puts JavaScript on the stack, of which only the engine knows."""
    require_switching(pyodide)
    assert IN_BETWEEN in pyodide.run_async(
        """
        import ctypes
        result = []
        callback = ctypes.CFUNCTYPE(None)(lambda: result.append(refused()))
        callback()
        del callback
        result[0] + run_sync(late("!"))
        """
    )


def test_without_the_engine(pyodide) -> None:
    """Calls that may wait do not have to: they work everywhere."""
    assert [3, "ValueError"] == pyodide.js(
        """
        const f = pyodide.runPython("lambda a, b: a + int(b)");
        try {
          return [await f.callPromising(1, 2), await f.callPromising(1, "x").catch((error) => error.type)];
        } finally {
          f.destroy();
        }
        """
    )


def test_arguments_that_cannot_be_converted(pyodide) -> None:
    with pytest.raises(ThrownError, match="destroyed"):
        pyodide.js(
            """
            const f = pyodide.runPython("lambda *args: args");
            const list = pyodide.runPython("[]");
            list.destroy();
            try {
              await f.callPromising({}, list);
            } finally {
              f.destroy();
            }
            """
        )
