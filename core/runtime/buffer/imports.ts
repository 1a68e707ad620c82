/** Bodies of the imports that deal with memory of either language. */

import type { Imports } from "../boundary/imports.gen";
import { copyBuffer } from "./copy";
import { transfer } from "./file";
import { bytesOf, codeOf, decodeText, type HostBuffer } from "./host-buffer";
import { readLayout } from "./layout";

type BufferImports = Pick<
  Imports,
  | "js_buffer_copy"
  | "js_buffer_length"
  | "js_buffer_format"
  | "js_buffer_itemsize"
  | "js_buffer_read"
  | "js_buffer_write"
  | "js_buffer_decode"
  | "js_buffer_file"
>;

export const bufferImports: BufferImports = {
  js_buffer_copy: (view) => copyBuffer(readLayout(view >>> 0)),
  js_buffer_length: (buffer) => bytesOf(buffer as HostBuffer).length,
  js_buffer_format: (buffer) => codeOf(buffer as HostBuffer)?.charCodeAt(0) ?? 0,
  js_buffer_itemsize: (buffer) => (buffer as { BYTES_PER_ELEMENT?: number }).BYTES_PER_ELEMENT ?? 1,
  js_buffer_read(buffer, data, length) {
    const bytes = bytesOf(buffer as HostBuffer);
    if (bytes.length < length) {
      throw new RangeError("The buffer became smaller while it was copied");
    }
    HEAPU8.set(bytes.length > length ? bytes.subarray(0, length) : bytes, data >>> 0);
    return 0;
  },
  js_buffer_write(buffer, data, length) {
    const start = data >>> 0;
    bytesOf(buffer as HostBuffer).set(HEAPU8.subarray(start, start + length));
    return 0;
  },
  js_buffer_decode: (buffer, encoding) => decodeText(buffer as HostBuffer, encoding as string | undefined),
  js_buffer_file: (buffer, fd, position, toFile) => transfer(buffer as HostBuffer, fd, position, toFile !== 0),
};
