/** Change a mutable sequence in place. */

import { pyproxy_splice } from "../boundary/exports.gen";
import type { Pointer } from "../boundary/heap";
import { withScratch } from "../convert/scratch";
import { throwPythonError } from "../error/python-error";
import { storeAll } from "./call";

/**
 * Replace `count` elements of a sequence from `start` on by the values.
 *
 * @throws PythonError if the sequence raises.
 */
export function splice(sequence: Pointer, start: number, count: number, values: readonly unknown[]): void {
  withScratch(values.length * 4, (address) => {
    storeAll(address, values);
    if (pyproxy_splice(sequence, start, count, address, values.length) < 0) {
      throwPythonError();
    }
  });
}
