// python_cli.mjs: Python's command line. The interpreter blocks its thread, so it runs in a
// worker; this thread stays free for signals and for reads of standard input that may have to wait.
import { Worker } from "node:worker_threads";

import { allocateChannel, StdinServer } from "./python_cli_channel.mjs";

const OLDEST_NODE = 20;
const SIGINT = 2;
const INTERRUPTED = 128 + SIGINT;
const PATIENCE_MS = 1000;

class Interrupts {
  #channel;
  #stdin;
  #pendingSince = 0;
  delivered = false;

  constructor(channel, stdin) {
    this.#channel = channel;
    this.#stdin = stdin;
  }

  /** Python clears the cell when it takes the signal; one it never takes must not make it immortal. */
  receive() {
    const waiting = Atomics.load(this.#channel.interrupt, 0) !== 0;
    if (waiting) {
      const patience = this.#pendingSince + PATIENCE_MS - Date.now();
      setTimeout(() => this.#endIfStillWaiting(this.#pendingSince), Math.max(0, patience));
      return;
    }
    this.delivered = true;
    this.#pendingSince = Date.now();
    Atomics.store(this.#channel.interrupt, 0, SIGINT);
    this.#stdin.interrupt();
  }

  #endIfStillWaiting(since) {
    if (since === this.#pendingSince && Atomics.load(this.#channel.interrupt, 0) !== 0) {
      dieOfInterrupt();
    }
  }
}

/** End as the signal's default action does: a shell script that runs us then stops, too. */
function dieOfInterrupt() {
  process.removeAllListeners("SIGINT");
  process.kill(process.pid, "SIGINT");
  // Windows, and whoever started us with the signal ignored
  setTimeout(() => process.exit(INTERRUPTED), 100);
}

function main() {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
    process.stderr.write(
      `python: Node.js ${process.versions.node} is too old; ${OLDEST_NODE} or newer is needed.\n`,
    );
    process.exit(1);
  }
  const channel = allocateChannel();
  const stdin = new StdinServer(channel);
  const interrupts = new Interrupts(channel, stdin);
  const worker = new Worker(new URL("./python_cli_worker.mjs", import.meta.url), {
    workerData: { buffer: channel.buffer, args: process.argv.slice(2) },
  });
  worker.on("message", (message) => {
    if (message === "running") {
      process.on("SIGINT", () => interrupts.receive());
    } else {
      stdin.read(message);
    }
  });
  worker.on("error", (error) => {
    console.error(error);
    process.exitCode = 1;
  });
  worker.on("exit", (code) => {
    if (code === INTERRUPTED && interrupts.delivered) {
      dieOfInterrupt();
    } else {
      // A read that nobody waits for any longer must not keep the process.
      process.exit(code);
    }
  });
}

main();
