/** The end of an interpreter: a trap, an abort or a stack overflow inside wasm leaves it in no state to go on. */

import { disconnect, error_dump_traceback } from "../boundary/exports.gen";

/** Thrown by the call that killed the interpreter and by every later one; `cause` is what happened first. */
export class FatalError extends Error {
  /** What tells it from other errors. */
  override readonly name = "PyodideFatalError";
}

type FatalListener = (error: FatalError) => void;

let dead: FatalError | undefined;
const listeners: FatalListener[] = [];

/** Be told when the interpreter dies; a listener is called at once if it is dead already. */
export function onFatal(listener: FatalListener): void {
  if (dead) {
    listener(dead);
  } else {
    listeners.push(listener);
  }
}

/** Whether the interpreter has died. What JavaScript's event loop calls by itself asks, since nobody catches there. */
export function isDead(): boolean {
  return dead !== undefined;
}

function describe(cause: unknown): string {
  const { name, status } = cause as { name?: string; status?: number };
  if (name === "ExitStatus") {
    return `Python code ended the process with exit status ${status}`;
  }
  if (cause instanceof RangeError && /call stack/i.test(cause.message)) {
    return "the engine's stack overflowed inside Python";
  }
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
}

/** Say where Python was, as faulthandler does: WebAssembly has no signals that would tell it of a trap. */
function dumpTraceback(): void {
  try {
    error_dump_traceback();
  } catch {
    // The memory is in a worse state than that.
  }
}

/** Mark the interpreter dead (once) and give the error to throw. */
export function fatal(cause: unknown): FatalError {
  if (!dead) {
    dead = new FatalError(
      `Python stopped with a fatal error (${describe(cause)}). This interpreter cannot be used any more; ` +
        `call loadPyodide() for a new one. See the error's cause for the first stack trace.`,
      { cause },
    );
    if ((cause as Error).name !== "ExitStatus") {
      dumpTraceback();
    }
    disconnect(dead);
    for (const listener of listeners) {
      listener(dead);
    }
  }
  return dead;
}
