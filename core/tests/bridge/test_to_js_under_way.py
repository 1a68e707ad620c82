"""Conversions to JavaScript during which something happens: containers change, the stack ends, an interrupt."""

import pytest

from harness.errors import ThrownError


def test_dict_that_changes_while_it_is_converted(pyodide) -> None:
    with pytest.raises(ThrownError, match="changed size"):
        pyodide.run(
            """
            from pyodide.ffi import to_js
            class Adder: pass
            growing = {0: Adder()}
            def add(value, convert, cache):
                growing[len(growing)] = Adder()
                return 1
            try:
                to_js(growing, default_converter=add)
            finally:
                del growing, Adder
            """
        )


def test_list_that_shrinks_while_it_is_converted(pyodide) -> None:
    assert [1] == pyodide.run(
        """
        from pyodide.ffi import to_js
        class Clearer: pass
        shrinking = [Clearer()] * 100
        def clear(value, convert, cache):
            shrinking.clear()
            return 1
        to_js(shrinking, default_converter=clear)
        """
    )


def test_absurd_nesting(pyodide) -> None:
    """A RecursionError, and the interpreter lives."""
    assert [True, 200] == pyodide.js(
        """
        const deep = pyodide.runPython(`
          deep = []
          for _ in range(200000): deep = [deep]
          deep
        `);
        let recursion = false;
        try { deep.toJs(); } catch (error) { recursion = error.type === "RecursionError"; }
        deep.destroy();
        const flat = pyodide.runPython(`
          deep = []
          for _ in range(200): deep = [deep]
          deep
        `);
        let it = flat.toJs();
        let levels = 0;
        while (it.length) { it = it[0]; levels++; }
        flat.destroy();
        pyodide.runPython("del deep");
        return [recursion, levels];
        """
    )


def test_interrupt_while_converting(pyodide) -> None:
    assert ["KeyboardInterrupt", 2] == pyodide.js(
        """
        const buffer = new Uint8Array(1);
        pyodide.setInterruptBuffer(buffer);
        pyodide.globals.set("interrupt", () => { buffer[0] = 2; });
        const list = pyodide.runPython(`
          class Interrupting(list):
              def __iter__(self):
                  interrupt()
                  return super().__iter__()
          [Interrupting(), *([] for _ in range(1000))]
        `);
        let type;
        try { list.toJs(); } catch (error) { type = error.type; }
        pyodide.setInterruptBuffer(undefined);
        list.destroy();
        return [type, pyodide.runPython("del interrupt, Interrupting; 2")];
        """
    )
