/** Errors of stream handlers on their way to C, which knows only errno. */

import { error_set_interrupt, thread_attach, thread_detach } from "../boundary/exports.gen";
import { PythonError } from "../error/python-error";
import type { Module } from "../emscripten";

/**
 * Run a handler of a stream, from which Python may be called. Node's system errors become the errno of the same name;
 * an ErrnoError passes; anything else is reported on the console and becomes EIO, since a read or write can only fail
 * with a number.
 */
export function runHandler<T>(module: Module, handler: () => T): T {
  const state = thread_attach();
  try {
    return handler();
  } catch (error) {
    throw ioError(module, error);
  } finally {
    thread_detach(state);
  }
}

function ioError({ FS, ERRNO_CODES }: Module, error: unknown): Error {
  if (error instanceof FS.ErrnoError) {
    return error;
  }
  if (error instanceof PythonError && error.type === "KeyboardInterrupt") {
    // From checkInterrupt(): Python looks for signals when a system call was interrupted, and raises it again there.
    error_set_interrupt();
    return new FS.ErrnoError(ERRNO_CODES["EINTR"]!);
  }
  const code = (error as { code?: unknown } | undefined)?.code;
  if (typeof code === "string" && code in ERRNO_CODES) {
    return new FS.ErrnoError(ERRNO_CODES[code]!);
  }
  console.error("A stream handler threw; Python sees an I/O error:", error);
  return new FS.ErrnoError(ERRNO_CODES["EIO"]!);
}
