/** What is behind a PyProxy: the reference to its object, and what the proxy itself adds to that. */

import { py_repr, py_type_name, error_take } from "../boundary/exports.gen";
import type { Pointer } from "../boundary/heap";
import { isDebug } from "../debug";
import { releaseWhenCollected, releaseNow } from "./collection";
import { Loans } from "./loans";
import type { Shape } from "./shape";

/** What using a destroyed proxy says, unless there is something better to say. */
export const DESTROYED = "Object has already been destroyed";
const HINT = "For more information about the cause of this error, use `pyodide.setDebug(true)`";

/** One reference to an object. Proxies that differ only in how they are used share one. */
export class ProxyState {
  pointer: Pointer;
  readonly flags: number;
  /** Made by create_proxy: comes back to Python as a proxy instead of the object. */
  roundtrip = false;
  /** Set by destroy(): why, and in debug mode what the object was. */
  destroyedBecause = "";
  destroyed: string | undefined = undefined;
  /** Proxies of attributes, which are destroyed with this one. */
  loans: Loans | undefined = undefined;
  /** The one promise of an awaitable: Python can await it once, JavaScript any number of times. */
  promise: Promise<unknown> | undefined = undefined;
  /** Place among those that are not yet known to the garbage collector; -1 is none. */
  pending = -1;

  /** Takes the reference to the object at pointer. */
  constructor(pointer: Pointer, flags: number) {
    this.pointer = pointer;
    this.flags = flags;
    releaseWhenCollected(this);
  }

  ownLoans(): Loans {
    return (this.loans ??= new Loans());
  }
}

/** How calls through one proxy differ from a call of the object. */
export interface Binding {
  /** Whether JavaScript's `this` is the first argument. */
  readonly captureThis: boolean;
  /** Whether bind() has chosen `this`. */
  readonly isBound: boolean;
  readonly receiver: unknown;
  readonly args: readonly unknown[];
}

/** What one proxy is made of. */
export interface Parts {
  /** The proxy itself: objects that inherit from it are not proxies. */
  proxy: object | undefined;
  readonly state: ProxyState;
  readonly shape: Shape;
  readonly binding: Binding | undefined;
  /** Whether someone has defined properties with string keys on this proxy. */
  customized: boolean;
}

/**
 * The key under which a PyProxy of this interpreter gives its parts to this runtime, and nothing else has anything:
 * cheaper for a proxy that lives for one call than an entry in a WeakMap.
 */
export const PARTS = Symbol("pyodide.parts");

export interface Target {
  [PARTS]: Parts;
}

/** The parts of a PyProxy of this interpreter, alive or not; undefined for anything else. Never throws. */
export function partsOf(value: object): Parts | undefined {
  try {
    const parts = (value as Partial<Target>)[PARTS];
    // The traps of a foreign Proxy may answer to any key.
    return parts?.proxy === value ? parts : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The parts of `this` in a method of a PyProxy: of a proxy, or of an object that inherits from one.
 *
 * @throws TypeError if value is anything else.
 */
export function partsOfThis(value: unknown): Parts {
  const parts = (value as Partial<Target> | null | undefined)?.[PARTS];
  if (parts === undefined) {
    throw new TypeError("Not a PyProxy of this interpreter");
  }
  return parts;
}

/**
 * The state of a PyProxy of this interpreter, alive or not.
 *
 * @throws TypeError if value is anything else.
 */
export function stateOf(value: object): ProxyState {
  return partsOfThis(value).state;
}

/** Whether value is a PyProxy of this interpreter. */
export function isPyProxy(value: unknown): value is object {
  return (typeof value === "function" || (typeof value === "object" && value !== null)) && partsOf(value) !== undefined;
}

/**
 * The object that a PyProxy of this interpreter is for Python, 0 if value is something else or stays a proxy there.
 *
 * @throws Error if the proxy was destroyed.
 */
export function targetOf(value: object): Pointer {
  const state = partsOf(value)?.state;
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
    throw new Error(`${state.destroyedBecause}\n${state.destroyed ?? HINT}`);
  }
  return state.pointer;
}

/** The promise of an awaitable that was scheduled, which has taken the object. */
export function scheduledPromise(proxy: object): Promise<unknown> | undefined {
  const { pointer, promise } = stateOf(proxy);
  return pointer === 0 ? promise : undefined;
}

/** Give the object up; does nothing the second time. `because` is what a later use says. */
export function destroyState(state: ProxyState, because: string): void {
  if (state.pointer === 0) {
    return;
  }
  state.destroyedBecause = because;
  if (isDebug()) {
    state.destroyed = describe(state.pointer);
  }
  const { loans } = state;
  releaseNow(state);
  if (loans !== undefined) {
    state.loans = undefined;
    loans.leave();
  }
}

function describe(object: Pointer): string {
  return `The object was of type ${quote(py_type_name(object))} and had repr ${quote(py_repr(object))}`;
}

function quote(text: unknown): string {
  return text === null ? `(${String((error_take() as { type?: unknown }).type)} was raised)` : `"${text as string}"`;
}
