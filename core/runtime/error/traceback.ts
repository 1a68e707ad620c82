/** JavaScript's frames for Python's tracebacks. */

import { py_traceback_entry } from "../boundary/exports.gen";
import type { Pointer } from "../boundary/heap";
import { convert } from "../convert/to-py";
import { PythonError } from "./python-error";
import { framesUpToPython } from "./stack";

/** The property of an error that may be anything, or throw when it is read. */
function stackOf(error: unknown): string {
  try {
    const { stack } = error as { stack?: unknown };
    return typeof stack === "string" ? stack : "";
  } catch {
    return "";
  }
}

/** Put the frames of an error before a traceback, whose reference is taken. */
export function addFrames(error: unknown, next: Pointer): Pointer {
  const recorded = PythonError.recordedStack(error);
  for (const { name, file, line } of framesUpToPython(recorded ?? stackOf(error), recorded !== undefined)) {
    next = py_traceback_entry(next, convert(name), convert(file), line);
  }
  return next;
}
