/** Bodies of the imports that deal with memory of either language. */

import type { Imports } from "../boundary/imports.gen";
import { copyBuffer } from "./copy";
import { bytesOf, codeOf, type HostBuffer } from "./host-buffer";
import { readLayout } from "./layout";

type BufferImports = Pick<Imports, "js_buffer_copy" | "js_buffer_length" | "js_buffer_format" | "js_buffer_read">;

export const bufferImports: BufferImports = {
  js_buffer_copy: (view) => copyBuffer(readLayout(view >>> 0)),
  js_buffer_length: (buffer) => bytesOf(buffer as HostBuffer).length,
  js_buffer_format: (buffer) => codeOf(buffer as HostBuffer).charCodeAt(0),
  js_buffer_read(buffer, data, length) {
    const bytes = bytesOf(buffer as HostBuffer);
    HEAPU8.set(bytes.length > length ? bytes.subarray(0, length) : bytes, data >>> 0);
    return 0;
  },
};
