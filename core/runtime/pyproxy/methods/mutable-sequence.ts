/** Mutable sequences as Arrays: what changes them. Elements stay the Python objects that they are. */

import { pyproxy_reorder, pyproxy_set_item } from "../../boundary/exports.gen";
import { PyProxyFlag } from "../../boundary/flags.gen";
import { withScratch } from "../../convert/scratch";
import { toPy } from "../../convert/to-py";
import { throwPythonError } from "../../error/python-error";
import { PyProxy } from "../base";
import { declareCapability } from "../shape";
import { splice } from "../splice";
import { pointerOf, stateOf } from "../state";
import { destroyElement, type PySequence } from "./sequence";

/** An index as Array's methods take it: counted from the end if negative, kept within the length. */
function clamp(index: unknown, length: number): number {
  const whole = Math.trunc(Number(index)) || 0;
  return whole < 0 ? Math.max(length + whole, 0) : Math.min(whole, length);
}

/** Put in place i what is in place order[i]. */
function reorder(sequence: object, order: readonly number[]): void {
  const pointer = pointerOf(stateOf(sequence));
  withScratch(order.length * 4, (address) => {
    HEAPU32.set(order, address >>> 2);
    if (pyproxy_reorder(pointer, address, order.length) < 0) {
      throwPythonError();
    }
  });
}

function byText(a: unknown, b: unknown): number {
  const [x, y] = [String(a), String(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** A PyProxy of a mutable sequence. Its methods are those of Array. */
export class PyMutableSequence extends PyProxy {
  /** As Array.copyWithin(). */
  copyWithin(target: number, start?: number, end?: number): this {
    const order = Array.from({ length: this.length }, (_, index) => index);
    reorder(this, order.copyWithin(target, start as number, end));
    return this;
  }
  /** As Array.fill(). */
  fill(value: any, start?: number, end?: number): this {
    const pointer = pointerOf(stateOf(this));
    const { length } = this;
    const stop = end === undefined ? length : clamp(end, length);
    for (let i = clamp(start, length); i < stop; i++) {
      if (pyproxy_set_item(pointer, toPy(i), toPy(value)) < 0) {
        throwPythonError();
      }
    }
    return this;
  }
  /** As Array.pop(). */
  pop(): any {
    const { length } = this;
    return length === 0 ? undefined : (this.splice(length - 1, 1)[0] as unknown);
  }
  /** As Array.push(). */
  push(...values: any[]): number {
    splice(pointerOf(stateOf(this)), this.length, 0, values);
    return this.length;
  }
  /** As Array.reverse(). */
  reverse(): this {
    const { length } = this;
    reorder(
      this,
      Array.from({ length }, (_, index) => length - 1 - index),
    );
    return this;
  }
  /** As Array.shift(). */
  shift(): any {
    return this.splice(0, 1)[0] as unknown;
  }
  /** As Array.sort(); proxies that `compare` gets are destroyed afterwards. */
  sort(compare?: (a: any, b: any) => number): this {
    if (compare !== undefined && typeof compare !== "function") {
      throw new TypeError("sort: the comparison must be a function");
    }
    const values = this.slice() as unknown[];
    try {
      const compareDefined = compare ?? byText;
      const order = values.map((_, index) => index);
      const isUndefined = (index: number): boolean => values[index] === undefined;
      order.sort((a, b) =>
        isUndefined(a) || isUndefined(b)
          ? Number(isUndefined(a)) - Number(isUndefined(b))
          : compareDefined(values[a], values[b]),
      );
      reorder(this, order);
    } finally {
      values.forEach(destroyElement);
    }
    return this;
  }
  /** As Array.splice(). */
  splice(start?: number, ...rest: [count?: number, ...values: any[]]): any[] {
    const { length } = this;
    const first = clamp(start, length);
    let count = arguments.length === 0 ? 0 : length - first;
    if (rest.length > 0) {
      count = Math.min(Math.max(Math.trunc(Number(rest[0])) || 0, 0), length - first);
    }
    const removed = this.slice(first, first + count) as unknown[];
    splice(pointerOf(stateOf(this)), first, count, rest.slice(1));
    return removed;
  }
  /** As Array.unshift(). */
  unshift(...values: any[]): number {
    splice(pointerOf(stateOf(this)), 0, 0, values);
    return this.length;
  }
}
export interface PyMutableSequence extends PySequence {}

declareCapability(PyProxyFlag.MUTABLE_SEQUENCE, PyMutableSequence);
