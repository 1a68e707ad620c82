/** A Py_buffer read where it lies. */

import type { Pointer } from "../boundary/heap";

/** How a Python object lays its elements out in memory; strides and suboffsets are in bytes. */
export interface BufferLayout {
  /** Where the first element is. */
  readonly address: Pointer;
  readonly itemsize: number;
  readonly readonly: boolean;
  readonly format: string;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  /** What PIL-style arrays have: after a step along a dimension, follow the pointer there and add. Negative: do not. */
  readonly suboffsets: readonly number[] | undefined;
}

// Offsets of Py_buffer in 32-bit words; native/buffer/to_js.c asserts them.
const enum Field {
  Buf = 0,
  Len = 2,
  Itemsize = 3,
  Readonly = 4,
  Ndim = 5,
  Format = 6,
  Shape = 7,
  Strides = 8,
  Suboffsets = 9,
}

function readInts(address: Pointer, count: number): number[] {
  return Array.from(HEAP32.subarray(address >>> 2, (address >>> 2) + count));
}

function readAscii(address: Pointer): string {
  let text = "";
  for (let at = address; HEAPU8[at] !== 0; at++) {
    text += String.fromCharCode(HEAPU8[at]!);
  }
  return text;
}

/** Strides of elements in C's order, for exporters that leave them out though they were asked for (ctypes). */
function contiguousStrides(shape: readonly number[], itemsize: number): number[] {
  const strides = new Array<number>(shape.length);
  shape.reduceRight((stride, count, dimension) => {
    strides[dimension] = stride;
    return stride * count;
  }, itemsize);
  return strides;
}

/** The layout that a filled Py_buffer describes. */
export function readLayout(view: Pointer): BufferLayout {
  const word = (field: Field): Pointer => HEAPU32[(view >>> 2) + field]!;
  const ndim = word(Field.Ndim);
  const suboffsets = word(Field.Suboffsets) ? readInts(word(Field.Suboffsets), ndim) : undefined;
  const itemsize = word(Field.Itemsize);
  const shape = word(Field.Shape) || ndim === 0 ? readInts(word(Field.Shape), ndim) : [word(Field.Len) / itemsize];
  return {
    address: word(Field.Buf),
    itemsize,
    readonly: word(Field.Readonly) !== 0,
    format: word(Field.Format) ? readAscii(word(Field.Format)) : "B",
    shape,
    strides: word(Field.Strides) ? readInts(word(Field.Strides), ndim) : contiguousStrides(shape, itemsize),
    suboffsets: suboffsets?.some((offset) => offset >= 0) ? suboffsets : undefined,
  };
}
