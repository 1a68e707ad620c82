/** PyProxy: the class of every proxied Python object, with what all of them can do. */

import { py_incref, py_repr, py_str, py_type_name } from "../boundary/exports.gen";
import { rethrow } from "../convert/conversion-error";
import { ToJsConversion, type ToJsOptions } from "../convert/to-js-conversion";
import { throwPythonError } from "../error/python-error";
import { createView } from "./create";
import { inspect, INSPECT } from "./inspect";
import { declareCapability, isInstance } from "./shape";
import { DESTROYED, destroyState, partsOfThis, pointerOf, ProxyState, stateOf } from "./state";

export interface DestroyOptions {
  /** What using the proxy afterwards says. */
  message?: string;
  /** Whether to destroy a proxy that create_proxy(roundtrip=True) has made; default: true. */
  destroyRoundtrip?: boolean;
}

let textOf = py_str;

/** Let toString() give `repr(object)`, as loadPyodide's `pyproxyToStringRepr` asks. */
export function showRepr(): void {
  textOf = py_repr;
}

/** A Python object that JavaScript holds. Owns a reference until `destroy()`. */
export class PyProxy {
  /** Attributes of the object; `$name` where this class has a member called `name`. */
  [attribute: string]: any;

  /** Proxies are made by conversion; the class only exists for `instanceof`. */
  constructor() {
    throw new TypeError("PyProxy is not a constructor");
  }

  static [Symbol.hasInstance](value: unknown): boolean {
    return isInstance(this, value);
  }

  get [Symbol.toStringTag](): string {
    return "PyProxy";
  }

  /** The name of the object's type, with its module unless that is `builtins` or `__main__`. */
  get type(): string {
    return (py_type_name(pointerOf(stateOf(this))) ?? throwPythonError()) as string;
  }

  /** `str(object)`. @throws PythonError if that raises. */
  toString(): string {
    return (textOf(pointerOf(stateOf(this))) ?? throwPythonError()) as string;
  }

  /**
   * Convert the object and what is in it to plain JavaScript values.
   *
   * @throws PythonError, of type ConversionError where JavaScript has no faithful counterpart.
   */
  toJs(options?: ToJsOptions): any {
    const pointer = pointerOf(stateOf(this));
    try {
      return new ToJsConversion(options).run(pointer);
    } catch (error) {
      return rethrow(error);
    }
  }

  /** Give the Python object up; every later use throws. The second call does nothing. */
  destroy(options?: DestroyOptions): void {
    const { state } = partsOfThis(this);
    if (options === undefined) {
      destroyState(state, DESTROYED);
    } else if ((options.destroyRoundtrip ?? true) || !state.roundtrip) {
      destroyState(state, options.message ?? DESTROYED);
    }
  }

  /** Another proxy of the same object, to be destroyed on its own. */
  copy(): this {
    const { state, shape, binding } = partsOfThis(this);
    const pointer = pointerOf(state);
    py_incref(pointer);
    const copy = new ProxyState(pointer, state.flags);
    copy.loans = state.ownLoans().join();
    copy.roundtrip = state.roundtrip;
    return createView(copy, shape, binding) as this;
  }
}

// The member that is defined below.
export interface PyProxy extends Disposable {}

Object.defineProperties(PyProxy.prototype, {
  [Symbol.dispose ?? Symbol.for("Symbol.dispose")]: {
    value: PyProxy.prototype.destroy,
    writable: true,
    configurable: true,
  },
  [INSPECT]: { value: inspect, writable: true, configurable: true },
});

declareCapability(0, PyProxy);
