/** Calling Python so that it can wait for promises: on a stack of its own. */

import { py_decref, pyproxy_call_promising } from "../../boundary/exports.gen";
import { PyProxyFlag } from "../../boundary/flags.gen";
import type { Pointer } from "../../boundary/heap";
import type { Outcome } from "../../stack-switching/outcome";
import { isPyProxy, pointerOf, stateOf } from "../state";
import { tupleToPy } from "./callable";

/**
 * `object(*args, **keywords)`, in which run_sync may suspend the call until a promise is settled.
 *
 * @throws PythonError if the call raises; always later, as a rejection.
 */
export async function callPyObjectPromising(
  object: Pointer,
  args: readonly unknown[],
  keywords: object = {},
): Promise<unknown> {
  const names = Object.keys(keywords);
  const tuple = tupleToPy([...args, ...(Object.values(keywords) as unknown[])]);
  let nameTuple: Pointer = 0;
  if (names.length > 0) {
    try {
      nameTuple = tupleToPy(names);
    } catch (error) {
      py_decref(tuple);
      throw error;
    }
  }
  const outcome = (await pyproxy_call_promising(object, tuple, nameTuple)) as Outcome;
  const value = outcome.take();
  if (!isPyProxy(value) || !(stateOf(value).flags & PyProxyFlag.AWAITABLE)) {
    return value;
  }
  // Returned from here a coroutine is awaited, and nobody else gets to see its proxy.
  try {
    return await (value as unknown as Promise<unknown>);
  } finally {
    (value as unknown as { destroy(): void }).destroy();
  }
}

/** Split the keyword arguments off. */
function withKeywords(args: unknown[]): [unknown[], object] {
  const keywords = args.pop();
  if (typeof keywords !== "object" || keywords === null) {
    throw new TypeError("The last argument must be an object, its properties are the keyword arguments");
  }
  return [args, keywords];
}

export const promisingMethods = {
  /** `object(*args)` with stack switching: the function may block on promises with `pyodide.ffi.run_sync`. */
  async callPromising(this: object, ...args: unknown[]): Promise<unknown> {
    return callPyObjectPromising(pointerOf(stateOf(this)), args);
  },
  /** The same; the properties of the last argument are keyword arguments. */
  async callPromisingKwargs(this: object, ...args: unknown[]): Promise<unknown> {
    return callPyObjectPromising(pointerOf(stateOf(this)), ...withKeywords(args));
  },
  /** The former name of callPromising. */
  async callSyncifying(this: object, ...args: unknown[]): Promise<unknown> {
    return callPyObjectPromising(pointerOf(stateOf(this)), args);
  },
  /** The former name of callPromisingKwargs. */
  async callSyncifyingKwargs(this: object, ...args: unknown[]): Promise<unknown> {
    return callPyObjectPromising(pointerOf(stateOf(this)), ...withKeywords(args));
  },
};
