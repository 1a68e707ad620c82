/** Bodies of the imports that make scalars. */

import type { Imports } from "../boundary/imports.gen";
import { internalize, stringFromAscii, stringFromLatin1, stringFromUtf16 } from "./string-to-js";

type Scalars = Pick<
  Imports,
  | "js_undefined"
  | "js_bool"
  | "js_int"
  | "js_number"
  | "js_bigint"
  | "js_string_ascii"
  | "js_string_latin1"
  | "js_string_utf16"
  | "js_internalize"
>;

export const scalarImports: Scalars = {
  js_undefined: () => undefined,
  js_bool: (value) => value !== 0,
  js_int: (value) => value,
  js_number: (value) => value,
  js_bigint(digits, count) {
    let value = 0n;
    for (let i = count - 1; i >= 0; i--) {
      value = (value << 32n) | BigInt(HEAPU32[(digits >>> 2) + i]!);
    }
    return BigInt.asIntN(32 * count, value);
  },
  js_string_ascii: stringFromAscii,
  js_string_latin1: stringFromLatin1,
  js_string_utf16: stringFromUtf16,
  js_internalize: (text) => internalize(text as string),
};
