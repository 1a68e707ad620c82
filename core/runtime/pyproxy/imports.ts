/** Bodies of the imports that deal with PyProxies. */

import { PyProxyFlag } from "../boundary/flags.gen";
import type { Imports } from "../boundary/imports.gen";
import { destroyBorrowed } from "./borrowed";
import { createPyProxy, createView } from "./create";
import "./handlers/choose";
import { scheduleAwaitable } from "./methods/awaitable";
import { shapeOf } from "./shape";
import { ProxyState, type Parts } from "./state";

type ProxyImports = Pick<
  Imports,
  | "js_pyproxy_new"
  | "js_pyproxy_lent"
  | "js_pyproxy_lend"
  | "js_pyproxy_schedule"
  | "js_pyproxy_destroy_all"
  | "js_iterator_result"
>;

function isAdaptor({ shape }: Parts): boolean {
  return (shape.flags & PyProxyFlag.JSON_ADAPTOR) !== 0;
}

export const pyproxyImports: ProxyImports = {
  js_pyproxy_new: createPyProxy,
  js_pyproxy_lent(owner, key) {
    const parts = owner as Parts;
    return parts.state.loans?.find(key, isAdaptor(parts)) ?? null;
  },
  js_pyproxy_lend(owner, key, object, flags) {
    const parts = owner as Parts;
    // What an adaptor gives is an adaptor if it has items itself.
    const ofAdaptor = isAdaptor(parts);
    const adapts = ofAdaptor && (flags & PyProxyFlag.HAS_GET) !== 0;
    const proxy = createView(
      new ProxyState(object, flags),
      shapeOf(adapts ? flags | PyProxyFlag.JSON_ADAPTOR : flags),
      undefined,
    );
    parts.state.ownLoans().add(key, proxy, ofAdaptor);
    return proxy;
  },
  js_pyproxy_schedule(proxy) {
    scheduleAwaitable(proxy as object);
  },
  js_pyproxy_destroy_all(proxies) {
    destroyBorrowed(proxies as object[], "function call");
  },
  js_iterator_result: (value, done) => ({ done: done !== 0, value }),
};
