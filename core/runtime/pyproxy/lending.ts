/**
 * Calls that proxies are lent for, where other programs can watch them. PyScript's `experimental_create_proxy = "auto"`
 * replaces `Function.prototype.apply`, so that functions get proxies to keep instead of lent ones. It knows a proxy by a
 * symbol of this name, which it looks for among the keys of a function, and a lent one by what it finds behind it.
 */

import { PyProxy } from "./base";

export const ATTRS = Symbol("pyproxy.attrs");

let lent: readonly object[] = [];

/** Call a function as `Function.prototype.apply` does, which others may have replaced. */
export function callLending(
  fn: (...args: unknown[]) => unknown,
  receiver: unknown,
  args: unknown[],
  proxies: readonly object[],
): unknown {
  const outer = lent;
  lent = proxies;
  try {
    // A function may have an `apply` of its own, which is not meant.
    return Reflect.apply(Function.prototype.apply, fn, [receiver, args]);
  } finally {
    lent = outer;
  }
}

Object.defineProperty(PyProxy.prototype, ATTRS, {
  get(this: object) {
    return { shared: { gcRegistered: !lent.includes(this) } };
  },
});
