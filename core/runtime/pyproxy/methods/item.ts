/** Length, items and membership. */

import {
  pyproxy_contains,
  pyproxy_delete_item,
  pyproxy_get_item,
  pyproxy_length,
  pyproxy_set_item,
} from "../../boundary/exports.gen";
import { toPy } from "../../convert/to-py";
import { throwIfPythonError, throwPythonError } from "../../error/python-error";
import { pointerOf, stateOf } from "../state";

export const lengthMethods = {
  /** `len(object)`. */
  get length(): number {
    const length = pyproxy_length(pointerOf(stateOf(this)));
    return length < 0 ? throwPythonError() : length;
  },
};

export const getMethods = {
  /** `object[key]`, undefined if there is no such item. */
  get(this: object, key: unknown): unknown {
    const value = pyproxy_get_item(pointerOf(stateOf(this)), toPy(key));
    if (value === null) {
      throwIfPythonError();
      return undefined;
    }
    return value;
  },
};

export const setMethods = {
  /** `object[key] = value`. */
  set(this: object, key: unknown, value: unknown): void {
    const pointer = pointerOf(stateOf(this));
    if (pyproxy_set_item(pointer, toPy(key), toPy(value)) < 0) {
      throwPythonError();
    }
  },
  /** `del object[key]`. */
  delete(this: object, key: unknown): void {
    if (pyproxy_delete_item(pointerOf(stateOf(this)), toPy(key)) < 0) {
      throwPythonError();
    }
  },
};

export const containsMethods = {
  /** `key in object`. */
  has(this: object, key: unknown): boolean {
    const found = pyproxy_contains(pointerOf(stateOf(this)), toPy(key));
    return found < 0 ? throwPythonError() : found === 1;
  },
};
