/** A line of input on its way to a worker that waits for it: a word of state, the length, and the text in UTF-8. */

const STATE = 0;
const LENGTH = 1;
const HEADER_BYTES = 8;
const CAPACITY_BYTES = 64 * 1024;

const EMPTY = 0;
const LINE = 1;
const END = 2;

export type StdinChannel = SharedArrayBuffer;

export function createStdinChannel(): StdinChannel {
  return new SharedArrayBuffer(HEADER_BYTES + CAPACITY_BYTES);
}

/** Wait for a line; undefined is the end of the input. To be called where waiting is allowed. */
export function receiveLine(channel: StdinChannel): string | undefined {
  const header = new Int32Array(channel, 0, 2);
  Atomics.wait(header, STATE, EMPTY);
  const state = Atomics.exchange(header, STATE, EMPTY);
  // decode() takes no shared memory
  const text = new Uint8Array(channel, HEADER_BYTES, header[LENGTH]).slice();
  return state === END ? undefined : new TextDecoder().decode(text);
}

/** Give the waiting worker a line, or the end of the input. */
export function sendLine(channel: StdinChannel, line: string | undefined): void {
  const header = new Int32Array(channel, 0, 2);
  const bytes = new TextEncoder().encode(line ?? "").subarray(0, CAPACITY_BYTES);
  new Uint8Array(channel, HEADER_BYTES).set(bytes);
  header[LENGTH] = bytes.length;
  Atomics.store(header, STATE, line === undefined ? END : LINE);
  Atomics.notify(header, STATE);
}
