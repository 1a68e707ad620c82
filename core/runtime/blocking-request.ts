/** A request that blocks: where there is no XMLHttpRequest, in Node, a thread makes it while this one waits. */

import { isNode, nodeModule } from "./bootstrap/host/node-module";
import { checkInterrupt } from "./interrupt";

type WorkerThreads = typeof import("node:worker_threads");
type Port = import("node:worker_threads").MessagePort;

export interface Failure {
  error: string;
  timedOut: boolean;
}

interface Head {
  url: string;
  status: number;
  statusText: string;
  headers: [string, string][];
}

interface Part {
  bytes?: Uint8Array;
}

const POLL_MS = 50;

const THREAD = `
const { port, answered, url, options, timeout } = require("node:worker_threads").workerData;
const controller = new AbortController();
let reader;

const describe = (error) => {
  const causes = error.cause?.errors ?? (error.cause ? [error.cause] : []);
  const details = causes.map(({ code, message }) => message || code).join("; ");
  return error.name + ": " + error.message + (details && " (" + details + ")");
};

async function answer(work) {
  const late = () => controller.abort(new DOMException("timed out", "TimeoutError"));
  const timer = timeout === undefined ? undefined : setTimeout(late, timeout);
  try {
    port.postMessage(await work());
  } catch (error) {
    port.postMessage({ error: describe(error), timedOut: error.name === "TimeoutError" });
  }
  clearTimeout(timer);
  Atomics.store(answered, 0, 1);
  Atomics.notify(answered, 0);
}

async function open() {
  const response = await fetch(url, { ...options, signal: controller.signal });
  reader = response.body?.getReader();
  return { url: response.url, status: response.status, statusText: response.statusText, headers: [...response.headers] };
}

async function read() {
  return { bytes: (await reader?.read())?.value };
}

port.on("message", () => answer(read));
answer(open);
`;

/** What fetch gives, without promises: each call waits. */
class BlockingResponse implements Head {
  url!: string;
  status!: number;
  statusText!: string;
  headers!: [string, string][];

  constructor(
    head: Head,
    private readonly ask: () => Part | Failure,
    readonly close: () => void,
  ) {
    Object.assign(this, head);
  }

  /** Give the next part of the body; undefined at its end. */
  read(): Uint8Array | undefined | Failure {
    const part = this.ask();
    return "error" in part ? part : part.bytes;
  }
}

function openByThread(url: string, options: object, timeout?: number): BlockingResponse | Failure {
  const { MessageChannel, Worker, receiveMessageOnPort } = nodeModule<WorkerThreads>("worker_threads");
  const { port1, port2 } = new MessageChannel();
  const answered = new Int32Array(new SharedArrayBuffer(4));
  const workerData = { port: port2, answered, url, options, timeout };
  const worker = new Worker(THREAD, { eval: true, workerData, transferList: [port2] });
  worker.unref();
  const close = (): void => {
    port1.close();
    void worker.terminate();
  };
  const wait = <T>(): T => {
    while (Atomics.wait(answered, 0, 0, POLL_MS) === "timed-out") {
      checkInterrupt();
    }
    Atomics.store(answered, 0, 0);
    return (receiveMessageOnPort(port1) as { message: T }).message;
  };
  try {
    const head = wait<Head | Failure>();
    if ("error" in head) {
      close();
      return head;
    }
    const ask = (): Part | Failure => {
      (port1 as Port).postMessage(null);
      return wait();
    };
    return new BlockingResponse(head, ask, close);
  } catch (error) {
    close();
    throw error;
  }
}

/**
 * Make a request as fetch would and wait for the head of the answer, at most `timeout` milliseconds for that and for
 * each part of the body; undefined where that is not possible.
 */
export const requestSync = isNode() ? openByThread : undefined;
