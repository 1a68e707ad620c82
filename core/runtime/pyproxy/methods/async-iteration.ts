/** Asynchronous iteration: every step is a promise. */

import { pyproxy_aiter, pyproxy_async_next, pyproxy_async_throw } from "../../boundary/exports.gen";
import { PyProxyFlag } from "../../boundary/flags.gen";
import type { Pointer } from "../../boundary/heap";
import { toPy } from "../../convert/to-py";
import { throwPythonError } from "../../error/python-error";
import { PyProxy } from "../base";
import { declareCapability } from "../shape";
import { DESTROYED, destroyState, isPyProxy, pointerOf, ProxyState, stateOf } from "../state";
import { exceptionToPy } from "./iteration";

type Result = IteratorResult<any, any>;

type Schedule = typeof pyproxy_async_next | typeof pyproxy_async_throw;

/** Schedule one step; `argument` is a new reference, 0 is none. What ends the iteration gives `last`. */
function step(schedule: Schedule, iterator: Pointer, argument: Pointer, last?: unknown): Promise<Result> {
  return new Promise((resolve, reject) => {
    const onItem = (value: unknown): void => {
      resolve({ done: false, value });
    };
    const onEnd = (): void => {
      resolve({ done: true, value: last });
    };
    if (schedule(iterator, argument, onItem, onEnd, reject) < 0) {
      throwPythonError();
    }
  });
}

/** A loop over an object that is no iterator itself. */
class AsyncLoop {
  private readonly state: ProxyState;
  private readonly items: object[] = [];

  constructor(iterator: Pointer) {
    this.state = new ProxyState(iterator, 0);
  }

  async next(): Promise<Result> {
    const { pointer } = this.state;
    if (pointer === 0) {
      return { done: true, value: undefined };
    }
    try {
      const result = await step(pyproxy_async_next, pointer, 0);
      if (result.done) {
        this.end();
      } else if (isPyProxy(result.value)) {
        this.items.push(result.value);
      }
      return result;
    } catch (error) {
      this.end();
      throw error;
    }
  }

  /** Leave early. */
  return(value?: unknown): Promise<Result> {
    destroyState(this.state, DESTROYED);
    return Promise.resolve({ done: true, value });
  }

  private end(): void {
    destroyState(this.state, DESTROYED);
    for (const item of this.items) {
      destroyState(stateOf(item), "This borrowed proxy was automatically destroyed when an iterator was exhausted.");
    }
  }
}

Object.setPrototypeOf(
  AsyncLoop.prototype,
  Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}.prototype as object) as object) as object,
);

/** A PyProxy of an object with `__aiter__`. */
export class PyAsyncIterable extends PyProxy {
  /** `aiter(object)`. Proxies that it gives are destroyed at its end. @throws PythonError if that raises. */
  [Symbol.asyncIterator](): AsyncIterator<any, any> {
    const iterator = pyproxy_aiter(pointerOf(stateOf(this)));
    return new AsyncLoop(iterator === 0 ? throwPythonError() : iterator);
  }
}

/** A PyProxy of an asynchronous iterator. */
export class PyAsyncIterator extends PyProxy {
  /** The iterator itself. */
  [Symbol.asyncIterator](): this {
    return this;
  }

  /** `anext(object)`, or `object.asend(argument)`. Rejects with a PythonError if that raises. */
  async next(argument?: unknown): Promise<Result> {
    const pointer = pointerOf(stateOf(this));
    return step(pyproxy_async_next, pointer, argument === undefined ? 0 : toPy(argument));
  }
}

/** A PyProxy of an asynchronous generator. */
export class PyAsyncGenerator extends PyProxy {
  /** Throw an exception into the generator. Rejects with a PythonError unless it yields or returns. */
  async throw(error: unknown): Promise<Result> {
    const pointer = pointerOf(stateOf(this));
    return step(pyproxy_async_throw, pointer, exceptionToPy(error));
  }

  /** End the generator, as a loop that is left does. Rejects with a PythonError if it raises. */
  async return(value?: unknown): Promise<Result> {
    return step(pyproxy_async_throw, pointerOf(stateOf(this)), 0, value);
  }
}
export interface PyAsyncGenerator extends PyAsyncIterator {}

declareCapability(PyProxyFlag.ASYNC_ITERABLE, PyAsyncIterable);
declareCapability(PyProxyFlag.ASYNC_ITERATOR, PyAsyncIterator);
declareCapability(PyProxyFlag.ASYNC_GENERATOR, PyAsyncGenerator);
