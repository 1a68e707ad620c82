"""Interrupts in the middle of conversions and calls."""

import pytest

from harness.errors import ThrownError

INTERRUPT = """
    const signals = new Uint8Array(1);
    pyodide.setInterruptBuffer(signals);
    const interrupt = () => { signals[0] = 2; };
"""


def test_an_interrupt_while_python_is_converted(pyodide) -> None:
    with pytest.raises(ThrownError, match="KeyboardInterrupt"):
        pyodide.js(
            INTERRUPT
            + """
            const list = pyodide.runPython(`
                class Item: pass
                def spin():
                    for _ in range(10**6): pass
                [[Item()] for _ in range(1000)]
            `);
            const spin = pyodide.globals.get("spin");
            try {
              list.toJs({ default_converter: (value) => { interrupt(); spin(); return 1; } });
            } finally {
              pyodide.setInterruptBuffer(undefined);
              list.destroy();
              spin.destroy();
            }
            """
        )


def test_an_interrupt_while_javascript_is_converted(pyodide) -> None:
    assert "KeyboardInterrupt" == pyodide.js(
        INTERRUPT
        + """
        pyodide.globals.set("array", [1, { get a() { interrupt(); return [2]; } }, 3]);
        try {
          return pyodide.runPython(`
            try:
                array.to_py()
                for _ in range(10**7): pass
                result = "none"
            except KeyboardInterrupt:
                result = "KeyboardInterrupt"
            result
          `);
        } finally {
          pyodide.setInterruptBuffer(undefined);
        }
        """
    )


def test_an_interrupt_in_a_callback_of_python(pyodide) -> None:
    """It passes through the JavaScript function that called Python, as any exception."""
    assert ["KeyboardInterrupt", "KeyboardInterrupt"] == pyodide.js(
        INTERRUPT
        + """
        const seen = [];
        pyodide.globals.set("each", (callback) => {
          interrupt();
          try { callback(); } catch (error) { seen.push(error.type); throw error; }
        });
        const result = pyodide.runPython(`
          def spin():
              for _ in range(10**7): pass
          try:
              each(spin)
              result = "none"
          except KeyboardInterrupt:
              result = "KeyboardInterrupt"
          result
        `);
        pyodide.setInterruptBuffer(undefined);
        return [...seen, result];
        """
    )


def test_many_interrupts(pyodide) -> None:
    """Wherever an interrupt hits in the middle of mixed work, the interpreter goes on afterwards."""
    assert 42 == pyodide.js(
        INTERRUPT
        + """
        let calls = 0, limit = 0;
        pyodide.globals.set("tick", (value) => { if (++calls >= limit) interrupt(); return value; });
        const work = pyodide.runPython(`
          def work():
              for i in range(100):
                  tick([i, {"a": tick(i)}])
                  [*map(tick, (1, 2.5, "x"))]
                  try:
                      tick(None).missing
                  except AttributeError:
                      pass
          work
        `);
        for (limit = 1; limit < 400; limit += 7) {
          calls = 0;
          try {
            work();
          } catch (error) {
            if (error.type !== "KeyboardInterrupt") throw error;
          }
          signals[0] = 0;
        }
        pyodide.setInterruptBuffer(undefined);
        work.destroy();
        return pyodide.runPython("6 * 7");
        """
    )
