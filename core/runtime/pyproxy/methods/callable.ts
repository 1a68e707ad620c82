/** Calling Python from JavaScript. */

import { PyProxyFlag } from "../../boundary/flags.gen";
import { PyProxy } from "../base";
import { callPyObject, callPyObjectKwargs, callPyObjectRelaxed } from "../call";
import { callPyObjectPromising, callPyObjectPromisingRelaxed } from "../call-promising";
import { captureThis, createView } from "../create";
import { declareCapability } from "../shape";
import { partsOfThis, pointerOf, type Binding, type Parts } from "../state";

export interface CallOptions {
  /** Leave out arguments that the function does not take. */
  relaxed?: boolean;
  /** Take the properties of the last argument as keyword arguments. */
  kwargs?: boolean;
  /** Give a promise, and let the function wait for promises on the way. */
  promising?: boolean;
}

/** The arguments of a call with `receiver` as `this`. */
export function boundArguments(
  { captureThis, isBound, receiver: bound, args: before }: Binding,
  receiver: unknown,
  args: readonly unknown[],
): readonly unknown[] {
  if (captureThis) {
    return [isBound ? bound : receiver, ...before, ...args];
  }
  return [...before, ...args];
}

function argumentsOf(parts: Parts, receiver: unknown, args: readonly unknown[]): readonly unknown[] {
  return parts.binding === undefined ? args : boundArguments(parts.binding, receiver, args);
}

/** Objects without a class, of any realm: anything else as the last argument is a mistake. */
function isPlainObject(value: unknown): value is object {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || (Object.getPrototypeOf(prototype) === null && !Array.isArray(value));
}

function takeKeywords(args: unknown[], method: string): object {
  if (args.length === 0) {
    throw new TypeError(`${method} requires at least one argument, the object of keyword arguments`);
  }
  const keywords = args.pop();
  if (!isPlainObject(keywords)) {
    throw new TypeError(`${method}: the last argument must be an object, its properties are the keyword arguments`);
  }
  return keywords;
}

function callWith(
  proxy: object,
  args: unknown[],
  method: string,
  { relaxed, kwargs, promising }: CallOptions,
): unknown {
  const parts = partsOfThis(proxy);
  const pointer = pointerOf(parts.state);
  const keywords = kwargs ? takeKeywords(args, method) : {};
  const all = argumentsOf(parts, undefined, args);
  if (promising) {
    return (relaxed ? callPyObjectPromisingRelaxed : callPyObjectPromising)(pointer, all, keywords);
  }
  return relaxed ? callPyObjectRelaxed(pointer, all, keywords) : callPyObjectKwargs(pointer, all, keywords);
}

/** A PyProxy of a callable object: also an instance of Function. */
export class PyCallable extends PyProxy {
  /** Call with `receiver` as `this`, which only matters after captureThis(). @throws PythonError if the call raises. */
  call(receiver: unknown, ...args: unknown[]): any {
    const parts = partsOfThis(this);
    return callPyObject(pointerOf(parts.state), argumentsOf(parts, receiver, args));
  }

  /** The same with the arguments in an array, or in anything with a length and elements. */
  apply(receiver: unknown, args?: ArrayLike<unknown> | null): any {
    const parts = partsOfThis(this);
    if (args !== undefined && args !== null && typeof args !== "object" && typeof args !== "function") {
      throw new TypeError("apply: the arguments must be an array or an array-like object");
    }
    return callPyObject(pointerOf(parts.state), argumentsOf(parts, receiver, Array.prototype.slice.call(args ?? [])));
  }

  /** Call with options; what they can be is up to them. @throws PythonError if the call raises. */
  callWithOptions(options: CallOptions, ...args: unknown[]): any {
    return callWith(this, args, "callWithOptions", options);
  }

  /** Call with the properties of the last argument as keyword arguments. @throws PythonError if the call raises. */
  callKwargs(...args: unknown[]): any {
    return callWith(this, args, "callKwargs", { kwargs: true });
  }

  /** Call without the arguments that the function does not take. @throws PythonError if the call raises. */
  callRelaxed(...args: unknown[]): any {
    return callWith(this, args, "callRelaxed", { relaxed: true });
  }

  /** callKwargs() without the arguments that the function does not take. @throws PythonError if the call raises. */
  callKwargsRelaxed(...args: unknown[]): any {
    return callWith(this, args, "callKwargsRelaxed", { kwargs: true, relaxed: true });
  }

  /** Call with stack switching: the function may block on promises with `pyodide.ffi.run_sync`. */
  async callPromising(...args: unknown[]): Promise<any> {
    return callWith(this, args, "callPromising", { promising: true });
  }

  /** The same; the properties of the last argument are keyword arguments. */
  async callPromisingKwargs(...args: unknown[]): Promise<any> {
    return callWith(this, args, "callPromisingKwargs", { promising: true, kwargs: true });
  }

  /** The former name of callPromising. */
  async callSyncifying(...args: unknown[]): Promise<any> {
    return callWith(this, args, "callSyncifying", { promising: true });
  }

  /** The former name of callPromisingKwargs. */
  async callSyncifyingKwargs(...args: unknown[]): Promise<any> {
    return callWith(this, args, "callSyncifyingKwargs", { promising: true, kwargs: true });
  }

  /** A proxy that is called with these arguments before others; it lives and dies with this one. */
  bind(receiver: unknown, ...args: unknown[]): PyProxy {
    const { state, shape, binding } = partsOfThis(this);
    pointerOf(state);
    const bound: Binding = {
      captureThis: binding?.captureThis ?? false,
      isBound: true,
      receiver: binding?.isBound ? binding.receiver : receiver,
      args: [...(binding?.args ?? []), ...args],
    };
    return createView(state, shape, bound) as PyProxy;
  }

  /** A proxy that passes JavaScript's `this` as the first argument; it lives and dies with this one. */
  captureThis(): PyProxy {
    const parts = partsOfThis(this);
    pointerOf(parts.state);
    return captureThis(parts) as PyProxy;
  }
}

/** A PyProxy can be called like any function. */
export interface PyCallable {
  (...args: any[]): any;
}

declareCapability(PyProxyFlag.CALLABLE, PyCallable);
