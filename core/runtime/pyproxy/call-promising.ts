/** Calling Python so that it can wait for promises: on a stack of its own. */

import { py_decref, py_import, py_incref, pyproxy_call_promising } from "../boundary/exports.gen";
import { PyProxyFlag } from "../boundary/flags.gen";
import type { Pointer } from "../boundary/heap";
import { toPy } from "../convert/to-py";
import { throwPythonError } from "../error/python-error";
import { whileAlive } from "../stack-switching/engine";
import type { Outcome } from "../stack-switching/outcome";
import { tupleToPy } from "./call";
import { createPyProxy } from "./create";
import { DESTROYED, destroyState, isPyProxy, pointerOf, stateOf } from "./state";

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
  const outcome = (await whileAlive(pyproxy_call_promising(object, tuple, nameTuple))) as Outcome;
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

/** The same without the arguments that the function does not take. */
export async function callPyObjectPromisingRelaxed(
  object: Pointer,
  args: readonly unknown[],
  keywords: object = {},
): Promise<unknown> {
  const name = toPy("_pyodide.relaxed_call");
  const module = py_import(name) as { relaxed_call: object; destroy(): void } | null;
  py_decref(name);
  if (module === null) {
    throwPythonError();
  }
  py_incref(object);
  const proxy = createPyProxy(object, 0);
  try {
    const relaxedCall = pointerOf(stateOf(module.relaxed_call));
    return await callPyObjectPromising(relaxedCall, [proxy, ...args], keywords);
  } finally {
    destroyState(stateOf(proxy), DESTROYED);
    module.destroy();
  }
}
