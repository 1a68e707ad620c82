/** Interrupts: a byte of shared memory that another thread writes a signal number into. */

import { error_check_signals, interrupt_is_held, runtime_signal_flag } from "./boundary/exports.gen";
import type { Module } from "./emscripten";
import { throwPythonError } from "./error/python-error";

// Arrays whose first element is a number that Python can take for a signal.
const INTEGERS = new Set(
  ["Uint8", "Int8", "Uint16", "Int16", "Uint32", "Int32"].map((type) => `[object ${type}Array]`),
);

/** An array whose first element takes signal numbers; over a SharedArrayBuffer, so that another thread can write it. */
export type InterruptBuffer = Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array;

let watched: InterruptBuffer | undefined;
// Whether JavaScript looks for signals itself, which it does only where one may come.
let isAsked = false;

/** Whether signals can come at all. */
export function isWatchingInterrupts(): boolean {
  return watched !== undefined;
}

/** Whether a signal waits to be served. */
export function isInterruptPending(): boolean {
  return watched !== undefined && watched[0] !== 0;
}

/**
 * What CPython reads signals from. It takes element 0 and then stores 0 there, which would lose a signal that another
 * thread writes in between; so reading takes the signal at once, and the store does nothing. While Python is in its event
 * loop the signal stays in the buffer, unless somebody asks for it.
 */
class SignalSource {
  private readonly buffer: InterruptBuffer;

  constructor(buffer: InterruptBuffer) {
    this.buffer = buffer;
  }

  get 0(): number {
    const isOut = this.buffer[0] === 0 || (!isAsked && interrupt_is_held() !== 0);
    return isOut ? 0 : Atomics.exchange(this.buffer, 0, 0);
  }

  set 0(_zero: number) {
    // see above
  }
}

/** Watch `buffer` (or nothing): CPython's evaluator reads it every few thousand instructions. */
export function setInterruptBuffer(module: Module, buffer: InterruptBuffer | null | undefined): void {
  if (buffer !== undefined && buffer !== null && !INTEGERS.has(Object.prototype.toString.call(buffer))) {
    throw new TypeError(
      "setInterruptBuffer: expected a typed array of integers, such as new Uint8Array(new SharedArrayBuffer(1))",
    );
  }
  watched = buffer ?? undefined;
  module.Py_EmscriptenSignalBuffer = watched && new SignalSource(watched);
  HEAP8[runtime_signal_flag()] = watched ? 1 : 0;
}

/**
 * Serve a pending interrupt now.
 *
 * @throws PythonError (KeyboardInterrupt, or what the signal's handler raised).
 */
export function checkInterrupt(): void {
  isAsked = true;
  const raised = error_check_signals() < 0;
  isAsked = false;
  if (raised) {
    throwPythonError();
  }
}
