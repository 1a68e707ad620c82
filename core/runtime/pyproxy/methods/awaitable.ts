/** Awaiting a Python object: it is scheduled on the running event loop. */

import { pyproxy_ensure_future } from "../../boundary/exports.gen";
import { throwPythonError } from "../../error/python-error";
import { pointerOf, stateOf, type ProxyState } from "../state";

const promises = new WeakMap<ProxyState, Promise<unknown>>();

/** One promise per proxy: an awaitable can be awaited once in Python, and any number of times from here. */
function promiseOf(state: ProxyState): Promise<unknown> {
  let promise = promises.get(state);
  if (promise === undefined) {
    const pointer = pointerOf(state);
    promise = new Promise((resolve, reject) => {
      if (pyproxy_ensure_future(pointer, resolve, reject) < 0) {
        throwPythonError();
      }
    });
    promises.set(state, promise);
  }
  return promise;
}

export const awaitableMethods = {
  then(this: object, onValue?: (value: unknown) => unknown, onError?: (reason: unknown) => unknown): Promise<unknown> {
    return promiseOf(stateOf(this)).then(onValue, onError);
  },
  catch(this: object, onError: (reason: unknown) => unknown): Promise<unknown> {
    return promiseOf(stateOf(this)).catch(onError);
  },
  finally(this: object, onSettled: () => void): Promise<unknown> {
    return promiseOf(stateOf(this)).finally(onSettled);
  },
};
