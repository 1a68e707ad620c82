/** The page's own realm, and the workers that it starts when they are first asked. */

import { loadPyodide } from "/dist/pyodide.mjs";

globalThis.realm.loadPyodide = loadPyodide;

const START = {
  "module-worker": () => new Worker("module-worker.mjs", { type: "module" }),
  "classic-worker": () => new Worker("classic-worker.js"),
};
const workers = new Map();

function evaluateInWorker(name, request) {
  if (!workers.has(name)) {
    workers.set(name, START[name]());
  }
  const worker = workers.get(name);
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => reject(new Error(`The ${name} failed: ${event.message}`));
    worker.postMessage(request);
  });
}

globalThis.evaluateIn = (name, request) =>
  name === "main" ? globalThis.realm.evaluate(request) : evaluateInWorker(name, request);
