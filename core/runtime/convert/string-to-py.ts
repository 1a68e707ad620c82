/** Strings to Python: laid into memory in the encoding that is cheapest to write, made a str there. */

import {
  py_decref,
  py_short_text,
  py_string_data,
  py_string_from_ascii,
  py_string_from_utf16,
  py_string_intern,
  py_string_new,
} from "../boundary/exports.gen";
import type { Pointer } from "../boundary/heap";
import { throwPythonError } from "../error/python-error";
import { withScratch } from "./scratch";

/** In code units: the buffer at py_short_text has room for twice as many bytes. */
const SHORT = 32;
const LAST_ASCII = 127;
const KEYS = 4096;

const encoder = new TextEncoder();

interface HostBuffer {
  from(buffer: ArrayBufferLike, offset: number, length: number): { write(text: string, encoding: "utf16le"): void };
}

// Node.js copies the units in one go; elsewhere only UTF-8 can be written faster than by a loop.
const hostBuffer = (globalThis as { Buffer?: HostBuffer }).Buffer;

let shortText = 0;

/** A new reference to a str; 0 with the Python exception left set if there is no memory. */
export function stringToPy(text: string): Pointer {
  const length = text.length;
  return length <= SHORT ? shortToPy(text, length) : longToPy(text, length);
}

function shortToPy(text: string, length: number): Pointer {
  shortText ||= py_short_text();
  let all = 0;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    all |= code;
    HEAPU8[shortText + i] = code;
  }
  if (all <= LAST_ASCII) {
    return py_string_from_ascii(shortText, length);
  }
  writeUnits(text, length, shortText);
  return py_string_from_utf16(shortText, length);
}

function longToPy(text: string, length: number): Pointer {
  // Most long strings are ASCII: encode straight into a new str and see whether every unit took one byte.
  if (text.charCodeAt(0) <= LAST_ASCII && text.charCodeAt(length >>> 1) <= LAST_ASCII) {
    const string = py_string_new(length, LAST_ASCII);
    if (string === 0) {
      return 0;
    }
    const data = py_string_data(string);
    const { read, written } = encoder.encodeInto(text, HEAPU8.subarray(data, data + length));
    if (read === length && written === length) {
      return string;
    }
    py_decref(string);
  }
  return withScratch(length * 2, (address) => {
    if (hostBuffer === undefined) {
      writeUnits(text, length, address);
    } else {
      hostBuffer.from(HEAPU8.buffer, address, 2 * length).write(text, "utf16le");
    }
    return py_string_from_utf16(address, length);
  });
}

function writeUnits(text: string, length: number, address: Pointer): void {
  const start = address >>> 1;
  for (let i = 0; i < length; i++) {
    HEAPU16[start + i] = text.charCodeAt(i);
  }
}

const keys = new Map<string, Pointer>();

/**
 * The interned str for the name of an attribute, borrowed from a cache that gives it up when it is full.
 *
 * @throws PythonError if there is no memory.
 */
export function pyKey(name: string): Pointer {
  return keys.get(name) ?? rememberKey(name);
}

function rememberKey(name: string): Pointer {
  const string = stringToPy(name);
  if (string === 0) {
    throwPythonError();
  }
  if (keys.size >= KEYS) {
    keys.forEach(py_decref);
    keys.clear();
  }
  const key = py_string_intern(string);
  keys.set(name, key);
  return key;
}
