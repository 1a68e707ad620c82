/** PyProxy: the class of every proxied Python object, with what all of them can do. */

import { py_incref, py_repr, py_str, py_type_name } from "../boundary/exports.gen";
import { rethrow } from "../convert/conversion-error";
import { ToJsConversion, type ToJsOptions } from "../convert/to-js-conversion";
import { throwPythonError } from "../error/python-error";
import { createPyProxy } from "./create";
import { destroyState, isPyProxy, pointerOf, stateOf } from "./state";

export interface DestroyOptions {
  /** What using the proxy afterwards says. */
  message?: string;
}

/** A Python object that JavaScript holds. Owns a reference until `destroy()`. */
export class PyProxy {
  /** Proxies are made by conversion; the constructor only exists for `instanceof`. */
  constructor() {
    throw new TypeError("PyProxy is not a constructor");
  }

  static [Symbol.hasInstance](value: unknown): boolean {
    return this === PyProxy ? isPyProxy(value) : Function.prototype[Symbol.hasInstance].call(this, value);
  }

  get [Symbol.toStringTag](): string {
    return "PyProxy";
  }

  /** The name of the Python type, with its module unless that is builtins. */
  get type(): string {
    return (py_type_name(pointerOf(stateOf(this))) ?? throwPythonError()) as string;
  }

  /** `str(object)`. @throws PythonError if that raises. */
  toString(): string {
    return (py_str(pointerOf(stateOf(this))) ?? throwPythonError()) as string;
  }

  /**
   * Convert the object and what is in it to plain JavaScript values.
   *
   * @throws PythonError, of type ConversionError where JavaScript has no faithful counterpart.
   */
  toJs(options?: ToJsOptions): unknown {
    const pointer = pointerOf(stateOf(this));
    try {
      return new ToJsConversion(options).run(pointer);
    } catch (error) {
      return rethrow(error);
    }
  }

  /** `repr(object)`, which Node's inspector shows. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    const state = stateOf(this);
    return state.pointer === 0
      ? "PyProxy (destroyed)"
      : `PyProxy ${String(py_repr(state.pointer) ?? throwPythonError())}`;
  }

  /** Give the Python object up; every later use throws. The second call does nothing. */
  destroy(options: DestroyOptions = {}): void {
    destroyState(stateOf(this), options.message ?? "Object has already been destroyed");
  }

  /** Another proxy of the same object, to be destroyed on its own. */
  copy(): this {
    const state = stateOf(this);
    const pointer = pointerOf(state);
    py_incref(pointer);
    return createPyProxy(pointer, state.flags) as this;
  }
}

Object.defineProperty(PyProxy.prototype, Symbol.dispose ?? Symbol.for("Symbol.dispose"), {
  value: PyProxy.prototype.destroy,
  writable: true,
  configurable: true,
});
