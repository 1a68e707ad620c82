/** Bodies of the imports that deal with memory of either language. */

import type { Imports } from "../boundary/imports.gen";
import { copyBuffer } from "./copy";
import { readLayout } from "./layout";

type BufferImports = Pick<Imports, "js_buffer_copy">;

export const bufferImports: BufferImports = {
  js_buffer_copy: (view) => copyBuffer(readLayout(view >>> 0)),
};
