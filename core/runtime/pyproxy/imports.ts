/** Bodies of the imports that deal with PyProxies. */

import type { Imports } from "../boundary/imports.gen";
import { destroyBorrowed } from "./borrowed";
import { createPyProxy } from "./create";

type ProxyImports = Pick<Imports, "js_pyproxy_new" | "js_pyproxy_destroy_all">;

export const pyproxyImports: ProxyImports = {
  js_pyproxy_new: createPyProxy,
  js_pyproxy_destroy_all(proxies) {
    destroyBorrowed(proxies as object[], "function call");
  },
};
