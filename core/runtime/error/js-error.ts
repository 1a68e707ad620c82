/** Bodies of the imports that deal with errors of either language. */

import type { Imports } from "../boundary/imports.gen";
import { createPythonError, PythonError } from "./python-error";
import { addFrames } from "./traceback";

/** Whether value is an Error of any realm (a frame, a worker's, node:vm's) or a DOMException. */
export function isErrorLike(value: unknown): value is Error {
  if (value instanceof Error) {
    return true;
  }
  const tag = Object.prototype.toString.call(value);
  return tag === "[object Error]" || tag === "[object DOMException]";
}

type ErrorClass = new (message: string) => Error;

/** The standard class of that name; others, and those that take more than a message, are Errors with a name. */
function errorClass(name: string): ErrorClass {
  const found = (globalThis as Record<string, unknown>)[name];
  const isStandard = typeof found === "function" && found.prototype instanceof Error && found.length === 1;
  return isStandard ? (found as unknown as ErrorClass) : Error;
}

function newError(name: string, message: string, stack: string): Error {
  const error = new (errorClass(name))(message);
  for (const [key, value] of Object.entries({ name, message, stack: stack || error.stack })) {
    if (error[key as keyof Error] !== value) {
      Object.defineProperty(error, key, { value, writable: true, configurable: true });
    }
  }
  return error;
}

type ErrorImports = Pick<
  Imports,
  | "js_python_error"
  | "js_python_error_departure"
  | "js_error_traceback"
  | "js_error_new"
  | "js_is_error"
  | "js_error_text"
>;

export const errorImports: ErrorImports = {
  js_python_error: (type, message, departure) =>
    createPythonError((type as string | undefined) ?? "MemoryError", (message as string | undefined) ?? "", departure),
  js_python_error_departure: (error) => PythonError.departure(error),
  js_error_traceback: addFrames,
  js_error_new: (name, message, stack) => newError(name as string, message as string, stack as string),
  js_is_error(value) {
    try {
      return isErrorLike(value) ? 1 : 0;
    } catch {
      return 0; // a revoked Proxy
    }
  },
  js_error_text(error) {
    try {
      return String(error);
    } catch {
      return "a value that cannot be converted to a string";
    }
  },
};
