/** Python exceptions in JavaScript. */

import { error_occurred, error_take } from "../boundary/exports.gen";
import { isV8Style, outerLines, pythonLines } from "./stack";

// Python's C code takes most of the frames between the user's.
const FRAMES = 100;

const limited = Error as { stackTraceLimit?: unknown };

/** Set how many frames errors record, where the engine has a limit (V8). */
function setLimit(limit: unknown): void {
  limited.stackTraceLimit = limit;
}

function hasLimit(): boolean {
  return Object.getOwnPropertyDescriptor(Error, "stackTraceLimit")?.writable === true;
}

/** Record the stack once, long enough to reach the user's frames. */
export function createPythonError(type: string, message: string, departure: number): PythonError {
  if (!hasLimit()) {
    return new PythonError(type, message, departure, new Error());
  }
  const limit = limited.stackTraceLimit;
  try {
    setLimit(FRAMES);
    const trace = new Error();
    setLimit(0);
    return new PythonError(type, message, departure, trace);
  } finally {
    setLimit(limit);
  }
}

/** A JavaScript error caused by a Python exception: the message is the formatted traceback. */
export class PythonError extends Error {
  /** The name of the exception's type, such as `ValueError`. */
  readonly type: string;
  readonly #departure: number;
  /** Engines put a recorded stack into words when it is read, which takes much longer than to record it. */
  readonly #trace: Error;

  /** Not for users: made when an exception leaves Python. The exception itself stays in `sys.last_exc`. */
  constructor(type: string, message: string, departure: number, trace: Error) {
    super(message);
    this.type = type;
    this.#departure = departure;
    this.#trace = trace;
    Object.defineProperty(this, "stack", STACK);
  }

  /** What tells it from other errors. */
  override get name(): string {
    return "PythonError";
  }

  /** The number under which an exception left Python, 0 of other errors. @internal */
  static departure(error: unknown): number {
    return isObject(error) && #departure in error ? error.#departure : 0;
  }

  /** The stack with the runtime's frames in it; undefined if error is not a PythonError. */
  static recordedStack(error: unknown): string | undefined {
    return isObject(error) && #trace in error ? error.#trace.stack : undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** The property `stack` of PythonErrors: the frames of both languages that are not the runtime's. */
const STACK: PropertyDescriptor & ThisType<PythonError> = {
  configurable: true,
  enumerable: false,
  get() {
    const recorded = PythonError.recordedStack(this);
    if (recorded === undefined) {
      return undefined;
    }
    const message = String(this.message);
    const lines = isV8Style(recorded)
      ? [`${this.name}: ${message}`, ...outerLines(recorded)]
      : [...pythonLines(message), ...outerLines(recorded)];
    return lines.join("\n");
  },
  set(value) {
    Object.defineProperty(this, "stack", { value: value as unknown, writable: true, configurable: true });
  },
};

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
