/**
 * The other side of node/node_sockets_thread.cjs: a thread that has the sockets, so that Python can wait for them even
 * where its own thread may not go on meanwhile.
 */

import { nodeModule } from "../bootstrap/host/node-module";
import { isInterruptPending } from "../interrupt";

type WorkerThreads = typeof import("node:worker_threads");
type Port = import("node:worker_threads").MessagePort;

export interface Endpoint {
  address: string;
  port: number;
}

/** What happens to a socket. */
export type SocketEvent =
  | { type: "connected"; local: Endpoint; remote: Endpoint }
  | { type: "listening"; local: Endpoint }
  | { type: "connection"; connection: number; local: Endpoint; remote: Endpoint }
  | { type: "data"; bytes: Uint8Array }
  | { type: "sent"; count: number }
  | { type: "secure" | "end" | "close" }
  | { type: "error"; code?: string; message: string }
  | { type: "found"; addresses?: string[]; code?: string };

export type Listener = (event: SocketEvent) => void;

export type Waited = "met" | "late" | "interrupted";

const POLL_MS = 50;

export class SocketThread {
  /** Called when something has happened to sockets, whoever found out. */
  onActivity: (() => void) | undefined;

  private readonly port: Port;
  private readonly receive: WorkerThreads["receiveMessageOnPort"];
  private readonly signal = new Int32Array(new SharedArrayBuffer(4));
  private readonly listeners = new Map<number, Listener>();
  private lastId = 0;
  private holds = 0;

  constructor(source: string) {
    const { MessageChannel, Worker, receiveMessageOnPort } = nodeModule<WorkerThreads>("worker_threads");
    const { port1, port2 } = new MessageChannel();
    const workerData = { port: port2, signal: this.signal };
    // A program that has nothing else to do ends, whatever sockets it has left open.
    new Worker(source, { eval: true, workerData, transferList: [port2] }).unref();
    this.port = port1;
    this.receive = receiveMessageOnPort;
    port1.on("message", (message: SocketEvent & { id: number }) => {
      this.dispatch(message);
      this.onActivity?.();
    });
    port1.unref();
  }

  /** Give a number for a new socket, whose events go to `listener`. */
  add(listener: Listener): number {
    this.listeners.set(++this.lastId, listener);
    return this.lastId;
  }

  /** Listen to a socket that has a number. */
  listen(id: number, listener: Listener): void {
    this.listeners.set(id, listener);
  }

  forget(id: number): void {
    this.listeners.delete(id);
  }

  post(id: number, command: string, options: object = {}, transfer: ArrayBuffer[] = []): void {
    this.port.postMessage({ id, command, ...options }, transfer);
  }

  /** Keep the program from ending, until released as often. */
  hold(): void {
    if (this.holds++ === 0) {
      this.port.ref();
    }
  }

  release(): void {
    if (--this.holds === 0) {
      this.port.unref();
    }
  }

  /** Take note of everything that has happened. */
  pump(): void {
    let received = this.receive(this.port);
    if (received) {
      do {
        this.dispatch((received as { message: SocketEvent & { id: number } }).message);
        received = this.receive(this.port);
      } while (received);
      this.onActivity?.();
    }
  }

  /** Block until a condition is met, for `timeout` milliseconds at most, or until an interrupt comes. */
  wait(condition: () => boolean, timeout = Infinity): Waited {
    const end = performance.now() + timeout;
    for (;;) {
      const seen = Atomics.load(this.signal, 0);
      this.pump();
      if (condition()) {
        return "met";
      }
      if (isInterruptPending()) {
        return "interrupted";
      }
      const rest = end - performance.now();
      if (rest <= 0) {
        return "late";
      }
      Atomics.wait(this.signal, 0, seen, Math.min(rest, POLL_MS));
    }
  }

  private dispatch({ id, ...event }: SocketEvent & { id: number }): void {
    this.listeners.get(id)?.(event as SocketEvent);
  }
}
