/** PyProxies that are made for a call of a JavaScript function: JavaScript borrows the object until the call is over. */

import { error_take, py_from_js_object, py_incref, py_repr, py_type_name } from "../boundary/exports.gen";
import type { Pointer } from "../boundary/heap";
import { isDebug } from "../debug";
import { destroyState, pointerOf, stateOf, type ProxyState } from "./state";

/** What a borrowed proxy was lent for, to be said when it is used later. */
export type Loan = "function call" | "generator" | "promise";

/** Give back the objects that were lent for a call of `callee`. */
export function destroyBorrowed(proxies: readonly object[], loan: Loan, callee?: unknown): void {
  for (const proxy of proxies) {
    const state = stateOf(proxy);
    if (state.pointer !== 0) {
      destroyState(state, message(state, loan, callee));
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
    return py_from_js_object(proxy);
  }
  py_incref(pointer);
  destroyState(
    state,
    "This proxy was automatically destroyed when it was returned to Python. Return a copy() to keep it.",
  );
  return pointer;
}

function message(state: ProxyState, loan: Loan, callee: unknown): string {
  const text =
    `This borrowed proxy was automatically destroyed at the end of a ${loan}. ` +
    "To keep it, make the proxy with create_proxy() or create_once_callable() in Python, or copy() it in JavaScript.";
  if (!isDebug()) {
    return `${text} pyodide.setDebug(true) makes this message name the object.`;
  }
  return `${text}\n${describeCallee(callee)}The object was of type ${said(py_type_name(state.pointer))}, its repr: ${said(py_repr(state.pointer))}`;
}

function describeCallee(callee: unknown): string {
  return typeof callee === "function" && callee.name !== "" ? `The function was '${callee.name}'. ` : "";
}

function said(text: unknown): string {
  return text === null ? `(${String((error_take() as { type?: unknown }).type)} was raised)` : (text as string);
}
