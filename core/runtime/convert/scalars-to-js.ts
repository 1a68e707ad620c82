/** Bodies of the imports that make scalars. */

import type { Pointer } from "../boundary/heap";
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

const LARGEST = 2 ** 25; // in digits: engines have no BigInt of more than 2**30 bits
const HEX_DIGITS = 8;

/** Through hexadecimal text, which engines read in linear time; adding digit by digit is quadratic. */
function bigintFromDigits(address: Pointer, count: number): bigint {
  if (count > LARGEST) {
    throw new RangeError(`An int of ${32 * count} bits is too large for a BigInt`);
  }
  const digits: string[] = [];
  for (let i = (address >>> 2) + count - 1; digits.length < count; i--) {
    digits.push(HEAPU32[i]!.toString(16).padStart(HEX_DIGITS, "0"));
  }
  return BigInt.asIntN(32 * count, BigInt(`0x${digits.join("")}`));
}

export const scalarImports: Scalars = {
  js_undefined: () => undefined,
  js_bool: (value) => value !== 0,
  js_int: (value) => value,
  js_number: (value) => value,
  js_bigint: bigintFromDigits,
  js_string_ascii: stringFromAscii,
  js_string_latin1: stringFromLatin1,
  js_string_utf16: stringFromUtf16,
  js_internalize: (text) => internalize(text as string),
};
