// Measure rows of ffi/ in a process of their own: `node measure_ffi.mjs DIST TOPIC`.
// Prints one line of JSON: microseconds, or why the distribution cannot do it.
//
// A row has a `check` of its result and a loop, either of JavaScript, `run(value, count, pyodide)` with the value of its
// `python` code, or of Python: `body` (after `setup`, with `values` as globals) is repeated and `result` returned.
import { pathToFileURL } from "node:url";

const WARM_UP_MS = 400;
const MEASURE_MS = 300;
const BATCH_MS = 4;
// Bodies in a round of a Python loop, so that the loop itself hardly counts.
const UNROLLED = 10;

const [dist, topic] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${dist}/pyodide.mjs`));
const { rows } = await import(new URL(`ffi/${topic}.mjs`, import.meta.url));
const pyodide = await loadPyodide();

/** Give the source of a function that repeats the body of a row. */
function pythonLoop({ setup = "", body, result = "result", heavy, asynchronous }) {
  const copies = Array(heavy ? 1 : UNROLLED)
    .fill(body)
    .join("\n");
  const rounds = heavy ? "count" : `count // ${UNROLLED}`;
  const indented = `for _ in range(${rounds}):\n${copies.replace(/^/gm, "  ")}\nreturn ${result}`.replace(/^/gm, "  ");
  return `${setup}\n${asynchronous ? "async " : ""}def run(count):\n${indented}\nrun`;
}

/** Give a function that runs a row `count` times. */
function prepare(row) {
  const dict = pyodide.globals.get("dict");
  const globals = dict();
  dict.destroy();
  for (const [name, value] of Object.entries(row.values ?? {})) {
    globals.set(name, value);
  }
  if (row.body !== undefined) {
    return pyodide.runPython(pythonLoop(row), { globals });
  }
  const value = row.python === undefined ? undefined : pyodide.runPython(row.python, { globals });
  return (count) => row.run(value, count, pyodide);
}

/** Milliseconds that this thread has computed: what else the machine does meanwhile does not count. */
function computed() {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Run batches of `count` for a while; give the times of each and the last result. */
async function repeat(run, count, duration, isAsynchronous) {
  const times = [];
  const end = performance.now() + duration;
  let result;
  do {
    const start = computed();
    result = isAsynchronous ? await run(count) : run(count);
    times.push(computed() - start);
  } while (performance.now() < end || times.length < 5);
  return { times, result };
}

function median(numbers) {
  return numbers.sort((a, b) => a - b)[numbers.length >> 1];
}

async function measure(row) {
  const run = prepare(row);
  const isAsynchronous = row.asynchronous || row.run?.constructor.name === "AsyncFunction";
  // Every batch enters the evaluator anew: V8 replaces the code of WebAssembly between calls only.
  let count = row.atLeast ?? (row.heavy ? 1 : UNROLLED);
  for (;;) {
    const { times } = await repeat(run, count, 0, isAsynchronous);
    if (median(times) >= BATCH_MS) {
      break;
    }
    count *= 2;
  }
  await repeat(run, count, WARM_UP_MS, isAsynchronous);
  const { times, result } = await repeat(run, count, MEASURE_MS, isAsynchronous);
  if (!row.check(result, pyodide)) {
    throw new Error("wrong result");
  }
  return (median(times) / count) * 1e3;
}

const results = {};
for (const row of rows) {
  try {
    results[row.name] = await measure(row);
  } catch (error) {
    results[row.name] = String(error.message ?? error)
      .trim()
      .split("\n")
      .at(-1)
      .slice(0, 200);
  }
  globalThis.gc?.();
}
console.log(JSON.stringify(results));
process.exit(0);
