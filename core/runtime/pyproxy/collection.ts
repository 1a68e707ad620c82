/**
 * The end of proxies that nobody destroys: their references are given back when the garbage collector finds them.
 *
 * Telling the collector costs more than making a proxy, and most proxies are destroyed by the call that made them. So
 * new ones wait in a list until the current job of the event loop is over (or the list is long).
 */

import { py_decref } from "../boundary/exports.gen";
import { whenCollected } from "../collected";
import { isDead } from "../error/fatal";
import type { Pointer } from "../boundary/heap";
import type { ProxyState } from "./state";

const LONGEST = 1024;

const collected = whenCollected((pointer: Pointer) => {
  live--;
  if (!isDead()) {
    py_decref(pointer);
  }
});

let pending: ProxyState[] = [];
let isScheduled = false;
let live = 0;

/** PyProxies that own a Python object: not destroyed and not collected. */
export function proxyCount(): number {
  return live;
}

export function releaseWhenCollected(state: ProxyState): void {
  live++;
  state.pending = pending.push(state) - 1;
  if (!isScheduled) {
    isScheduled = true;
    queueMicrotask(registerPending);
  } else if (pending.length >= LONGEST) {
    register();
  }
}

function registerPending(): void {
  isScheduled = false;
  register();
}

function register(): void {
  const states = pending;
  pending = [];
  for (const state of states) {
    state.pending = -1;
    collected.register(state, state.pointer, state);
  }
}

/** Release the reference of a living proxy. */
export function releaseNow(state: ProxyState): void {
  if (state.pending < 0) {
    collected.unregister(state);
  } else {
    const last = pending.pop()!;
    if (last !== state) {
      pending[state.pending] = last;
      last.pending = state.pending;
    }
    state.pending = -1;
  }
  const { pointer } = state;
  state.pointer = 0;
  live--;
  py_decref(pointer);
}
