/** Calling Python from JavaScript. */

import {
  py_decref,
  py_tuple_take,
  pyproxy_call,
  pyproxy_call0,
  pyproxy_call1,
  pyproxy_call2,
  pyproxy_call3,
  pyproxy_call_kwargs,
  pyproxy_call_plain,
  pyproxy_call_relaxed,
} from "../boundary/exports.gen";
import type { Pointer } from "../boundary/heap";
import { withScratch } from "../convert/scratch";
import { toPy } from "../convert/to-py";
import { throwIfPythonError, throwPythonError } from "../error/python-error";

/** Convert values into consecutive words at `address`; on failure none of the references remains. */
export function storeAll(address: Pointer, values: readonly unknown[]): void {
  let stored = 0;
  try {
    for (; stored < values.length; stored++) {
      const object = toPy(values[stored]);
      HEAPU32[(address >>> 2) + stored] = object;
    }
  } catch (error) {
    for (let i = 0; i < stored; i++) {
      py_decref(HEAPU32[(address >>> 2) + i]!);
    }
    throw error;
  }
}

function result(value: unknown): unknown {
  if (value === null) {
    throwIfPythonError();
  }
  return value;
}

/** `object(*args)`. */
export function callPyObject(object: Pointer, args: readonly unknown[]): unknown {
  switch (args.length) {
    case 0:
      return result(pyproxy_call0(object));
    case 1:
      return result(pyproxy_call1(object, toPy(args[0])));
    case 2:
      return callWithTwo(object, args[0], args[1]);
    case 3:
      return callWithThree(object, args[0], args[1], args[2]);
    default:
      return callWithMany(object, args);
  }
}

function callWithTwo(object: Pointer, first: unknown, second: unknown): unknown {
  const a = toPy(first);
  const b = nextToPy(second, a, 0);
  return result(pyproxy_call2(object, a, b));
}

function callWithThree(object: Pointer, first: unknown, second: unknown, third: unknown): unknown {
  const a = toPy(first);
  const b = nextToPy(second, a, 0);
  const c = nextToPy(third, a, b);
  return result(pyproxy_call3(object, a, b, c));
}

/** Convert an argument; on failure give back those before it (0 is none). */
function nextToPy(value: unknown, first: Pointer, second: Pointer): Pointer {
  try {
    return toPy(value);
  } catch (error) {
    py_decref(first);
    if (second !== 0) {
      py_decref(second);
    }
    throw error;
  }
}

function callWithMany(object: Pointer, args: readonly unknown[]): unknown {
  return withScratch((args.length + 1) * 4, (address) => {
    storeAll(address + 4, args);
    return result(pyproxy_call(object, address, args.length));
  });
}

/** `object(*args)`; a coroutine that is the result is left to whoever awaits it. */
export function callPyObjectPlain(object: Pointer, args: readonly unknown[]): unknown {
  return withScratch((args.length + 1) * 4, (address) => {
    storeAll(address + 4, args);
    return result(pyproxy_call_plain(object, address, args.length));
  });
}

/** `object(*args, **keywords)`. */
export function callPyObjectKwargs(object: Pointer, args: readonly unknown[], keywords: object): unknown {
  const names = Object.keys(keywords);
  if (names.length === 0) {
    return callPyObject(object, args);
  }
  const values = Object.values(keywords) as unknown[]; // before there is something to release: getters may throw
  const nameTuple = tupleToPy(names);
  const all = [...args, ...values];
  return withScratch((all.length + 1) * 4, (address) => {
    storeOrRelease(address + 4, all, nameTuple);
    return result(pyproxy_call_kwargs(object, address, all.length, nameTuple));
  });
}

/** A tuple of converted values, a new reference. */
export function tupleToPy(values: readonly unknown[]): Pointer {
  const tuple = withScratch(values.length * 4, (address) => {
    storeAll(address, values);
    return py_tuple_take(address, values.length);
  });
  return tuple === 0 ? throwPythonError() : tuple;
}

/** Convert arguments; if that fails, the tuple with their names (0 is none) is released, too. */
function storeOrRelease(address: Pointer, values: readonly unknown[], nameTuple: Pointer): void {
  try {
    storeAll(address, values);
  } catch (error) {
    if (nameTuple !== 0) {
      py_decref(nameTuple);
    }
    throw error;
  }
}

/** `object(*args)` without the arguments that the function does not take, as JavaScript has it. */
export function callPyObjectRelaxed(object: Pointer, args: readonly unknown[], keywords: object): unknown {
  const names = Object.keys(keywords);
  const all = names.length === 0 ? args : [...args, ...(Object.values(keywords) as unknown[])];
  const nameTuple = names.length === 0 ? 0 : tupleToPy(names);
  return withScratch((all.length + 1) * 4, (address) => {
    storeOrRelease(address + 4, all, nameTuple);
    return result(pyproxy_call_relaxed(object, address, all.length, nameTuple));
  });
}
