/** What a PyProxy is inside: the address of its object and whether it still owns it. */

import { py_decref } from "../boundary/exports.gen";
import type { Pointer } from "../boundary/heap";

export interface ProxyState {
  pointer: Pointer;
  readonly flags: number;
  /** Set by destroy(): what a later use has to say. */
  destroyedMessage: string | undefined;
  /** Made by create_proxy: comes back to Python as a proxy instead of the object. */
  roundtrip: boolean;
  /** Calls give `this` as the first argument. */
  captureThis: boolean;
}

// Proxies are known by identity: asking a foreign object for a hidden property could run its traps.
const proxies = new WeakMap<object, ProxyState>();

/**
 * The state of a PyProxy of this interpreter, alive or not.
 *
 * @throws TypeError if value is anything else.
 */
export function stateOf(value: object): ProxyState {
  const state = proxies.get(value);
  if (state === undefined) {
    throw new TypeError("Not a PyProxy of this interpreter");
  }
  return state;
}

/** Whether value is a PyProxy of this interpreter. */
export function isPyProxy(value: unknown): value is object {
  return typeof value === "function" || (typeof value === "object" && value !== null) ? proxies.has(value) : false;
}

/** Know a finished proxy by its identity. */
export function registerProxy(proxy: object, state: ProxyState): void {
  proxies.set(proxy, state);
  live++;
  collected.register(proxy, state, state);
}

let live = 0;

/** PyProxies that own a Python object: not destroyed and not collected. */
export function proxyCount(): number {
  return live;
}

// A proxy that the page forgot to destroy gives its object up when it is collected.
const collected = new FinalizationRegistry<ProxyState>((state) => {
  release(state);
});

function release(state: ProxyState): void {
  const { pointer } = state;
  if (pointer !== 0) {
    state.pointer = 0;
    live--;
    py_decref(pointer);
  }
}

/** Give the object up; does nothing the second time. */
export function destroyState(state: ProxyState, message: string): void {
  if (state.pointer !== 0) {
    state.destroyedMessage = message;
    collected.unregister(state);
    release(state);
  }
}

/**
 * The object that a PyProxy of this interpreter is for Python, 0 if value is something else or stays a proxy there.
 *
 * @throws Error if the proxy was destroyed.
 */
export function targetOf(value: object): Pointer {
  const state = proxies.get(value);
  if (state === undefined) {
    return 0;
  }
  const pointer = pointerOf(state);
  return state.roundtrip ? 0 : pointer;
}

/**
 * The object of a living proxy.
 *
 * @throws Error if the proxy was destroyed.
 */
export function pointerOf(state: ProxyState): Pointer {
  if (state.pointer === 0) {
    throw new Error(state.destroyedMessage ?? "Object has already been destroyed");
  }
  return state.pointer;
}
