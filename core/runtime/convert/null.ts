/** JavaScript's null in Python: None like undefined, or jsnull in an interpreter that tells them apart. */

import { py_none, py_null } from "../boundary/exports.gen";
import type { Pointer } from "../boundary/heap";

let standIn: object | undefined;

/** Convert null to jsnull from now on. */
export function keepNull(): void {
  standIn = Object.freeze({});
}

/** A new reference to what null is. */
export function nullToPy(): Pointer {
  return standIn === undefined ? py_none() : py_null();
}

/** What an import returns for a value: its null would say that there is none. */
export function present(value: unknown): unknown {
  return value === null ? standIn : value;
}

/** Whether an object is what `present` made of null. */
export function isNullStandIn(value: object): boolean {
  return value === standIn;
}
