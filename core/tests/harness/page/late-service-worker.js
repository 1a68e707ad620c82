/* Loads Python when the first page asks, long after it was installed: then no script can be fetched any more. */
importScripts("/dist/pyodide.js", "/dist/pyodide.asm.js", "service-worker-events.js");

let pyodide;
serve({ then: (...handlers) => (pyodide ??= loadPyodide()).then(...handlers) });
