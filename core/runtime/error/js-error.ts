/** Bodies of the imports that deal with errors of either language. */

import type { Imports } from "../boundary/imports.gen";
import { str } from "../convert/py-string";
import { createPythonError, exceptionAddress } from "./python-error";

/** Whether value is an Error of any realm (a frame, a worker's, node:vm's) or a DOMException. */
export function isErrorLike(value: unknown): value is Error {
  if (value instanceof Error) {
    return true;
  }
  const tag = Object.prototype.toString.call(value);
  return tag === "[object Error]" || tag === "[object DOMException]";
}

type ErrorImports = Pick<Imports, "js_python_error" | "js_python_error_address" | "js_error_text">;

export const errorImports: ErrorImports = {
  js_python_error: (typeName, message, exception) => createPythonError(str(typeName), str(message), exception),
  js_python_error_address: exceptionAddress,
  js_error_text(error) {
    try {
      return String(error);
    } catch {
      return "a value that cannot be converted to a string";
    }
  },
};
