/** Iteration. */

import { py_decref, py_incref, py_to_js, pyproxy_iter, pyproxy_iter_next } from "../../boundary/exports.gen";
import type { Pointer } from "../../boundary/heap";
import { throwIfPythonError, throwPythonError } from "../../error/python-error";
import { pointerOf, stateOf } from "../state";

function take(object: Pointer): unknown {
  const value = py_to_js(object);
  py_decref(object);
  if (value === null) {
    throwIfPythonError();
  }
  return value;
}

function* iterate(iterator: Pointer): Generator<unknown, void> {
  try {
    for (let item = pyproxy_iter_next(iterator); item !== 0; item = pyproxy_iter_next(iterator)) {
      yield take(item);
    }
    throwIfPythonError();
  } finally {
    py_decref(iterator);
  }
}

export const iterableMethods = {
  /** `iter(object)`; ends the iteration's hold on the object when the loop ends, early or not. */
  [Symbol.iterator](this: object): Iterator<unknown, void> {
    const iterator = pyproxy_iter(pointerOf(stateOf(this)));
    return iterate(iterator === 0 ? throwPythonError() : iterator);
  },
};

export const iteratorMethods = {
  /** `next(object)`. */
  next(this: object): IteratorResult<unknown, undefined> {
    const pointer = pointerOf(stateOf(this));
    py_incref(pointer);
    try {
      const item = pyproxy_iter_next(pointer);
      if (item === 0) {
        throwIfPythonError();
        return { done: true, value: undefined };
      }
      return { done: false, value: take(item) };
    } finally {
      py_decref(pointer);
    }
  },
};
