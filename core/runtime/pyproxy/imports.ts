/** Bodies of the imports that deal with PyProxies. */

import type { Imports } from "../boundary/imports.gen";
import { createPyProxy } from "./create";
import { destroyState, stateOf } from "./state";

const AFTER_CALL =
  "This borrowed proxy was automatically destroyed at the end of a function call. " +
  "To keep it, make the proxy with create_proxy() in Python or copy() it in JavaScript.";

function destroyAll(proxies: readonly object[]): void {
  for (const proxy of proxies) {
    destroyState(stateOf(proxy), AFTER_CALL);
  }
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return value instanceof Promise;
}

type ProxyImports = Pick<Imports, "js_pyproxy_new" | "js_pyproxy_destroy_all">;

export const pyproxyImports: ProxyImports = {
  js_pyproxy_new: createPyProxy,
  js_pyproxy_destroy_all(proxies, result) {
    const made = proxies as object[];
    if (made.length > 0 && isPromise(result)) {
      const destroy = (): void => {
        destroyAll(made);
      };
      result.then(destroy, destroy);
    } else {
      destroyAll(made);
    }
  },
};
