/** Python exceptions in JavaScript. */

import { error_occurred, error_take } from "../boundary/exports.gen";
import type { Pointer } from "../boundary/heap";

// Frames of the runtime and of Python's C code: the user's frames begin behind them.
const INNER_FRAME = /pyodide\.asm\.|wasm:\/\/|wasm-function/;
const FRAMES = 50;

/** Cut off the frames of this runtime that lie between the user's call and the error. */
function withoutInnerFrames(stack: string, header: string): string {
  const start = stack.startsWith(header) ? header.length : 0; // V8 puts the message first
  const frames = stack.slice(start).split("\n");
  const outer = frames.findIndex((frame) => frame.trim() !== "" && !INNER_FRAME.test(frame));
  return outer < 0 ? stack : stack.slice(0, start) + (start ? "\n" : "") + frames.slice(outer).join("\n");
}

/** Make a PythonError with a stack long enough to reach the user's frames, where the engine limits it (V8). */
export function createPythonError(type: string, message: string, address: Pointer): PythonError {
  const limited = Error as { stackTraceLimit?: number };
  const limit = limited.stackTraceLimit;
  if (limit === undefined) {
    return new PythonError(type, message, address);
  }
  limited.stackTraceLimit = Math.max(limit, FRAMES);
  try {
    return new PythonError(type, message, address);
  } finally {
    limited.stackTraceLimit = limit;
  }
}

const addressKey = Symbol("pyodide.exception");

/** A JavaScript error caused by a Python exception: the message is the formatted traceback. */
export class PythonError extends Error {
  /** The name of the exception's type, such as `ValueError`. */
  readonly type: string;
  private readonly [addressKey]: Pointer;

  /** Not for users: made when an exception leaves Python. The exception itself stays in `sys.last_exc`. */
  constructor(type: string, message: string, address: Pointer) {
    super(message);
    if (this.stack !== undefined) {
      this.stack = withoutInnerFrames(this.stack, `${this.name}: ${message}`);
    }
    this.type = type;
    this[addressKey] = address;
    Object.defineProperty(this, addressKey, { enumerable: false });
  }

  override get name(): string {
    return "PythonError";
  }
}

/** The address of the exception that an error came from, 0 if it did not come from Python. */
export function exceptionAddress(error: unknown): Pointer {
  return error instanceof PythonError ? error[addressKey] : 0;
}

/** Throw the current Python exception. To be called when an export has returned null, 0 or -1. */
export function throwPythonError(): never {
  throw error_take();
}

/** Throw if a Python exception is set: for results where null or 0 may also be a value. */
export function throwIfPythonError(): void {
  if (error_occurred()) {
    throwPythonError();
  }
}
