// Measure how long a signal takes to become KeyboardInterrupt: `node measure_interrupts.mjs DIST ROW`.
// Prints one line of JSON: milliseconds from the write into the buffer to the error in JavaScript, or why there are none.
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

const REPETITIONS = 15;
const LIMIT_MS = 5_000;

/** What runs when the signal comes. It says `running()` first. */
const ROWS = {
  "a loop in Python": "running()\nwhile True: pass",
  "a loop of calls": "def f(x): return x\nrunning()\nwhile True: f(1)",
  "a loop in C": "import re\nrunning()\nre.match(r'(a*)*b', 'a' * 60)",
  "arithmetic in C": "running()\n3 ** 10 ** 7 % 10 ** 9",
  "time.sleep": "import time\nrunning()\ntime.sleep(60)",
  "a handler of stdin": "running()\ninput()",
  "JavaScript that asks": "running()\nask_for_ever()",
  "a task that spins": "import asyncio\nrunning()\nwhile True: await asyncio.sleep(0)",
};

// Writes the signal a while after Python says that it runs, and when it did so.
const SIGNALLER = `
  const { workerData } = require("node:worker_threads");
  const words = new Int32Array(workerData);
  const sent = new BigInt64Array(workerData);
  for (;;) {
    Atomics.wait(words, 1, 0);
    words[1] = 0;
    Atomics.wait(words, 4, 0, 5 + Math.random() * 20);
    sent[1] = process.hrtime.bigint();
    Atomics.store(words, 0, 2);
  }
`;

const [dist, name] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${dist}/pyodide.mjs`));
const buffer = new SharedArrayBuffer(64);
const words = new Int32Array(buffer);
const sent = new BigInt64Array(buffer);
const idle = new Int32Array(new SharedArrayBuffer(4));

function finish(result) {
  console.log(JSON.stringify({ [name]: result }));
  process.exit(0);
}

process.on("uncaughtException", (error) => finish(`uncaught: ${String(error).slice(0, 100)}`));

const pyodide = await loadPyodide({
  stdin() {
    for (;;) {
      Atomics.wait(idle, 0, 0, 1); // as a handler does that waits for another thread to bring a line
      pyodide.checkInterrupt();
    }
  },
});
pyodide.setInterruptBuffer(words);
pyodide.globals.set("running", () => {
  words[1] = 1;
  Atomics.notify(words, 1);
});
pyodide.globals.set("ask_for_ever", () => {
  for (;;) pyodide.checkInterrupt();
});
const signaller = new Worker(SIGNALLER, { eval: true, workerData: buffer });

async function latency() {
  try {
    if (ROWS[name].includes("await")) {
      await pyodide.runPythonAsync(ROWS[name]);
    } else {
      pyodide.runPython(ROWS[name]);
    }
  } catch (error) {
    const now = process.hrtime.bigint();
    if (error.type !== "KeyboardInterrupt") {
      throw new Error(`${error.type ?? error.name} instead of KeyboardInterrupt`);
    }
    return Number(now - sent[1]) / 1e6;
  }
  throw new Error("it ended before the signal came");
}

const watchdog = new Worker(
  `setTimeout(() => {
    console.log(JSON.stringify({ [require("node:worker_threads").workerData]: "no interrupt came" }));
    process.kill(process.pid, "SIGKILL");
  }, ${LIMIT_MS + REPETITIONS * 1000})`,
  { eval: true, workerData: name },
);
watchdog.unref();
const times = [];
try {
  for (let i = 0; i < REPETITIONS; i++) {
    times.push(await latency());
  }
  await signaller.terminate();
  finish(times.sort((a, b) => a - b)[REPETITIONS >> 1]);
} catch (error) {
  finish(String(error.message).trim().split("\n").at(-1).slice(0, 200));
}
