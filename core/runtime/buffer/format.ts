/** Format strings of Python's buffer protocol (those of the struct module) as JavaScript's element types. */

/** What getBuffer() calls the element types. */
export type ElementType =
  "i8" | "u8" | "u8clamped" | "i16" | "u16" | "i32" | "u32" | "i64" | "u64" | "f32" | "f64" | "dataview";

/** A typed array of any type, as far as code here uses it. */
export type TypedArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

interface TypedArrayConstructor {
  readonly BYTES_PER_ELEMENT: number;
  readonly name: string;
  new (buffer: ArrayBufferLike, byteOffset?: number, length?: number): TypedArray;
}

export const ARRAY_TYPES: Readonly<Record<Exclude<ElementType, "dataview">, TypedArrayConstructor>> = {
  i8: Int8Array,
  u8: Uint8Array,
  u8clamped: Uint8ClampedArray,
  i16: Int16Array,
  u16: Uint16Array,
  i32: Int32Array,
  u32: Uint32Array,
  i64: BigInt64Array,
  u64: BigUint64Array,
  f32: Float32Array,
  f64: Float64Array,
};

/** What the elements mean beyond their bits. */
export type ElementKind = "number" | "boolean" | "text" | "half";

export interface ElementFormat {
  readonly type: Exclude<ElementType, "dataview">;
  readonly kind: ElementKind;
  readonly bigEndian: boolean;
}

// Sizes are the same with and without @ on wasm32, where a long has four bytes.
const CODES: Readonly<Record<string, [ElementFormat["type"], ElementKind?]>> = {
  "?": ["u8", "boolean"],
  c: ["u8"],
  s: ["u8", "text"],
  b: ["i8"],
  B: ["u8"],
  h: ["i16"],
  H: ["u16"],
  i: ["i32"],
  I: ["u32"],
  l: ["i32"],
  L: ["u32"],
  n: ["i32"],
  N: ["u32"],
  P: ["u32"],
  q: ["i64"],
  Q: ["u64"],
  e: ["u16", "half"],
  f: ["f32"],
  d: ["f64"],
};

/** The meaning of a format string; undefined for structures, repeated elements and codes that JavaScript has nothing for. */
export function parseFormat(format: string): ElementFormat | undefined {
  const match = /^([@=<>!]?)([?csbBhHiIlLnNPqQefd])$/.exec(format);
  if (!match) {
    return undefined;
  }
  const [, order, code] = match as unknown as [string, string, string];
  const [type, kind = "number"] = CODES[code]!;
  return { type, kind, bigEndian: order === ">" || order === "!" };
}
