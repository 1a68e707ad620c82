"""scheduleCallback, setInterruptBuffer and checkInterrupt."""

import pytest


def test_schedule_callback(pyodide, throws) -> None:
    assert ["now", "first", "second", "late"] == pyodide.js(
        """
        const log = [];
        pyodide.scheduleCallback(() => log.push("first"));
        pyodide.scheduleCallback(() => log.push("second"), 0);
        const last = new Promise((resolve) => pyodide.scheduleCallback(() => resolve(log.push("late")), 30));
        log.push("now");
        await last;
        return log;
        """
    )
    for arguments in ("5", "() => {}, '5'", ""):
        assert "TypeError: scheduleCallback: expected a function" in throws(f"pyodide.scheduleCallback({arguments})")


@pytest.mark.parametrize("array", ["Uint8Array", "Int8Array", "Int32Array", "Uint32Array", "Uint16Array"])
def test_set_interrupt_buffer(pyodide, array) -> None:
    assert ["KeyboardInterrupt", 0, "undisturbed"] == pyodide.js(
        f"""
        const buffer = new {array}(new SharedArrayBuffer(16));
        pyodide.setInterruptBuffer(buffer);
        buffer[0] = 2;
        let type;
        try {{
          pyodide.runPython("while True: pass");
        }} catch (error) {{
          type = error.type;
        }}
        const after = buffer[0];
        pyodide.setInterruptBuffer(undefined);
        buffer[0] = 2;
        return [type, after, pyodide.runPython("'undisturbed'")];
        """
    )


@pytest.mark.parametrize("buffer", ["5", "'text'", "{}", "new SharedArrayBuffer(4)", "new Float64Array(1)", "true"])
def test_a_bad_interrupt_buffer(throws, buffer) -> None:
    assert "TypeError: setInterruptBuffer: expected a typed array of integers" in throws(
        f"pyodide.setInterruptBuffer({buffer})"
    )


def test_other_signals(pyodide) -> None:
    """Numbers that are no signals are ignored, and so are signals without a handler; one of its own is called."""
    assert ["went on", "[10]"] == pyodide.js(
        """
        const buffer = new Uint8Array(new SharedArrayBuffer(1));
        pyodide.setInterruptBuffer(buffer);
        try {
          for (const number of [65, 200, 15, 9]) {
            buffer[0] = number;
            pyodide.runPython("for i in range(100_000): pass");
          }
          pyodide.runPython("import signal; seen = []; signal.signal(10, lambda number, frame: seen.append(number))");
          buffer[0] = 10;
          pyodide.runPython("for i in range(100_000): pass");
          return ["went on", pyodide.runPython("signal.signal(10, signal.SIG_DFL); repr(seen)")];
        } finally {
          pyodide.setInterruptBuffer(undefined);
        }
        """
    )


def test_check_interrupt(pyodide) -> None:
    """In JavaScript that Python calls, outside of Python, and without a buffer."""
    assert ["KeyboardInterrupt", "KeyboardInterrupt", "nothing"] == pyodide.js(
        """
        const buffer = new Uint8Array(new SharedArrayBuffer(1));
        const outcome = (run) => {
          try {
            run();
            return "nothing";
          } catch (error) {
            return error.type ?? String(error);
          }
        };
        const check = () => { buffer[0] = 2; pyodide.checkInterrupt(); };
        pyodide.setInterruptBuffer(buffer);
        pyodide.globals.set("check", check);
        try {
          return [
            outcome(() => pyodide.runPython("check()")),
            outcome(check),
            (pyodide.setInterruptBuffer(undefined), outcome(() => pyodide.checkInterrupt())),
          ];
        } finally {
          pyodide.setInterruptBuffer(undefined);
        }
        """
    )
