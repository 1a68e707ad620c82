/** Errors of stream handlers on their way to C, which knows only errno. */

import { PythonError } from "../error/python-error";
import type { Module } from "../emscripten";

/**
 * Run a handler. Node's system errors become the errno of the same name; an ErrnoError passes; anything else is
 * reported on the console and becomes EIO, since a read or write can only fail with a number.
 */
export function convertIoError<T>(module: Module, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof module.FS.ErrnoError) {
      throw error;
    }
    const code = (error as { code?: unknown }).code;
    if (typeof code === "string" && code in module.ERRNO_CODES) {
      throw new module.FS.ErrnoError(module.ERRNO_CODES[code]!);
    }
    if (error instanceof PythonError && error.type === "KeyboardInterrupt") {
      // checkInterrupt() in a handler: the signal is served again when the system call has returned EINTR.
      throw new module.FS.ErrnoError(module.ERRNO_CODES["EINTR"]!);
    }
    console.error("A stream handler threw; Python sees an I/O error:", error);
    throw new module.FS.ErrnoError(module.ERRNO_CODES["EIO"]!);
  }
}
