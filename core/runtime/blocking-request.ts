/** A request that blocks: where there is no XMLHttpRequest, in Node, a thread makes it while this one waits. */

import { isNode, nodeModule } from "./bootstrap/host/node-module";
import { checkInterrupt } from "./interrupt";

type WorkerThreads = typeof import("node:worker_threads");

/** What fetch gives, without promises; `error` if it fails. */
export type Answer =
  | { url: string; status: number; statusText: string; headers: [string, string][]; body: Uint8Array }
  | { error: string };

const POLL_MS = 50;

const THREAD = `
const { port, done, url, options } = require("node:worker_threads").workerData;

const describe = (error) => {
  const causes = error.cause?.errors ?? (error.cause ? [error.cause] : []);
  const details = causes.map(({ code, message }) => message || code).join("; ");
  return error.name + ": " + error.message + (details && " (" + details + ")");
};

fetch(url, options)
  .then(async (response) => ({
    url: response.url,
    status: response.status,
    statusText: response.statusText,
    headers: [...response.headers],
    body: new Uint8Array(await response.arrayBuffer()),
  }))
  .catch((error) => ({ error: describe(error) }))
  .then((answer) => {
    port.postMessage(answer);
    Atomics.store(done, 0, 1);
    Atomics.notify(done, 0);
  });
`;

function requestByThread(url: string, options: object): Answer {
  const { MessageChannel, Worker, receiveMessageOnPort } = nodeModule<WorkerThreads>("worker_threads");
  const { port1, port2 } = new MessageChannel();
  const done = new Int32Array(new SharedArrayBuffer(4));
  const workerData = { port: port2, done, url, options };
  const worker = new Worker(THREAD, { eval: true, workerData, transferList: [port2] });
  try {
    while (Atomics.wait(done, 0, 0, POLL_MS) === "timed-out") {
      checkInterrupt();
    }
    return (receiveMessageOnPort(port1) as { message: Answer }).message;
  } finally {
    port1.close();
    void worker.terminate();
  }
}

/** Make a request as fetch would and wait for the answer; undefined where that is not possible. */
export const requestSync = isNode() ? requestByThread : undefined;
