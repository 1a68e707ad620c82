/** Iteration. */

import { py_exception_from_js, pyproxy_iter, pyproxy_send, pyproxy_throw } from "../../boundary/exports.gen";
import { PyProxyFlag } from "../../boundary/flags.gen";
import type { Pointer } from "../../boundary/heap";
import { toPy } from "../../convert/to-py";
import { throwPythonError } from "../../error/python-error";
import { isErrorLike } from "../../error/js-error";
import { PyProxy } from "../base";
import { declareCapability } from "../shape";
import { destroyState, isPyProxy, pointerOf, ProxyState, stateOf } from "../state";

const EXHAUSTED =
  "This borrowed proxy was automatically destroyed when an iterator was exhausted. To keep it, use copy().";

type Result = IteratorResult<any, any>;

// The prototype of all built-in iterators: with Symbol.iterator, and map() and relatives where the engine has them.
const builtin = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())) as object;

function resultOrThrow(result: unknown): Result {
  return result === null ? throwPythonError() : (result as Result);
}

/** A loop over an object. Items that are proxies are the loop's: once it has come to its end, they are destroyed. */
class Loop {
  private readonly state: ProxyState;
  private readonly items: object[] = [];

  constructor(iterator: Pointer) {
    this.state = new ProxyState(iterator, 0);
  }

  next(): Result {
    const { pointer } = this.state;
    if (pointer === 0) {
      return { done: true, value: undefined };
    }
    const result = pyproxy_send(pointer, 0) as Result | null;
    if (result === null || result.done) {
      this.end();
      return resultOrThrow(result);
    }
    const value: unknown = result.value;
    if ((typeof value === "object" || typeof value === "function") && isPyProxy(value)) {
      this.items.push(value);
    }
    return result;
  }

  /** Leave early: what the loop has found may be what it was for. */
  return(value?: unknown): Result {
    destroyState(this.state, EXHAUSTED);
    return { done: true, value };
  }

  private end(): void {
    destroyState(this.state, EXHAUSTED);
    for (const item of this.items) {
      destroyState(stateOf(item), EXHAUSTED);
    }
  }
}

Object.setPrototypeOf(Loop.prototype, builtin);

/** A PyProxy of an object with `__iter__`. */
export class PyIterable extends PyProxy {
  /** `iter(object)`. Proxies that it gives are destroyed at its end. @throws PythonError if that raises. */
  [Symbol.iterator](): Iterator<any, any> {
    const iterator = pyproxy_iter(pointerOf(stateOf(this)));
    return new Loop(iterator === 0 ? throwPythonError() : iterator) as Iterator<any, any>;
  }
}

/** A PyProxy of an iterator. */
export class PyIterator extends PyProxy {
  /** The iterator itself. */
  [Symbol.iterator](): this {
    return this;
  }

  /** `next(object)`, or `object.send(argument)`. @throws PythonError if that raises anything but StopIteration. */
  next(argument?: unknown): Result {
    const pointer = pointerOf(stateOf(this));
    return resultOrThrow(pyproxy_send(pointer, argument === undefined ? 0 : toPy(argument)));
  }
}

/** The exception to throw into a generator; anything that is none is Python's to refuse. */
export function exceptionToPy(error: unknown): Pointer {
  return isErrorLike(error) && !isPyProxy(error) ? py_exception_from_js(error) : toPy(error);
}

/** A PyProxy of a generator. */
export class PyGenerator extends PyProxy {
  /** Throw an exception into the generator. @throws PythonError unless it yields or returns. */
  throw(error: unknown): Result {
    const pointer = pointerOf(stateOf(this));
    return resultOrThrow(pyproxy_throw(pointer, exceptionToPy(error), 0));
  }

  /** End the generator, as a loop that is left does. @throws PythonError if it raises. */
  return(value?: unknown): Result {
    const pointer = pointerOf(stateOf(this));
    const result = resultOrThrow(pyproxy_throw(pointer, 0, value === undefined ? 0 : toPy(value)));
    return result;
  }
}
export interface PyGenerator extends PyIterator {}

declareCapability(PyProxyFlag.ITERABLE, PyIterable);
declareCapability(PyProxyFlag.ITERATOR, PyIterator);
declareCapability(PyProxyFlag.GENERATOR, PyGenerator);
