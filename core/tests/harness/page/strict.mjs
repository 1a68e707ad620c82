/** Runs under a Content-Security-Policy without 'unsafe-eval' and tells the page around it what came out. */

import { loadPyodide } from "/dist/pyodide.mjs";

async function run() {
  let evalWorks = true;
  try {
    new Function("return 1")();
  } catch {
    evalWorks = false;
  }
  const pyodide = await loadPyodide();
  pyodide.registerJsModule("page", { double: (value) => value * 2 });
  const results = pyodide.runPython(`
    import ctypes, page
    callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)(lambda value: value + 1)
    f"{1 + 1} {page.double(2)} {callback(2)}"
  `);
  return { evalWorks, results };
}

run().then(
  (value) => parent.postMessage(value, "*"),
  (error) => parent.postMessage({ error: String(error) }, "*"),
);
