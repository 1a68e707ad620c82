/** Promises in Python: futures that follow them, and their methods with Python's functions as handlers. */

import { py_future_new, py_incref } from "../boundary/exports.gen";
import type { Pointer } from "../boundary/heap";
import type { Imports } from "../boundary/imports.gen";
import { convert } from "../convert/to-py";
import { isPyProxy } from "../pyproxy/state";
import { takeResult } from "../pyproxy/borrowed";
import { Handlers } from "./promise-handler";
import { WaitingFuture } from "./waiting-future";

const { apply } = Reflect;
// A promise's own methods are whatever somebody put there.
const { then, finally: finallyMethod } = Promise.prototype;

/** Settle a future with a promise. `await` does not care what methods the promise has, nor how often they call back. */
async function follow(
  promise: unknown,
  future: WaitingFuture,
  toPython: (value: unknown) => Pointer,
  over?: () => void,
): Promise<void> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    future.reject(error);
    over?.();
    return;
  }
  future.resolve(value, toPython);
  over?.();
}

/** Call back once a promise is settled, with whatever. */
export async function whenSettled(promise: unknown, over: () => void): Promise<void> {
  try {
    await promise;
  } catch {
    // others are told
  }
  over();
}

function convertResult(value: unknown): Pointer {
  return isPyProxy(value) ? takeResult(value) : convert(value);
}

/** A future (new reference) for the promise that a call has given; `over` is called when the promise is settled. */
export function resultFuture(promise: unknown, over: () => void): Pointer {
  const future = py_future_new();
  if (future === 0) {
    void whenSettled(promise, over);
    return 0;
  }
  py_incref(future); // one for the promise, one for Python
  void follow(promise, new WaitingFuture(future), convertResult, over);
  return future;
}

export const promiseImports: Pick<Imports, "js_promise_settle" | "js_promise_then" | "js_promise_finally"> = {
  js_promise_settle(promise, future) {
    void follow(promise, new WaitingFuture(future), convert);
  },
  js_promise_then(promise, onValue, onError, proxies) {
    const handlers = new Handlers(proxies);
    return apply(then, Promise.resolve(promise), [handlers.forValue(onValue), handlers.forError(onError)]);
  },
  js_promise_finally(promise, onSettled, proxies) {
    return apply(finallyMethod, Promise.resolve(promise), [new Handlers(proxies).forBoth(onSettled)]);
  },
};
