"""Engines with and without JavaScript Promise Integration."""

import pytest

from harness.interpreter import Interpreter

REFUSED = """
    pyodide.globals.set("late", () => new Promise((resolve) => setTimeout(resolve, 1)));
    const wait = pyodide.runPython(`
      def wait():
          from pyodide.ffi import can_run_sync, run_sync
          assert not can_run_sync()
          try:
              run_sync(late())
          except RuntimeError as error:
              return str(error)
      wait
    `);
    try {
      return [wait(), await wait.callPromising(), await pyodide.runPythonAsync("wait()")];
    } finally {
      wait.destroy();
    }
"""


def engine_can_switch(pyodide: Interpreter) -> bool:
    """Tell whether the engine can suspend WebAssembly."""
    return bool(pyodide.js("return 'Suspending' in WebAssembly"))


def require_switching(pyodide: Interpreter) -> None:
    """Skip the test where the engine cannot switch stacks, if there everything that would wait says so."""
    if engine_can_switch(pyodide):
        return
    for message in pyodide.js(REFUSED):
        assert "this JavaScript engine has no JavaScript Promise Integration" in message
    pytest.skip("the engine has no JavaScript Promise Integration")
