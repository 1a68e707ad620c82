/** Bodies of the imports that call and construct. */

import { py_from_js_object } from "../boundary/exports.gen";
import { JsProxyFlag as Flag } from "../boundary/flags.gen";
import type { Pointer } from "../boundary/heap";
import type { Imports } from "../boundary/imports.gen";
import { convert } from "../convert/to-py";
import { destroyBorrowed, takeResult } from "../pyproxy/borrowed";
import { callLending } from "../pyproxy/lending";
import { isPyProxy, scheduledPromise } from "../pyproxy/state";
import { capabilities } from "./capability";
import { lendToGenerator } from "./generator";
import { resultFuture, whenSettled } from "./promise";

type CallImports = Pick<
  Imports,
  "js_call0" | "js_call1" | "js_call2" | "js_call3" | "js_call4" | "js_call" | "js_construct" | "js_define"
>;

type Callable = (...args: unknown[]) => unknown;
type Constructor = new (...args: unknown[]) => unknown;

const { apply, construct } = Reflect;
const NOTHING_LENT: readonly object[] = [];

/** The result of a call for Python. What was lent for the call is given back when the work that it began is over. */
function objectResult(value: object, lent: readonly object[], callee: unknown): Pointer {
  if (isPyProxy(value)) {
    const promise = scheduledPromise(value);
    return promise === undefined ? giveBack(takeResult(value), lent, callee) : objectResult(promise, lent, callee);
  }
  const flags = capabilities(value);
  if (flags & Flag.AWAITABLE) {
    return resultFuture(value, () => giveBack(0, lent, callee));
  }
  const object = py_from_js_object(value, flags);
  if (flags & (Flag.GENERATOR | Flag.ASYNC_GENERATOR)) {
    lendToGenerator(value, lent);
    return object;
  }
  return giveBack(object, lent, callee);
}

function giveBack(object: Pointer, lent: readonly object[], callee: unknown): Pointer {
  if (lent.length > 0) {
    destroyBorrowed(lent, "function call", callee);
  }
  return object;
}

/** The result of a call for which nothing was lent. */
function result(value: unknown): Pointer {
  return (typeof value === "object" && value !== null) || typeof value === "function"
    ? objectResult(value, NOTHING_LENT, undefined)
    : convert(value);
}

export const callImports: CallImports = {
  js_call0: (fn, receiver) => result(apply(fn as Callable, receiver, [])),
  js_call1: (fn, receiver, a) => result(apply(fn as Callable, receiver, [a])),
  js_call2: (fn, receiver, a, b) => result(apply(fn as Callable, receiver, [a, b])),
  js_call3: (fn, receiver, a, b, c) => result(apply(fn as Callable, receiver, [a, b, c])),
  js_call4: (fn, receiver, a, b, c, d) => result(apply(fn as Callable, receiver, [a, b, c, d])),
  js_call(fn, receiver, args, proxies) {
    const lent = proxies as object[];
    let value: unknown;
    try {
      value =
        lent.length > 0
          ? callLending(fn as Callable, receiver, args as unknown[], lent)
          : apply(fn as Callable, receiver, args as unknown[]);
    } catch (error) {
      giveBack(0, lent, fn);
      throw error;
    }
    return (typeof value === "object" && value !== null) || typeof value === "function"
      ? objectResult(value, lent, fn)
      : giveBack(convert(value), lent, fn);
  },
  js_construct(fn, args, proxies) {
    const lent = proxies as object[];
    let value: object;
    try {
      value = construct(fn as Constructor, args as unknown[]) as object;
    } catch (error) {
      giveBack(0, lent, fn);
      throw error;
    }
    // What `new` gives is what was asked for: a promise stays one.
    const object = convert(value);
    if (lent.length > 0 && capabilities(value) & Flag.AWAITABLE) {
      void whenSettled(value, () => giveBack(0, lent, fn));
      return object;
    }
    return giveBack(object, lent, fn);
  },
  js_define(object, key, value) {
    Object.defineProperty(object, key as string, { value, writable: true, enumerable: true, configurable: true });
  },
};
