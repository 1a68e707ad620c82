/** Interrupts: a byte of shared memory that another thread writes a signal number into. */

import { error_check_signals, runtime_signal_flag } from "./boundary/exports.gen";
import type { Module } from "./emscripten";
import { throwPythonError } from "./error/python-error";

let watched: Int32Array | Uint8Array | undefined;

/** Whether signals can come at all. */
export function isWatchingInterrupts(): boolean {
  return watched !== undefined;
}

/** Whether a signal waits to be served. */
export function isInterruptPending(): boolean {
  return watched !== undefined && watched[0] !== 0;
}

/** Watch `buffer` (or nothing): CPython's evaluator reads it every few thousand instructions. */
export function setInterruptBuffer(module: Module, buffer: Int32Array | Uint8Array | undefined): void {
  watched = buffer;
  module.Py_EmscriptenSignalBuffer = buffer;
  HEAP8[runtime_signal_flag()] = buffer ? 1 : 0;
}

/**
 * Serve a pending interrupt now.
 *
 * @throws PythonError (KeyboardInterrupt, or what the signal's handler raised).
 */
export function checkInterrupt(): void {
  if (error_check_signals() < 0) {
    throwPythonError();
  }
}
