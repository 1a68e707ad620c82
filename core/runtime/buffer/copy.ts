/** Copies of Python's buffers for toJs: a typed array for each row of the innermost dimension. */

import type { Pointer } from "../boundary/heap";
import { ARRAY_TYPES, parseFormat, type ElementFormat } from "./format";
import { halfToNumber } from "./half";
import type { BufferLayout } from "./layout";

const utf8 = new TextDecoder();

/** The bytes of `count` elements that lie `stride` bytes apart. */
function gather(address: Pointer, count: number, itemsize: number, stride: number): Uint8Array<ArrayBuffer> {
  if (stride === itemsize || count <= 1) {
    // One copy: slice does not fill the new memory with zeros first.
    return HEAPU8.slice(address, address + count * itemsize) as Uint8Array<ArrayBuffer>;
  }
  const bytes = new Uint8Array(count * itemsize);
  for (let i = 0, from = address; i < count; i++, from += stride) {
    for (let byte = 0; byte < itemsize; byte++) {
      bytes[i * itemsize + byte] = HEAPU8[from + byte]!;
    }
  }
  return bytes;
}

function swapBytes(bytes: Uint8Array, itemsize: number): void {
  for (let start = 0; start < bytes.length; start += itemsize) {
    bytes.subarray(start, start + itemsize).reverse();
  }
}

function copyRow(address: Pointer, count: number, stride: number, itemsize: number, format: ElementFormat): unknown {
  const bytes = gather(address, count, itemsize, stride);
  if (format.bigEndian && itemsize > 1) {
    swapBytes(bytes, itemsize);
  }
  switch (format.kind) {
    case "boolean":
      return Array.from(bytes, (byte) => byte !== 0);
    case "text":
      return utf8.decode(bytes);
    case "half":
      return Float32Array.from(new Uint16Array(bytes.buffer), halfToNumber);
    case "number":
      return format.type === "u8" ? bytes : new ARRAY_TYPES[format.type](bytes.buffer);
  }
}

function follow(address: Pointer, suboffset: number | undefined): Pointer {
  return suboffset === undefined || suboffset < 0 ? address : HEAPU32[address >>> 2]! + suboffset;
}

function copyFrom(layout: BufferLayout, format: ElementFormat, address: Pointer, dimension: number): unknown {
  const { shape, strides, suboffsets, itemsize } = layout;
  const count = shape[dimension]!;
  const stride = strides[dimension]!;
  const suboffset = suboffsets?.[dimension] ?? -1;
  if (dimension === shape.length - 1 && suboffset < 0) {
    return copyRow(address, count, stride, itemsize, format);
  }
  return Array.from({ length: count }, (_, i) =>
    copyFrom(layout, format, follow(address + i * stride, suboffset), dimension + 1),
  );
}

/** A copy of the elements; null if JavaScript has no type for them. */
export function copyBuffer(layout: BufferLayout): unknown {
  const format = parseFormat(layout.format);
  if (format === undefined) {
    return null;
  }
  return layout.shape.length === 0
    ? copyRow(layout.address, 1, layout.itemsize, layout.itemsize, format)
    : copyFrom(layout, format, layout.address, 0);
}
