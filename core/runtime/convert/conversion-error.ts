/** Errors of explicit conversions, which are Python's ConversionError in both languages. */

import { error_occurred, py_raise_conversion_error } from "../boundary/exports.gen";
import { throwPythonError } from "../error/python-error";
import { toPy } from "./to-py";

/** Set a ConversionError in Python and leave the JavaScript code that noticed; an import's guard keeps the former. */
export function throwConversionError(message: string): never {
  py_raise_conversion_error(toPy(message));
  throw new ErrorIsSet();
}

/** Leaves JavaScript frames when a Python exception is set already. */
export class ErrorIsSet extends Error {
  constructor() {
    super("A Python exception is set");
  }
}

/** Throw what JavaScript's caller should see of an error that left a conversion. */
export function rethrow(error: unknown): never {
  if (error instanceof ErrorIsSet && error_occurred()) {
    throwPythonError();
  }
  throw error;
}
