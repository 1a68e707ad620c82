"""Interrupts as the documentation sets them up: a sleep that looks for them, a button for a worker."""

import pytest


@pytest.mark.realms("node24", "chromium-module-worker", "firefox-classic-worker")
def test_a_sleep_that_can_be_interrupted(fresh_pyodide) -> None:
    """It would sleep for an hour."""
    assert "KeyboardInterrupt" == fresh_pyodide.js(
        """
        let blockingSleepBuffer = new Int32Array(new SharedArrayBuffer(4));
        function blockingSleep(t) {
          for (let i = 0; i < t * 20; i++) {
            Atomics.wait(blockingSleepBuffer, 0, 0, 50);
            // Periodically check for an interrupt to allow a KeyboardInterrupt.
            pyodide.checkInterrupt();
          }
        }

        const interruptBuffer = new Uint8Array(new SharedArrayBuffer(1));
        pyodide.setInterruptBuffer(interruptBuffer);
        blockingSleep(0.1);
        pyodide.globals.set("sleep", (t) => {
          interruptBuffer[0] = 2;
          blockingSleep(t);
        });
        return pyodide.runPython(`
            try:
                sleep(3600)
            except KeyboardInterrupt as error:
                outcome = type(error).__name__
            outcome
        `);
        """
    )


WORKER = """
importScripts("/dist/pyodide.js");
loadPyodide().then((pyodide) => {
  self.pyodide = pyodide;
  pyodide.globals.set("tell", (text) => self.postMessage(text));
  self.postMessage("ready");
});

self.addEventListener("message", (msg) => {
  if (msg.data.cmd === "setInterruptBuffer") {
    pyodide.setInterruptBuffer(msg.data.interruptBuffer);
    return;
  }
  if (msg.data.cmd === "runCode") {
    pyodide.runPython(msg.data.code);
    return;
  }
});
"""


@pytest.mark.realms("chromium", "firefox")
def test_a_button_that_interrupts_a_worker(realm) -> None:
    """The worker throws, and takes the next code; a handler of Python's own is called in the exception's place."""
    (realm.site.folder / "pyodideWorker.js").write_text(WORKER)

    error, after, handled = realm.evaluate(
        """
        let pyodideWorker = new Worker("/pyodideWorker.js");
        const interruptButton = document.createElement("button");
        const next = (event) => new Promise((resolve) =>
          pyodideWorker.addEventListener(event, ({ data, message }) => resolve(data ?? message), { once: true }));
        await next("message");

        let interruptBuffer = new Uint8Array(new SharedArrayBuffer(1));
        pyodideWorker.postMessage({ cmd: "setInterruptBuffer", interruptBuffer });
        function interruptExecution() {
          // 2 stands for SIGINT.
          interruptBuffer[0] = 2;
        }
        // imagine that interruptButton is a button we want to trigger an interrupt.
        interruptButton.addEventListener("click", interruptExecution);
        async function runCode(code) {
          // Clear interruptBuffer in case it was accidentally left set after previous code completed.
          interruptBuffer[0] = 0;
          pyodideWorker.postMessage({ cmd: "runCode", code });
        }

        try {
          let started = next("message");
          runCode("tell('started')\\nwhile True: pass");
          await started;
          const failed = next("error");
          interruptButton.click();
          const error = await failed;

          const answer = next("message");
          runCode("tell('again')");
          const after = [await answer, interruptBuffer[0]];

          started = next("message");
          runCode(`
            import signal
            def handler(number, frame):
                global running
                running = False
            signal.signal(signal.SIGINT, handler)
            running = True
            tell("started")
            while running: pass
            tell("handled")
          `);
          await started;
          const handled = next("message");
          interruptButton.click();
          return [error, after, await handled];
        } finally {
          pyodideWorker.terminate();
        }
        """
    )

    assert "KeyboardInterrupt" in error
    assert ["again", 0] == after
    assert "handled" == handled
