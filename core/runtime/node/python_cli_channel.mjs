// python_cli_channel.mjs: the memory that the interpreter's thread and the main thread share, and
// blocking reads of standard input over it which an interrupt can end.
import { read } from "node:fs";

const STATE = { idle: 0, waiting: 1, interrupted: 2, done: 3 };
const CAPACITY = 65536;
const HEADER = 16;
const RETRY_MS = 10;

/** Allocate, or view what the other thread allocated. */
export function allocateChannel(buffer = new SharedArrayBuffer(HEADER + CAPACITY)) {
  return {
    buffer,
    interrupt: new Int32Array(buffer, 0, 1),
    state: new Int32Array(buffer, 4, 1),
    // bytes read, or minus the length of the name of an error
    count: new Int32Array(buffer, 8, 1),
    data: new Uint8Array(buffer, HEADER, CAPACITY),
  };
}

/** The main thread's end: reads when asked, and only then, so that what Python leaves is left. */
export class StdinServer {
  #channel;

  constructor(channel) {
    this.#channel = channel;
  }

  read(length) {
    const { data } = this.#channel;
    read(0, data, 0, Math.min(length, data.length), null, (error, count) => {
      if (error?.code === "EAGAIN") {
        setTimeout(() => this.read(length), RETRY_MS);
      } else if (error && error.code !== "EOF") {
        this.#finish(-new TextEncoder().encodeInto(error.code, data).written);
      } else {
        this.#finish(count ?? 0);
      }
    });
  }

  /** Wake a waiting reader; the read under way goes on, and serves whoever asks next. */
  interrupt() {
    const { state } = this.#channel;
    if (Atomics.compareExchange(state, 0, STATE.waiting, STATE.interrupted) === STATE.waiting) {
      Atomics.notify(state, 0);
    }
  }

  #finish(count) {
    this.#channel.count[0] = count;
    Atomics.store(this.#channel.state, 0, STATE.done);
    Atomics.notify(this.#channel.state, 0);
  }
}

/** The interpreter's end. */
export class StdinClient {
  #channel;
  #requestRead;
  #left = new Uint8Array(0);

  constructor(channel, requestRead) {
    this.#channel = channel;
    this.#requestRead = requestRead;
  }

  /** Fill a part of `target`, 0 at the end of the input; throws an error with a POSIX code. */
  read(target) {
    if (this.#left.length === 0) {
      this.#left = this.#wait(target.length);
    }
    const taken = this.#left.subarray(0, target.length);
    target.set(taken);
    this.#left = this.#left.subarray(taken.length);
    return taken.length;
  }

  #wait(length) {
    const { state, count, data } = this.#channel;
    if (Atomics.compareExchange(state, 0, STATE.idle, STATE.waiting) === STATE.idle) {
      this.#requestRead(length);
    } else {
      Atomics.compareExchange(state, 0, STATE.interrupted, STATE.waiting);
    }
    Atomics.wait(state, 0, STATE.waiting);
    if (Atomics.load(state, 0) === STATE.interrupted) {
      throw Object.assign(new Error("interrupted"), { code: "EINTR" });
    }
    const size = count[0];
    const bytes = data.slice(0, Math.abs(size));
    Atomics.store(state, 0, STATE.idle);
    if (size < 0) {
      const code = new TextDecoder().decode(bytes);
      throw Object.assign(new Error(code), { code });
    }
    return bytes;
  }
}
