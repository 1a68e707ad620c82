/** Strings from Python's three representations: code points of one, two or four bytes. */

import type { Pointer } from "../boundary/heap";

// Below this length a loop beats the call into TextDecoder; above CHUNK fromCharCode's argument list gets too long.
const SHORT = 24;
const CHUNK = 8192;

const ascii = new TextDecoder("utf-8", { ignoreBOM: true });

function fromUnits(units: Uint8Array | Uint16Array | Uint32Array, convert: (...codes: number[]) => string): string {
  let text = "";
  for (let start = 0; start < units.length; start += CHUNK) {
    text += convert.apply(String, units.subarray(start, start + CHUNK) as unknown as number[]);
  }
  return text;
}

function isAscii(bytes: Uint8Array): boolean {
  for (const byte of bytes) {
    if (byte > 127) {
      return false;
    }
  }
  return true;
}

export function stringFromLatin1(address: Pointer, length: number): string {
  const data = address >>> 0; // wasm gives addresses above 2 GiB as negative numbers
  if (length < SHORT) {
    let text = "";
    for (let i = 0; i < length; i++) {
      text += String.fromCharCode(HEAPU8[data + i]!);
    }
    return text;
  }
  const bytes = HEAPU8.subarray(data, data + length);
  return isAscii(bytes) ? ascii.decode(bytes) : fromUnits(bytes, String.fromCharCode);
}

export function stringFromUcs2(data: Pointer, length: number): string {
  return fromUnits(HEAPU16.subarray(data >>> 1, (data >>> 1) + length), String.fromCharCode);
}

export function stringFromUcs4(data: Pointer, length: number): string {
  return fromUnits(HEAPU32.subarray(data >>> 2, (data >>> 2) + length), String.fromCodePoint);
}
