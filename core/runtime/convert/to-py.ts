/** Implicit conversion to Python: scalars are copied, PyProxies unwrapped, every other object becomes a JsProxy. */

import {
  py_false,
  py_from_digits,
  py_from_double,
  py_from_int,
  py_from_integral,
  py_from_js_object,
  py_incref,
  py_none,
  py_true,
} from "../boundary/exports.gen";
import type { Pointer } from "../boundary/heap";
import { throwPythonError } from "../error/python-error";
import { capabilities } from "../host-value/capability";
import { targetOf } from "../pyproxy/state";
import { isNullStandIn, nullToPy } from "./null";
import { withScratch } from "./scratch";
import { stringToPy } from "./string-to-py";

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
      return booleanToPy(value);
    case "undefined":
      return none();
    case "bigint":
      return bigintToPy(value);
    default:
      return value === null ? nullToPy() : objectToPy(value as object);
  }
}

// Immortal: their addresses are all one needs to know.
let noneAddress = 0;
let trueAddress = 0;
let falseAddress = 0;

function none(): Pointer {
  return (noneAddress ||= py_none());
}

function booleanToPy(value: boolean): Pointer {
  return value ? (trueAddress ||= py_true()) : (falseAddress ||= py_false());
}

function numberToPy(value: number): Pointer {
  if ((value | 0) === value) {
    return py_from_int(value);
  }
  return Number.isSafeInteger(value) ? py_from_integral(value) : py_from_double(value);
}

const HEX_DIGITS = 8;

/** Through hexadecimal text, which engines write in linear time; shifting digit by digit is quadratic. */
function bigintToPy(value: bigint): Pointer {
  const magnitude = value < 0n ? -value : value;
  const count = Math.floor(magnitude.toString(16).length / HEX_DIGITS) + 1; // with room for the sign
  const hex = BigInt.asUintN(32 * count, value).toString(16);
  return withScratch(count * 4, (address) => {
    const start = address >>> 2;
    for (let i = 0, end = hex.length; i < count; i++, end -= HEX_DIGITS) {
      HEAPU32[start + i] = end > 0 ? parseInt(hex.slice(Math.max(0, end - HEX_DIGITS), end), 16) : 0;
    }
    return py_from_digits(address, count);
  });
}

function objectToPy(value: object): Pointer {
  const target = targetOf(value);
  if (target !== 0) {
    py_incref(target);
    return target;
  }
  return isNullStandIn(value) ? nullToPy() : py_from_js_object(value, capabilities(value));
}
