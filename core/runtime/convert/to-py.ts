/** Implicit conversion to Python: scalars are copied, PyProxies unwrapped, every other object becomes a JsProxy. */

import {
  py_decref,
  py_from_bool,
  py_from_digits,
  py_from_double,
  py_from_int,
  py_from_integral,
  py_from_js_object,
  py_incref,
  py_none,
  py_string_data,
  py_string_from_utf16,
  py_string_new,
} from "../boundary/exports.gen";
import type { Pointer } from "../boundary/heap";
import { throwPythonError } from "../error/python-error";
import { targetOf } from "../pyproxy/state";
import { withScratch } from "./scratch";

const encoder = new TextEncoder();

/**
 * Convert a value to a new reference.
 *
 * @throws PythonError if Python cannot make the object, for lack of memory.
 */
export function toPy(value: unknown): Pointer {
  const object = convert(value);
  return object === 0 ? throwPythonError() : object;
}

/** The same for an import: 0 with the Python exception left set. */
export function convert(value: unknown): Pointer {
  switch (typeof value) {
    case "number":
      return numberToPy(value);
    case "string":
      return stringToPy(value);
    case "boolean":
      return py_from_bool(value ? 1 : 0);
    case "undefined":
      return py_none();
    case "bigint":
      return bigintToPy(value);
    default:
      return value === null ? py_none() : objectToPy(value as object);
  }
}

function numberToPy(value: number): Pointer {
  if ((value | 0) === value) {
    return py_from_int(value);
  }
  return Number.isSafeInteger(value) ? py_from_integral(value) : py_from_double(value);
}

function bigintToPy(value: bigint): Pointer {
  const magnitude = value < 0n ? -value : value;
  const count = (magnitude.toString(16).length >> 3) + 1; // 32-bit digits, with room for the sign
  return withScratch(count * 4, (address) => {
    let rest = BigInt.asUintN(32 * count, value);
    for (let i = 0; i < count; i++) {
      HEAPU32[(address >>> 2) + i] = Number(rest & 0xffffffffn);
      rest >>= 32n;
    }
    return py_from_digits(address, count);
  });
}

function stringToPy(text: string): Pointer {
  const length = text.length;
  if (length < 32) {
    return shortStringToPy(text, length);
  }
  // Most long strings are ASCII: encode straight into a new str and see whether every unit took one byte.
  const string = py_string_new(length, 127);
  if (string === 0) {
    return 0;
  }
  const data = py_string_data(string);
  const { read, written } = encoder.encodeInto(text, HEAPU8.subarray(data, data + length));
  if (read === length && written === length) {
    return string;
  }
  py_decref(string);
  return utf16ToPy(text, length);
}

function shortStringToPy(text: string, length: number): Pointer {
  let all = 0;
  for (let i = 0; i < length; i++) {
    all |= text.charCodeAt(i);
  }
  if (all > 127) {
    return utf16ToPy(text, length);
  }
  const string = py_string_new(length, 127);
  if (string === 0) {
    return 0;
  }
  const data = py_string_data(string);
  for (let i = 0; i < length; i++) {
    HEAPU8[data + i] = text.charCodeAt(i);
  }
  return string;
}

function utf16ToPy(text: string, length: number): Pointer {
  return withScratch(length * 2, (address) => {
    const units = HEAPU16.subarray(address >>> 1, (address >>> 1) + length);
    for (let i = 0; i < length; i++) {
      units[i] = text.charCodeAt(i);
    }
    return py_string_from_utf16(address, length);
  });
}

function objectToPy(value: object): Pointer {
  const target = targetOf(value);
  if (target !== 0) {
    py_incref(target);
    return target;
  }
  return py_from_js_object(value);
}
