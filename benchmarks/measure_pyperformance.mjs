// Measure programs of pyperformance in a process of their own: `node measure_pyperformance.mjs DIST FOLDER NAME...`,
// FOLDER being pyperformance's of benchmarks. Prints one line of JSON: milliseconds for each benchmark.
import { pathToFileURL } from "node:url";

const WARM_UP_MS = 1000;
const MEASURE_MS = 1000;

const [dist, folder, ...names] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${dist}/pyodide.mjs`));
const pyodide = await loadPyodide();

function mount(root, path) {
  pyodide.FS.mkdirTree(path);
  pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root }, path);
}

mount(new URL("shim", import.meta.url).pathname, "/shim");
mount(folder, "/benchmarks");
pyodide.runPython("import sys; sys.path.insert(0, '/shim'); sys.dont_write_bytecode = True; import pyperf, runpy, os");
const load = pyodide.runPython(`
def load(name):
    folder = f"/benchmarks/bm_{name}"
    sys.argv = [f"{folder}/run_benchmark.py"]
    sys.path[0] = folder
    pyperf.announced.clear()
    runpy.run_path(sys.argv[0], run_name="__main__")
    return [run for _, run in pyperf.announced], [name for name, _ in pyperf.announced]
load`);

/** Call for a while and return the median of what the calls say, in milliseconds. */
function median(run, duration) {
  const times = [];
  const end = performance.now() + duration;
  do {
    times.push(run() * 1000);
  } while (performance.now() < end || times.length < 3);
  times.sort((a, b) => a - b);
  return times[times.length >> 1];
}

const result = {};
for (const name of names) {
  try {
    const loaded = load(name);
    const [runs, labels] = [loaded.get(0), loaded.get(1)];
    for (let index = 0; index < runs.length; index++) {
      const run = runs.get(index);
      median(run, WARM_UP_MS);
      result[labels.get(index)] = median(run, MEASURE_MS);
      run.destroy();
    }
    for (const proxy of [runs, labels, loaded]) {
      proxy.destroy();
    }
  } catch (error) {
    result[name] = String(error.message).trim().split("\n").pop();
  }
}
console.log(JSON.stringify(result));
process.exit(0);
