/** PyProxies that are made for a call of a JavaScript function: JavaScript borrows the object until the call is over. */

import { py_from_js_object, py_incref } from "../boundary/exports.gen";
import type { Pointer } from "../boundary/heap";
import { isDebug } from "../debug";
import { doubleProxyFlags } from "./double";
import { destroyState, pointerOf, stateOf } from "./state";

/** What a borrowed proxy was lent for, to be said when it is used later. */
export type Loan = "function call" | "generator" | "promise";

/** Give back the objects that were lent for a call of `callee`. */
export function destroyBorrowed(proxies: readonly object[], loan: Loan, callee?: unknown): void {
  for (const proxy of proxies) {
    const state = stateOf(proxy);
    if (state.pointer !== 0) {
      destroyState(state, message(loan, callee));
    }
  }
}

/**
 * What a proxy that a call gave to Python is there, a new reference. The proxy is destroyed, since Python has the
 * object, unless it is one that Python destroys itself.
 */
export function takeResult(proxy: object): Pointer {
  const state = stateOf(proxy);
  const pointer = pointerOf(state);
  if (state.roundtrip) {
    return py_from_js_object(proxy, doubleProxyFlags(proxy)!);
  }
  py_incref(pointer);
  destroyState(
    state,
    "This proxy was automatically destroyed when it was returned to Python. Return a copy() to keep it.",
  );
  return pointer;
}

function message(loan: Loan, callee: unknown): string {
  const text =
    `This borrowed proxy was automatically destroyed at the end of a ${loan}. ` +
    "To keep it, make the proxy with create_proxy() or create_once_callable() in Python, or copy() it in JavaScript.";
  return isDebug() && typeof callee === "function" && callee.name !== ""
    ? `${text}\nThe function was '${callee.name}'.`
    : text;
}
