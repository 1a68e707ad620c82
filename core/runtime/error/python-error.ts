/** Python exceptions in JavaScript. */

import { error_occurred, error_take } from "../boundary/exports.gen";
import type { Pointer } from "../boundary/heap";

const addressKey = Symbol("pyodide.exception");

/** A JavaScript error caused by a Python exception: the message is the formatted traceback. */
export class PythonError extends Error {
  /** The name of the exception's type, such as `ValueError`. */
  readonly type: string;
  private readonly [addressKey]: Pointer;

  /** Not for users: made when an exception leaves Python. The exception itself stays in `sys.last_exc`. */
  constructor(type: string, message: string, address: Pointer) {
    super(message);
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
