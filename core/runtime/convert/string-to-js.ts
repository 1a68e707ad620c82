/** Strings from Python's representations of text. */

import type { Pointer } from "../boundary/heap";

// Up to this length building the text from its codes beats the call into a decoder.
const SHORT = 24;
// String.fromCharCode's argument list must not get longer.
const CHUNK = 8192;

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
const oneByte = new TextDecoder("windows-1252");
const utf16 = new TextDecoder("utf-16le", { ignoreBOM: true });

const { fromCharCode } = String;

/** Eight codes a step: each concatenation costs as much as the conversion of several. */
function shortText(codes: Uint8Array | Uint16Array, start: number, length: number): string {
  const end = start + length;
  let at = start;
  let text = "";
  for (; at + 8 <= end; at += 8) {
    text += fromCharCode(
      codes[at]!,
      codes[at + 1]!,
      codes[at + 2]!,
      codes[at + 3]!,
      codes[at + 4]!,
      codes[at + 5]!,
      codes[at + 6]!,
      codes[at + 7]!,
    );
  }
  if (at + 4 <= end) {
    text += fromCharCode(codes[at]!, codes[at + 1]!, codes[at + 2]!, codes[at + 3]!);
    at += 4;
  }
  for (; at < end; at++) {
    text += fromCharCode(codes[at]!);
  }
  return text;
}

/** For what no decoder keeps as it is: lone surrogates, and control characters of Latin-1. */
function chunkedText(codes: Uint8Array | Uint16Array): string {
  let text = "";
  for (let start = 0; start < codes.length; start += CHUNK) {
    text += fromCharCode.apply(String, codes.subarray(start, start + CHUNK) as unknown as number[]);
  }
  return text;
}

export function stringFromAscii(address: Pointer, length: number): string {
  const data = address >>> 0; // wasm gives addresses above 2 GiB as negative numbers
  return length <= SHORT ? shortText(HEAPU8, data, length) : utf8.decode(HEAPU8.subarray(data, data + length));
}

export function stringFromLatin1(address: Pointer, length: number, decodable: number): string {
  const data = address >>> 0;
  if (length <= SHORT) {
    return shortText(HEAPU8, data, length);
  }
  const bytes = HEAPU8.subarray(data, data + length);
  return decodable ? oneByte.decode(bytes) : chunkedText(bytes);
}

export function stringFromUtf16(address: Pointer, units: number, wellFormed: number): string {
  const data = address >>> 0;
  if (units <= SHORT) {
    return shortText(HEAPU16, data >>> 1, units);
  }
  return wellFormed
    ? utf16.decode(HEAPU8.subarray(data, data + 2 * units))
    : chunkedText(HEAPU16.subarray(data >>> 1, (data >>> 1) + units));
}

/** Look the text up among the engine's names, which makes later uses as a key fast. */
export function internalize(text: string): string {
  return Object.keys({ [text]: 0 })[0]!;
}
