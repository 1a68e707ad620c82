/** Bodies of the imports for slices of arrays: start, start + step, ..., count items. */

import type { Imports } from "../boundary/imports.gen";
import { append, setItem } from "./array";

type SliceImports = Pick<
  Imports,
  "js_array_slice" | "js_array_splice" | "js_array_set_slice" | "js_array_delete_slice"
>;

type TypedArrayConstructor = new (length: number) => unknown[];

function newLike(array: unknown, length: number): unknown[] {
  return ArrayBuffer.isView(array)
    ? new (array.constructor as unknown as TypedArrayConstructor)(length)
    : new Array<unknown>(length);
}

export const sliceImports: SliceImports = {
  js_array_slice(array, start, step, count) {
    if (step === 1 && (Array.isArray(array) || ArrayBuffer.isView(array))) {
      return (array as unknown[]).slice(start, start + count);
    }
    const result = newLike(array, count);
    for (let i = 0; i < count; i++) {
      result[i] = (array as unknown[])[start + i * step];
    }
    return result;
  },
  js_array_splice(array, start, count, items) {
    const rest = (array as unknown[]).splice(start);
    append(array as unknown[], items as unknown[]);
    append(array as unknown[], rest.slice(count));
    return 0;
  },
  js_array_set_slice(array, start, step, items) {
    const values = items as unknown[];
    for (let i = 0; i < values.length; i++) {
      setItem(array as unknown[], start + i * step, values[i]);
    }
    return 0;
  },
  js_array_delete_slice(array, start, step, count) {
    const items = array as unknown[];
    if (step === 1) {
      items.splice(start, count);
      return 0;
    }
    const doomed = new Set<number>();
    for (let i = 0; i < count; i++) {
      doomed.add(start + i * step);
    }
    let kept = 0;
    for (let index = 0; index < items.length; index++) {
      if (!doomed.has(index)) {
        items[kept++] = items[index];
      }
    }
    items.length = kept;
    return 0;
  },
};
