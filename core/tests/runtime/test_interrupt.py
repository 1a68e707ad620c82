"""Interrupts: a byte of shared memory that another thread sets."""

import pytest

from harness.errors import ThrownError
from harness.realms import ALL_REALMS

pytestmark = pytest.mark.realms(*ALL_REALMS)

# Another thread, which writes SIGINT once Python says that it is running. It tells when it waits for that: messages to
# it may need the thread that sent them, and Python will not let go of it.
INTERRUPTER = """
    const code = `
      (buffer, tell) => {
        const words = new Int32Array(buffer);
        tell("waiting");
        Atomics.wait(words, 1, 0);
        Atomics.store(words, 0, 2);
      }
    `;
    const buffer = new SharedArrayBuffer(8);
    const words = new Int32Array(buffer);
    let interrupter;
    if (typeof Worker === "function") {
      const script = `onmessage = ({ data }) => (${code})(data, postMessage);`;
      interrupter = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
    } else {
      const { Worker } = process.getBuiltinModule("worker_threads");
      const script = `
        const { parentPort } = require("worker_threads");
        parentPort.once("message", (data) => (${code})(data, (text) => parentPort.postMessage(text)));
      `;
      interrupter = new Worker(script, { eval: true });
      interrupter.addEventListener = (name, listener) => interrupter.on(name, listener);
    }
    const waiting = new Promise((resolve) => interrupter.addEventListener("message", resolve));
    interrupter.postMessage(buffer);
    await waiting;
    pyodide.setInterruptBuffer(words);
    pyodide.globals.set("running", () => { Atomics.store(words, 1, 1); Atomics.notify(words, 1); });
    try {
      pyodide.runPython(busy);
      return "no error";
    } catch (error) {
      return `${error.type} ${words[0]}`;
    } finally {
      pyodide.setInterruptBuffer(undefined);
      interrupter.terminate();
    }
"""

BUSY = {
    "Python": "running()\nwhile True: pass",
    "C": "running()\nwhile True: sum(range(100_000))",
    "one long operation": "running()\n10 ** 10 ** 8",
    "a regular expression": "import re\nrunning()\nre.match(r'(a*)*b', 'a' * 60)",
}


@pytest.mark.parametrize("code", BUSY.values(), ids=BUSY)
def test_from_another_thread(pyodide, code) -> None:
    """The buffer is 0 again when the signal was served."""
    assert "KeyboardInterrupt 0" == pyodide.js(INTERRUPTER, busy=code)


def test_a_handler_of_pythons_own(pyodide) -> None:
    result = pyodide.js(
        """
        const buffer = new Uint8Array(new SharedArrayBuffer(1));
        pyodide.setInterruptBuffer(buffer);
        pyodide.globals.set("send", (signal) => { buffer[0] = signal; });
        try {
          return pyodide.runPython(`
            import signal
            received = []
            before = signal.signal(signal.SIGINT, lambda number, frame: received.append(number))
            signal.signal(signal.SIGUSR1, lambda number, frame: received.append(number))
            for number in (signal.SIGINT, signal.SIGUSR1):
                send(number)
                while number not in received: pass
            signal.signal(signal.SIGINT, before)
            str([int(number) for number in received])
          `);
        } finally {
          pyodide.setInterruptBuffer(undefined);
        }
        """
    )

    assert "[2, 10]" == result


def test_check_interrupt(pyodide) -> None:
    """JavaScript that Python called can ask, and what is thrown passes through it."""
    with pytest.raises(ThrownError) as caught:
        pyodide.js(
            """
            const buffer = new Uint8Array(new SharedArrayBuffer(1));
            pyodide.setInterruptBuffer(buffer);
            pyodide.checkInterrupt();
            pyodide.globals.set("work", () => {
              buffer[0] = 2;
              for (;;) pyodide.checkInterrupt();
            });
            try {
              pyodide.runPython("work()");
            } finally {
              pyodide.setInterruptBuffer(undefined);
            }
            """
        )

    assert "KeyboardInterrupt" == caught.value.type


def test_a_buffer_that_was_taken_away(pyodide) -> None:
    assert 10 == pyodide.js(
        """
        const buffer = new Uint8Array(new SharedArrayBuffer(1));
        pyodide.setInterruptBuffer(buffer);
        pyodide.setInterruptBuffer(undefined);
        buffer[0] = 2;
        return pyodide.runPython("sum(1 for _ in range(100_000)) // 10_000");
        """
    )
