// Measure one distribution in a process of its own: `node measure.mjs DIST start|memory`, or `... programs NAME...`.
// `start` and `programs` print one line of JSON in milliseconds, `memory` in megabytes.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const WARM_UP_MS = 1500;
const MEASURE_MS = 1500;

const [dist, what, ...names] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${dist}/pyodide.mjs`));
const pyodide = await loadPyodide();

/** Call `run` for a while and give the median time of a call. Each call enters the evaluator anew. */
function median(run, duration) {
  const times = [];
  const end = performance.now() + duration;
  do {
    const start = performance.now();
    run();
    times.push(performance.now() - start);
  } while (performance.now() < end || times.length < 5);
  times.sort((a, b) => a - b);
  return times[times.length >> 1];
}

if (what === "start") {
  pyodide.runPython("1+1");
  const { user, system } = process.cpuUsage();
  console.log(JSON.stringify({ cpu: (user + system) / 1000, wall: performance.now() }));
} else if (what === "memory") {
  const heap = () => pyodide._module.HEAP8.length / 2 ** 20;
  const result = { "process, started": process.memoryUsage().rss / 2 ** 20, "heap, started": heap() };
  pyodide.runPython("import asyncio, dataclasses, json, re, typing; kept = [str(n) for n in range(300_000)]");
  globalThis.gc();
  result["process, 300 000 strings"] = process.memoryUsage().rss / 2 ** 20;
  result["heap, 300 000 strings"] = heap();
  console.log(JSON.stringify(result));
} else {
  const result = {};
  for (const name of names) {
    const source = readFileSync(new URL(`programs/${name}.py`, import.meta.url), "utf8");
    pyodide.runPython(source);
    const run = pyodide.globals.get("run");
    const call = () => {
      const value = run();
      value?.destroy?.();
    };
    // V8 replaces code between calls only: warm up until the optimised evaluator is in use.
    median(call, WARM_UP_MS);
    result[name] = median(call, MEASURE_MS);
    run.destroy();
  }
  console.log(JSON.stringify(result));
}
process.exit(0);
