// python_cli.mjs: Python's command line. The interpreter blocks its thread, so it runs in a worker, and this thread
// stays free for the signal that must reach it.
import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";

const OLDEST_NODE = 20;
// JavaScript Promise Integration, by which asyncio.run() blocks, is there but not on.
const NODE_WITH_JSPI_FLAG = 24;
const SIGINT = 2;
const INTERRUPTED = 128 + SIGINT;
const PATIENCE_MS = 1000;

/** Hands SIGINT to Python through a cell of shared memory, which Python clears when it takes the signal. */
class Interrupts {
  cell = new Int32Array(new SharedArrayBuffer(4));
  delivered = false;
  #pendingSince = 0;

  get #pending() {
    return Atomics.load(this.cell, 0) !== 0;
  }

  receive() {
    if (this.#pending) {
      this.#endUnlessTaken(this.#pendingSince);
      return;
    }
    this.delivered = true;
    this.#pendingSince = Date.now();
    Atomics.store(this.cell, 0, SIGINT);
    Atomics.notify(this.cell, 0);
  }

  /** C code that asks for no signals must not be immortal: the second one ends it after a while. */
  #endUnlessTaken(since) {
    setTimeout(
      () => {
        if (since === this.#pendingSince && this.#pending) {
          dieOfInterrupt();
        }
      },
      Math.max(0, since + PATIENCE_MS - Date.now()),
    );
  }
}

/** End as the signal's default action does: a shell script that runs us then stops, too. */
function dieOfInterrupt() {
  process.removeAllListeners("SIGINT");
  process.kill(process.pid, "SIGINT");
  // where the signal did not end us
  setTimeout(() => process.exit(INTERRUPTED), 100);
}

function checkNode() {
  const major = Number.parseInt(process.versions.node, 10);
  if (major < OLDEST_NODE) {
    console.error(`python: Node.js ${process.versions.node} is too old; ${OLDEST_NODE} or newer is needed.`);
    process.exit(1);
  }
  if (major === NODE_WITH_JSPI_FLAG) {
    setFlagsFromString("--experimental-wasm-jspi");
  }
}

function main() {
  checkNode();
  const interrupts = new Interrupts();
  const worker = new Worker(new URL("./python_cli_worker.mjs", import.meta.url), {
    workerData: { interrupt: interrupts.cell, argv: process.argv.slice(2) },
  });
  // The one message says that Python runs. Until then a signal ends the process.
  worker.once("message", () => process.on("SIGINT", () => interrupts.receive()));
  worker.on("error", (error) => console.error(error));
  worker.on("exit", (code) => {
    if (code === INTERRUPTED && interrupts.delivered) {
      dieOfInterrupt();
    } else {
      process.exit(code);
    }
  });
}

main();
