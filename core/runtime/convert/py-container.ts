/** Filling Python's containers: runs of numbers, keys, and what the exports' results mean. */

import { py_list_append_numbers, py_numbers, py_release_all, pyproxy_length } from "../boundary/exports.gen";
import type { Pointer } from "../boundary/heap";
import { targetOf } from "../pyproxy/state";
import { ErrorIsSet, throwConversionError } from "./conversion-error";
import { tagOf } from "./plain-object";
import { convert } from "./to-py";

/** How many numbers there is room for. */
const RUN = 512;

/** Changes whenever the memory for runs of numbers is written, so that a getter's nested conversion is noticed. */
let runs = 0;
let numbersAddress = 0;

/** @throws ErrorIsSet if a status is negative. */
export function checkStatus(status: number): void {
  if (status < 0) {
    throw new ErrorIsSet();
  }
}

/** The new reference. @throws ErrorIsSet if there is none. */
export function checkPointer(object: Pointer): Pointer {
  if (object === 0) {
    throw new ErrorIsSet();
  }
  return object;
}

/** Append the numbers that follow each other from `start` on; how many. */
export function appendNumbers(list: Pointer, array: readonly unknown[], start: number, first: number): number {
  const base = (numbersAddress ||= py_numbers()) >>> 3;
  const run = ++runs;
  const limit = Math.min(array.length - start, RUN);
  let count = 1;
  for (let item: unknown; count < limit && typeof (item = array[start + count]) === "number"; count++) {
    HEAPF64[base + count] = item;
  }
  if (run !== runs) {
    count = 1; // a getter has used the memory for a conversion of its own
  }
  HEAPF64[base] = first;
  checkStatus(py_list_append_numbers(list, count));
  return count;
}

/** Refuse keys that fell together. @throws ErrorIsSet for a ConversionError. */
export function checkSize(container: Pointer, count: number, kind: string): void {
  if (pyproxy_length(container) !== count) {
    throwConversionError(
      `Cannot convert the ${kind} to Python: some of its keys differ in JavaScript only, such as 1 and true`,
    );
  }
}

/** A new reference to the key of a dict or a set. */
export function keyToPy(key: unknown, kind: string): Pointer {
  if (typeof key === "symbol" || typeof key === "function" || (typeof key === "object" && key !== null)) {
    const target = typeof key === "symbol" ? 0 : targetOf(key);
    if (target === 0) {
      const what = typeof key === "object" ? tagOf(key) : typeof key;
      throwConversionError(`Cannot use a JavaScript ${what} as a key of a Python ${kind}: it is compared by identity`);
    }
  }
  return checkPointer(convert(key));
}

/** Give up a reference to each object, and empty the array. */
export function releaseAll(objects: Pointer[]): void {
  numbersAddress ||= py_numbers();
  while (objects.length) {
    const some = objects.splice(-RUN);
    runs++;
    HEAPU32.set(some, numbersAddress >>> 2);
    py_release_all(numbersAddress, some.length);
  }
}
