/**
 * Run one module of CPython's tests: `node run_module.mjs DIST REQUEST EVENTS`, a request being the JSON of {module,
 * skipped, lifted, packages, tests}. What record.py reports is appended to the file EVENTS, a line each.
 */

import { openSync, readFileSync, writeSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [dist, request, events] = process.argv.slice(2);
const { module, skipped, lifted, packages, tests } = JSON.parse(request);
const { loadPyodide } = await import(pathToFileURL(path.join(dist, "pyodide.mjs")));
const pyodide = await loadPyodide();
// All but tzdata come with the runtime.
const present = packages.filter((name) => name !== "tzdata" || "tzdata" in pyodide.lockfile.packages);
await pyodide.loadPackage(present, { messageCallback() {} });
if (tests) {
  // A distribution that is published without CPython's tests gets those of this build.
  const folder = `${pyodide.runPython("import sysconfig; sysconfig.get_path('purelib')")}/test`;
  pyodide.FS.mkdirTree(folder);
  pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: tests }, folder);
}
if (lifted === "sockets" || lifted === "loops") {
  await pyodide.useNodeSockFS();
}
const globals = pyodide.toPy({ __name__: "__record__", module, skipped, lifted });
const file = openSync(events, "a");
globals.set("report", (line) => writeSync(file, `${line}\n`));
const source = readFileSync(new URL("record.py", import.meta.url), "utf8");
pyodide.runPython(source, { globals, filename: "record.py" });
const run = globals.get("run");
if (lifted === "loops") {
  run(); // CPython's loops wait for sockets, which need none of JavaScript's turns
} else {
  await run.callPromising(); // what blocks, such as asyncio.run(), needs a stack that can be switched
}
process.exit(0);
