/** Sockets of Node.js for Python. */

import { isNode } from "../bootstrap/host/node-module";
import type { Module } from "../emscripten";
import type { Connection } from "./connection";
import { SocketOperations } from "./operations";
import type { Sock } from "./sock";
import { useSockets } from "./system-calls";
import { SocketThread } from "./thread";
import { SocketWatch } from "./watch";

const THREAD = "node_sockets_thread.cjs";

type Condition = (connection: Connection) => boolean;

/** What a call of Python's waits for. */
const READY = {
  connect: ({ state }) => state !== "connecting",
  read: ({ state, arrivals, isReadable }) => (state === "bound" ? arrivals.length > 0 : isReadable),
  write: ({ state, isWritable }) => isWritable || state !== "open",
  flush: ({ state, unsent }) => unsent === 0 || state !== "open",
} satisfies Record<string, Condition>;

type Awaited = keyof typeof READY;

const isTlsDone: Condition = ({ state, isSecure, isEnded }) => isSecure || isEnded || state !== "open";

/** What Python's side (`_pyodide/node_sockets.py`) calls. */
export class NodeSockets {
  private readonly thread: SocketThread;
  private readonly operations: SocketOperations;

  constructor(module: Module, source: string) {
    this.thread = new SocketThread(source);
    this.operations = new SocketOperations(this.thread, module.ERRNO_CODES);
    SOCKFS.websocket_sock_ops = this.operations;
    useSockets({ thread: this.thread, operations: this.operations });
  }

  /** Make what tells the event loop about sockets. */
  createWatch(onReady: (fds: number[], events: number[]) => void): SocketWatch {
    return new SocketWatch(this.thread, onReady);
  }

  /** @throws ErrnoError if there is no connection. */
  shutdown(fd: number, how: number): void {
    this.operations.shutdown(this.sock(fd), how);
  }

  set(fd: number, name: "noDelay" | "keepAlive", value: boolean): void {
    this.operations.set(this.sock(fd), name, value);
  }

  /** The addresses of a host while Python waits, or the name of what Node.js says is wrong. */
  lookup(host: string): string[] | string {
    let answer: string[] | string | undefined;
    const id = this.thread.add((event) => {
      answer = event.type === "found" ? (event.addresses ?? event.code) : undefined;
    });
    this.thread.post(id, "lookup", { host });
    while (this.thread.wait(() => answer !== undefined) !== "met") {
      // an interrupt is served when the call is over
    }
    this.thread.forget(id);
    return answer!;
  }

  /** Keep the value of an option that Node.js decides about. */
  remember(fd: number, level: number, option: number, value: number): void {
    (this.sock(fd).decided ??= new Map()).set(`${level}/${option}`, value);
  }

  /**
   * Give nothing if a socket is ready for what is asked, else a promise that tells whether it is within `timeout`
   * milliseconds.
   */
  whenReady(fd: number, what: Awaited, timeout?: number): Promise<boolean> | undefined {
    this.thread.pump();
    const { connection } = this.sock(fd);
    if (!connection || READY[what](connection)) {
      return undefined;
    }
    return this.until(connection, READY[what], timeout);
  }

  /**
   * Begin TLS on a connection. Gives what went wrong, if anything did, as soon as that is known; "late" if it is not
   * within `timeout` milliseconds.
   */
  async secure(fd: number, host: string, rejectUnauthorized: boolean, timeout?: number): Promise<string | undefined> {
    const connection = this.beginTls(fd, host, rejectUnauthorized);
    return (await this.until(connection, isTlsDone, timeout)) ? NodeSockets.outcome(connection) : "late";
  }

  /** The same while Python waits, for `timeout` milliseconds at most. */
  secureSync(fd: number, host: string, rejectUnauthorized: boolean, timeout?: number): string | undefined {
    const connection = this.beginTls(fd, host, rejectUnauthorized);
    const waited = this.thread.wait(() => isTlsDone(connection), timeout);
    return waited === "met" ? NodeSockets.outcome(connection) : waited;
  }

  /** Tell whether a condition is met in time; the program does not end meanwhile. */
  private async until(connection: Connection, condition: Condition, timeout?: number): Promise<boolean> {
    let isLate = false;
    let expire: () => void;
    const expired = new Promise<void>((resolve) => (expire = resolve));
    const timer = timeout === undefined ? undefined : setTimeout(() => ((isLate = true), expire()), timeout);
    this.thread.hold();
    try {
      while (!condition(connection) && !isLate) {
        await Promise.race([connection.changed(), expired]);
      }
      return condition(connection);
    } finally {
      clearTimeout(timer);
      this.thread.release();
    }
  }

  private beginTls(fd: number, host: string, rejectUnauthorized: boolean) {
    const connection = this.operations.connected(this.sock(fd));
    this.thread.post(connection.id, "secure", { host, rejectUnauthorized });
    return connection;
  }

  private static outcome({ isSecure, failure }: { isSecure: boolean; failure: { message: string } | undefined }) {
    return isSecure ? undefined : (failure?.message ?? "the connection was closed");
  }

  private sock(fd: number): Sock {
    const sock = SOCKFS.getSocket(fd) as Sock | null;
    if (sock === null) {
      throw this.operations.error("ENOTSOCK");
    }
    return sock;
  }
}

/**
 * Connect Python's sockets to Node.js.
 *
 * @throws Error if this is not Node.js, or if the runtime's file for it is missing.
 */
export function createNodeSockets(module: Module, readSync: (name: string) => Uint8Array | undefined): NodeSockets {
  if (!isNode()) {
    throw new Error("useNodeSockFS works in Node.js only: browsers give no access to sockets");
  }
  const source = readSync(THREAD);
  if (source === undefined) {
    throw new Error(`useNodeSockFS: there is no ${THREAD} beside the other files of the runtime`);
  }
  return new NodeSockets(module, new TextDecoder().decode(source));
}
