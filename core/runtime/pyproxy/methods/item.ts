/** Length, items and membership. */

import {
  pyproxy_contains,
  pyproxy_delete_item,
  pyproxy_get_item,
  pyproxy_length,
  pyproxy_set_item,
} from "../../boundary/exports.gen";
import { PyProxyFlag } from "../../boundary/flags.gen";
import { toPy } from "../../convert/to-py";
import { throwIfPythonError, throwPythonError } from "../../error/python-error";
import { PyProxy } from "../base";
import { createView } from "../create";
import { declareCapability, shapeOf } from "../shape";
import { partsOfThis, pointerOf, stateOf } from "../state";

/** A PyProxy of an object with `__len__`. */
export class PyProxyWithLength extends PyProxy {
  /** `len(object)`. @throws PythonError if that raises. */
  get length(): number {
    const length = pyproxy_length(pointerOf(stateOf(this)));
    return length < 0 ? throwPythonError() : length;
  }
}

/** A PyProxy of an object with `__getitem__`. */
export class PyProxyWithGet extends PyProxy {
  /** `object[key]`, undefined if there is no such item. @throws PythonError if that raises anything but LookupError. */
  get(key: unknown): any {
    const value = pyproxy_get_item(pointerOf(stateOf(this)), toPy(key));
    if (value === null) {
      throwIfPythonError();
      return undefined;
    }
    return value;
  }

  /** A proxy whose properties are the items, those of items too; it lives and dies with this one. */
  asJsonAdaptor(): PyProxy {
    const { state, binding } = partsOfThis(this);
    pointerOf(state);
    return createView(state, shapeOf(state.flags | PyProxyFlag.JSON_ADAPTOR), binding) as PyProxy;
  }

  /** What other distributions call asJsonAdaptor(). */
  asJsJson(): PyProxy {
    return this.asJsonAdaptor();
  }
}

/** A PyProxy of an object with `__setitem__` or `__delitem__`. */
export class PyProxyWithSet extends PyProxy {
  /** `object[key] = value`. @throws PythonError if that raises. */
  set(key: unknown, value: unknown): void {
    const pointer = pointerOf(stateOf(this));
    if (pyproxy_set_item(pointer, toPy(key), toPy(value)) < 0) {
      throwPythonError();
    }
  }

  /** `del object[key]`. @throws PythonError if that raises. */
  delete(key: unknown): void {
    if (pyproxy_delete_item(pointerOf(stateOf(this)), toPy(key)) < 0) {
      throwPythonError();
    }
  }
}

/** A PyProxy of an object with `__contains__`. */
export class PyProxyWithHas extends PyProxy {
  /** `key in object`. @throws PythonError if that raises. */
  has(key: unknown): boolean {
    const found = pyproxy_contains(pointerOf(stateOf(this)), toPy(key));
    return found < 0 ? throwPythonError() : found === 1;
  }
}

/** A PyProxy of a dict. */
export class PyDict extends PyProxy {}
export interface PyDict extends PyProxyWithLength, PyProxyWithGet, PyProxyWithSet, PyProxyWithHas {}

declareCapability(PyProxyFlag.HAS_LENGTH, PyProxyWithLength);
declareCapability(PyProxyFlag.HAS_GET, PyProxyWithGet);
declareCapability(PyProxyFlag.HAS_SET, PyProxyWithSet);
declareCapability(PyProxyFlag.HAS_CONTAINS, PyProxyWithHas);
declareCapability(PyProxyFlag.DICT, PyDict);
