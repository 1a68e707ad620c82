/** What Python's side of a socket knows of it. */

import type { Endpoint, SocketEvent, SocketThread } from "./thread";

export interface Arrival {
  connection: number;
  local: Endpoint;
  remote: Endpoint;
}

export const POLLIN = 0x001;
export const POLLOUT = 0x004;
export const POLLERR = 0x008;
export const POLLHUP = 0x010;
const POLLRDNORM = 0x040;
const POLLWRNORM = 0x100;

/** More than this is not taken on before some of it has gone out. */
const SEND_BUFFER = 1 << 18;

type State = "connecting" | "open" | "bound" | "failed" | "closed";

export class Connection {
  state: State;
  local: Endpoint | undefined;
  remote: Endpoint | undefined;
  /** Connections that a server has, and Python has not accepted. */
  readonly arrivals: Arrival[] = [];
  isSecure = false;
  isEnded = false;
  isShut = false;
  unsent = 0;
  failure: { code?: string; message: string } | undefined;

  private readonly received: Uint8Array[] = [];
  private start = 0; // of what is left of the first one
  private onChange: (() => void)[] = [];

  constructor(
    private readonly thread: SocketThread,
    readonly id: number,
    state: State,
  ) {
    this.state = state;
  }

  handle(event: SocketEvent): void {
    switch (event.type) {
      case "connected":
        this.state = "open";
        this.local = event.local;
        this.remote = event.remote;
        break;
      case "listening":
        this.state = "bound";
        this.local = event.local;
        break;
      case "connection":
        this.arrivals.push(event);
        break;
      case "data":
        this.received.push(event.bytes);
        break;
      case "sent":
        this.unsent -= event.count;
        break;
      case "secure":
        this.isSecure = true;
        break;
      case "end":
        this.isEnded = true;
        break;
      case "error":
        this.state = "failed";
        this.failure = event;
        break;
      case "close":
        this.isEnded = true;
        this.unsent = 0;
        if (this.state !== "failed") {
          this.state = "closed";
        }
        this.thread.forget(this.id);
        break;
    }
    const changed = this.onChange.splice(0);
    changed.forEach((call) => {
      call();
    });
  }

  /** Give a promise for the next event. */
  changed(): Promise<void> {
    return new Promise((resolve) => this.onChange.push(resolve));
  }

  /** What poll() says. */
  get mask(): number {
    if (this.state === "bound") {
      return this.arrivals.length > 0 ? POLLIN | POLLRDNORM : 0;
    }
    if (this.state === "failed") {
      return POLLIN | POLLOUT | POLLERR | POLLHUP | POLLRDNORM | POLLWRNORM;
    }
    let mask = this.isReadable ? POLLIN | POLLRDNORM : 0;
    if (this.isWritable) {
      mask |= POLLOUT | POLLWRNORM;
    }
    return this.isEnded && this.isShut ? mask | POLLHUP : mask;
  }

  get isReadable(): boolean {
    return this.received.length > 0 || this.isEnded || this.state === "failed";
  }

  get isWritable(): boolean {
    return this.state === "open" && this.unsent < SEND_BUFFER;
  }

  get available(): number {
    return this.received.reduce((sum, { length }) => sum + length, -this.start);
  }

  /** Give up to `length` bytes that have come in, and keep them if they were only looked at. */
  read(length: number, isPeek: boolean): Uint8Array {
    const first = this.received[0]!;
    const bytes = first.subarray(this.start, this.start + length);
    if (!isPeek) {
      this.start += bytes.length;
      if (this.start === first.length) {
        this.received.shift();
        this.start = 0;
      }
      this.thread.post(this.id, "read", { count: bytes.length });
    }
    return bytes;
  }

  write(bytes: Uint8Array<ArrayBuffer>): void {
    this.unsent += bytes.length;
    this.thread.post(this.id, "write", { bytes }, [bytes.buffer]);
  }
}
