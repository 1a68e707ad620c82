/** Promises in Python: futures that follow them, and their methods with Python's functions as handlers. */

import {
  py_exception_from_js,
  py_future_new,
  py_future_reject,
  py_future_resolve,
  py_incref,
} from "../boundary/exports.gen";
import type { Pointer } from "../boundary/heap";
import type { Imports } from "../boundary/imports.gen";
import { convert } from "../convert/to-py";
import { isPyProxy } from "../pyproxy/state";
import { takeResult } from "../pyproxy/borrowed";
import { Handlers } from "./promise-handler";

const { apply } = Reflect;
// A promise's own methods are whatever somebody put there.
const { then, finally: finallyMethod } = Promise.prototype;

/** Call back once a promise is settled. `await` does not care what methods the promise has, nor how often they call. */
async function follow(
  promise: unknown,
  onValue: (value: unknown) => void,
  onError: (reason: unknown) => void,
): Promise<void> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    onError(error);
    return;
  }
  onValue(value);
}

export function whenSettled(promise: unknown, callback: () => void): void {
  void follow(promise, callback, callback);
}

/** Convert with `toPython` and settle the future, whose reference is taken. */
function resolveFuture(future: Pointer, value: unknown, toPython: (value: unknown) => Pointer): void {
  let object: Pointer;
  try {
    object = toPython(value);
  } catch (error) {
    py_future_reject(future, py_exception_from_js(error));
    return;
  }
  if (object === 0) {
    py_future_reject(future, py_exception_from_js(undefined)); // the one that the conversion set
  } else {
    py_future_resolve(future, object);
  }
}

function rejectFuture(future: Pointer, reason: unknown): void {
  py_future_reject(future, py_exception_from_js(reason));
}

function convertResult(value: unknown): Pointer {
  return isPyProxy(value) ? takeResult(value) : convert(value);
}

/** A future (new reference) for the promise that a call has given; `over` is called when the promise is settled. */
export function resultFuture(promise: unknown, over: () => void): Pointer {
  const future = py_future_new();
  if (future === 0) {
    whenSettled(promise, over);
    return 0;
  }
  py_incref(future); // one for the promise, one for Python
  void follow(
    promise,
    (value) => {
      resolveFuture(future, value, convertResult);
      over();
    },
    (reason) => {
      rejectFuture(future, reason);
      over();
    },
  );
  return future;
}

export const promiseImports: Pick<Imports, "js_promise_settle" | "js_promise_then" | "js_promise_finally"> = {
  js_promise_settle(promise, future) {
    void follow(
      promise,
      (value) => {
        resolveFuture(future, value, convert);
      },
      (reason) => {
        rejectFuture(future, reason);
      },
    );
  },
  js_promise_then(promise, onValue, onError, proxies) {
    const handlers = new Handlers(proxies);
    return apply(then, Promise.resolve(promise), [handlers.forValue(onValue), handlers.forError(onError)]);
  },
  js_promise_finally(promise, onSettled, proxies) {
    return apply(finallyMethod, Promise.resolve(promise), [new Handlers(proxies).forBoth(onSettled)]);
  },
};
