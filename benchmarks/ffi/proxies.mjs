/** Making and destroying proxies of Python objects. */

export const rows = [
  {
    name: "PyProxy create and destroy",
    python: "shared = [1, 2, 3]\nlambda: shared",
    run(give, count) {
      for (let i = 0; i < count; i++) give().destroy();
      const proxy = give();
      const { length } = proxy;
      proxy.destroy();
      return length;
    },
    check: (result) => result === 3,
  },
  {
    name: "Py: create_proxy and destroy",
    setup: "from pyodide.ffi import create_proxy\ndef function(): return 7",
    body: "proxy = create_proxy(function)\nproxy.destroy()",
    result: "create_proxy(function)",
    check(proxy) {
      const result = proxy();
      proxy.destroy();
      return result === 7;
    },
  },
];
