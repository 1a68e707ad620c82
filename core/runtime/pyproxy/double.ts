/** Proxies that Python makes on purpose, and destroys: create_proxy() and create_once_callable(). */

import { JsProxyFlag, PyProxyFlag } from "../boundary/flags.gen";
import { py_decref, py_incref } from "../boundary/exports.gen";
import type { Imports } from "../boundary/imports.gen";
import { callPyObject } from "./call";
import { callPyObjectPromising } from "./call-promising";
import { captureThis } from "./create";
import { destroyState, isPyProxy, partsOfThis, pointerOf, stateOf, type ProxyState } from "./state";

const CAPABILITIES: readonly (readonly [PyProxyFlag, JsProxyFlag])[] = [
  [PyProxyFlag.CALLABLE, JsProxyFlag.CALLABLE],
  [PyProxyFlag.HAS_LENGTH, JsProxyFlag.HAS_LENGTH],
  [PyProxyFlag.HAS_GET, JsProxyFlag.HAS_GET],
  [PyProxyFlag.HAS_SET, JsProxyFlag.HAS_SET | JsProxyFlag.HAS_DELETE],
  [PyProxyFlag.HAS_CONTAINS, JsProxyFlag.HAS_INCLUDES],
  [PyProxyFlag.ITERABLE, JsProxyFlag.ITERABLE],
  [PyProxyFlag.ITERATOR, JsProxyFlag.ITERATOR],
  [PyProxyFlag.AWAITABLE, JsProxyFlag.AWAITABLE],
];

const flagsByCapabilities = new Map<number, number>();
const onceCallables = new WeakSet<object>();

/** What Python can do with one of these; undefined for any other object. */
export function doubleProxyFlags(value: object): number | undefined {
  if (!isPyProxy(value)) {
    return onceCallables.has(value) ? JsProxyFlag.CALLABLE | JsProxyFlag.ONCE_CALLABLE : undefined;
  }
  const { flags } = stateOf(value);
  let known = flagsByCapabilities.get(flags);
  if (known === undefined) {
    known = JsProxyFlag.DOUBLE_PROXY;
    for (const [capability, flag] of CAPABILITIES) {
      known |= flags & capability ? flag : 0;
    }
    flagsByCapabilities.set(flags, known);
  }
  return known;
}

const CALLED =
  "This function, made by create_once_callable(), has been called already: make a proxy with create_proxy()";
const DESTROYED = "This function, made by create_once_callable(), has been destroyed";

function callOnce(state: ProxyState, args: readonly unknown[], mayWait: boolean): unknown {
  const pointer = pointerOf(state);
  py_incref(pointer);
  destroyState(state, CALLED);
  try {
    return (mayWait ? callPyObjectPromising : callPyObject)(pointer, args);
  } finally {
    py_decref(pointer);
  }
}

type DoubleProxyImports = Pick<
  Imports,
  "js_pyproxy_keep" | "js_once_callable" | "js_double_proxy_unwrap" | "js_double_proxy_destroy" | "js_destroy_proxies"
>;

export const doubleProxyImports: DoubleProxyImports = {
  js_pyproxy_keep(proxy, capturesThis, roundtrip) {
    const parts = partsOfThis(proxy);
    parts.state.roundtrip = roundtrip !== 0;
    return capturesThis ? captureThis(parts) : proxy;
  },
  js_once_callable(proxy, mayWait) {
    const state = stateOf(proxy as object);
    // The proxy goes with the function: it gives the callable up if the function is collected without a call.
    const once = (...args: unknown[]): unknown => callOnce(stateOf(proxy as object), args, mayWait !== 0);
    once.destroy = (): void => {
      destroyState(state, DESTROYED);
    };
    onceCallables.add(once);
    return once;
  },
  js_double_proxy_unwrap(proxy) {
    const pointer = pointerOf(stateOf(proxy as object));
    py_incref(pointer);
    return pointer;
  },
  js_double_proxy_destroy(proxy) {
    destroyState(stateOf(proxy as object), "Object has already been destroyed");
  },
  js_destroy_proxies(proxies) {
    if (!Array.isArray(proxies)) {
      throw new TypeError("Expected an Array of PyProxies");
    }
    const states = proxies.map((proxy) => stateOf(proxy as object));
    for (const state of states) {
      destroyState(state, "Object has already been destroyed");
    }
    return 0;
  },
};
