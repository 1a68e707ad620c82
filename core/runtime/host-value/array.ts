/** Bodies of the imports for arrays, typed arrays and array-likes. */

import type { Imports } from "../boundary/imports.gen";
import { assign } from "./assign";

type ArrayImports = Pick<
  Imports,
  | "js_array_new"
  | "js_array_push"
  | "js_array_get"
  | "js_array_set"
  | "js_array_delete"
  | "js_array_append"
  | "js_array_insert"
  | "js_array_extend"
  | "js_array_reverse"
  | "js_array_reversed"
  | "js_array_concat"
  | "js_array_repeat"
  | "js_array_find"
>;

/** A typed array keeps its kind of number: BigInt64Array takes only BigInt. */
export function setItem(array: unknown[], index: number, value: unknown): void {
  if (ArrayBuffer.isView(array)) {
    if (typeof value !== "number" && typeof value !== "bigint" && typeof value !== "boolean") {
      throw new TypeError(`The items of a typed array are numbers, not ${typeof value}`);
    }
    if (array instanceof BigInt64Array || array instanceof BigUint64Array) {
      (array as { [index: number]: bigint })[index] = BigInt(value);
      return;
    }
    array[index] = Number(value);
  } else {
    assign(array, index, value);
  }
}

/** Identity, but a number is the same as a BigInt: Python has one kind of int. */
function isSame(item: unknown, value: unknown): boolean {
  return item === value || (typeof item === "bigint" && typeof value === "number" && item == (value as unknown));
}

function* reversed(array: ArrayLike<unknown>): Generator<unknown> {
  for (let index = array.length - 1; index >= 0; index--) {
    yield array[index];
  }
}

/** Append one by one: `push(...items)` overflows the engine's stack. */
export function append(array: unknown[], items: ArrayLike<unknown>): void {
  const { length } = items; // what is appended to itself must not grow while it is read
  for (let index = 0; index < length; index++) {
    array.push(items[index]);
  }
}

export const arrayImports: ArrayImports = {
  js_array_new: () => [],
  js_array_push(array, value) {
    (array as unknown[]).push(value);
  },
  js_array_get: (array, index) => (array as unknown[])[index],
  js_array_set(array, index, value) {
    setItem(array as unknown[], index, value);
    return 0;
  },
  js_array_delete(array, index) {
    (array as unknown[]).splice(index, 1);
    return 0;
  },
  js_array_append(array, value) {
    (array as unknown[]).push(value);
    return 0;
  },
  js_array_insert(array, index, value) {
    (array as unknown[]).splice(index, 0, value);
    return 0;
  },
  js_array_extend(array, items) {
    append(array as unknown[], items as unknown[]);
    return 0;
  },
  js_array_reverse(array) {
    (array as unknown[]).reverse();
    return 0;
  },
  js_array_reversed: (array) => reversed(array as unknown[]),
  js_array_concat(array, items) {
    const result = Array.prototype.slice.call(array);
    append(result, items as unknown[]);
    return result;
  },
  js_array_repeat(array, items, times) {
    for (let i = 0; i < times; i++) {
      append(array as unknown[], items as unknown[]);
    }
    return 0;
  },
  js_array_find(array, value, start, stop) {
    const items = array as unknown[];
    const end = Math.min(items.length, stop);
    for (let index = start; index < end; index++) {
      if (isSame(items[index], value)) {
        return index;
      }
    }
    return -1;
  },
};
