/** Evaluates in Node.js: its main thread and one worker thread.  node.mjs DISTRIBUTION SOCKET */

import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

import "./realm.js";
import { serveRequests } from "./requests.mjs";

const distribution = isMainThread ? path.resolve(process.argv[2]) : workerData;
globalThis.require = createRequire(import.meta.url);
globalThis.distribution = distribution;
const { loadPyodide } = await import(pathToFileURL(path.join(distribution, "pyodide.mjs")));
globalThis.realm.loadPyodide = loadPyodide;

let worker;

function evaluateInWorker(request) {
  worker ??= new Worker(new URL(import.meta.url), { workerData: distribution });
  worker.removeAllListeners();
  return new Promise((resolve, reject) => {
    worker.on("message", resolve);
    worker.on("error", reject);
    worker.postMessage(request);
  });
}

if (isMainThread) {
  serveRequests(({ realm, ...request }) =>
    realm === "worker" ? evaluateInWorker(request) : globalThis.realm.evaluate(request),
  );
} else {
  parentPort.on("message", async (request) => parentPort.postMessage(await globalThis.realm.evaluate(request)));
}
