/** ArrayBuffers and their views, of any realm. */

export type HostBuffer = ArrayBufferLike | ArrayBufferView;

/**
 * The bytes of a buffer, not a copy.
 *
 * @throws TypeError if the buffer is detached.
 */
export function bytesOf(buffer: HostBuffer): Uint8Array {
  if (!ArrayBuffer.isView(buffer)) {
    return new Uint8Array(buffer);
  }
  // Views of a detached buffer say that they are empty; this throws.
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

const CODES: Readonly<Record<string, string>> = {
  Int8Array: "b",
  Uint8Array: "B",
  Uint8ClampedArray: "B",
  Int16Array: "h",
  Uint16Array: "H",
  Int32Array: "i",
  Uint32Array: "I",
  BigInt64Array: "q",
  BigUint64Array: "Q",
  Float16Array: "e",
  Float32Array: "f",
  Float64Array: "d",
};

const typedArrayTag = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype) as object,
  Symbol.toStringTag,
)!.get!;

/** The struct module's code for the elements; undefined for buffers without a type, and for DataViews. */
export function codeOf(buffer: HostBuffer): string | undefined {
  return CODES[typedArrayTag.call(buffer) as string];
}

/**
 * Decode text; undefined if the bytes are not in the encoding.
 *
 * @throws RangeError if the host does not know the encoding.
 */
export function decodeText(buffer: HostBuffer, encoding: string | undefined): string | undefined {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const bytes = bytesOf(buffer);
  try {
    // Decoders of browsers refuse shared memory.
    return decoder.decode(bytes.buffer instanceof ArrayBuffer ? bytes : bytes.slice());
  } catch {
    return undefined;
  }
}
