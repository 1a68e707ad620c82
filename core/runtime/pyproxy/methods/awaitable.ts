/** Awaiting a Python object: it is scheduled on the running event loop. */

import { pyproxy_ensure_future } from "../../boundary/exports.gen";
import { PyProxyFlag } from "../../boundary/flags.gen";
import { throwPythonError } from "../../error/python-error";
import { PyProxy } from "../base";
import { declareCapability } from "../shape";
import { DESTROYED, destroyState, pointerOf, stateOf, type ProxyState } from "../state";

/** One promise per proxy. The reference goes to the event loop: most awaitables are of no use a second time. */
function promiseOf(state: ProxyState): Promise<unknown> {
  return (state.promise ??= schedule(state));
}

function schedule(state: ProxyState): Promise<unknown> {
  const pointer = pointerOf(state);
  const promise = new Promise<unknown>((resolve, reject) => {
    if (pyproxy_ensure_future(pointer, resolve, reject) < 0) {
      throwPythonError();
    }
  });
  destroyState(state, DESTROYED);
  return promise;
}

/** Schedule the awaitable that a call has made: an async function runs when it is called. */
export function scheduleAwaitable(proxy: object): void {
  void promiseOf(stateOf(proxy));
}

/** A PyProxy of an awaitable object. */
export class PyAwaitable extends PyProxy {
  /** As Promise.then(): for the result, or the PythonError, of the awaitable. */
  then(onValue?: ((value: any) => any) | null, onError?: ((reason: any) => any) | null): Promise<any> {
    return promiseOf(stateOf(this)).then(onValue, onError);
  }

  /** As Promise.catch(). */
  catch(onError?: ((reason: any) => any) | null): Promise<any> {
    return promiseOf(stateOf(this)).catch(onError);
  }

  /** As Promise.finally(). */
  finally(onSettled?: (() => void) | null): Promise<any> {
    return promiseOf(stateOf(this)).finally(onSettled);
  }
}

declareCapability(PyProxyFlag.AWAITABLE, PyAwaitable);
