/** Sequences as Arrays: what does not change them. Array's own algorithms, run over indices and length. */

import { pyproxy_contains } from "../../boundary/exports.gen";
import { PyProxyFlag } from "../../boundary/flags.gen";
import { toPy } from "../../convert/to-py";
import { throwPythonError } from "../../error/python-error";
import { PyProxy } from "../base";
import { declareCapability } from "../shape";
import { DESTROYED, destroyState, partsOf, pointerOf, stateOf } from "../state";
import type { PyProxyWithGet, PyProxyWithLength } from "./item";

const array = Array.prototype;

type Visit<T> = (value: any, index: number, sequence: any) => T;

/** Elements that are proxies are new ones, and of no use to who only looks at them. */
export function destroyElement(value: unknown): void {
  if ((typeof value === "object" && value !== null) || typeof value === "function") {
    const parts = partsOf(value);
    if (parts !== undefined) {
      destroyState(parts.state, DESTROYED);
    }
  }
}

/** Whether an element is the value: the same, or a proxy of the same object. */
function isSame(element: unknown, value: unknown): boolean {
  if (element === value || typeof value !== "object" || typeof element !== "object" || !value || !element) {
    return element === value;
  }
  const [a, b] = [partsOf(element), partsOf(value)];
  return a !== undefined && b !== undefined && a.state.pointer === b.state.pointer;
}

/** A PyProxy of a sequence. Its methods are those of Array; elements that are proxies are new ones each time. */
export class PySequence extends PyProxy {
  /** Array.prototype.concat() puts elements in place of the proxy. */
  get [Symbol.isConcatSpreadable](): true {
    return true;
  }

  /** As Array.at(). */
  at(index: number): any {
    return array.at.call(this, index);
  }
  /** As Array.concat(). */
  concat(...rest: any[]): any[] {
    return [...this.slice(), ...array.concat.apply([], rest)];
  }
  /** As Array.entries(). */
  entries(): IterableIterator<[number, any]> {
    return array.entries.call(this);
  }
  /** As Array.every(). */
  every(predicate: Visit<unknown>, receiver?: any): boolean {
    return array.every.call(this, predicate, receiver);
  }
  /** As Array.filter(). */
  filter(predicate: Visit<unknown>, receiver?: any): any[] {
    return array.filter.call(this, predicate, receiver);
  }
  /** As Array.find(). */
  find(predicate: Visit<unknown>, receiver?: any): any {
    return array.find.call(this, predicate, receiver);
  }
  /** As Array.findIndex(). */
  findIndex(predicate: Visit<unknown>, receiver?: any): number {
    return array.findIndex.call(this, predicate, receiver);
  }
  /** As Array.forEach(). */
  forEach(visit: Visit<void>, receiver?: any): void {
    array.forEach.call(this, visit, receiver);
  }
  /** `value in object`: unlike Array.includes() by Python's equality. @throws PythonError if that raises. */
  includes(value: any): boolean {
    const found = pyproxy_contains(pointerOf(stateOf(this)), toPy(value));
    return found < 0 ? throwPythonError() : found === 1;
  }
  /** As Array.indexOf(); a proxy is found by the identity of its object. */
  indexOf(value: any, from = 0): number {
    const { length } = this;
    const start = Math.trunc(from) || 0;
    for (let i = start < 0 ? Math.max(length + start, 0) : start; i < length; i++) {
      if (isElement(this, i, value)) {
        return i;
      }
    }
    return -1;
  }
  /** As Array.lastIndexOf(); a proxy is found by the identity of its object. */
  lastIndexOf(value: any, from?: number): number {
    const last = this.length - 1;
    const start = from === undefined ? last : Math.trunc(from) || 0;
    for (let i = start < 0 ? last + 1 + start : Math.min(start, last); i >= 0; i--) {
      if (isElement(this, i, value)) {
        return i;
      }
    }
    return -1;
  }
  /** As Array.join(). */
  join(separator?: string): string {
    const elements = this.slice() as unknown[];
    try {
      return elements.join(separator);
    } finally {
      elements.forEach(destroyElement);
    }
  }
  /** As Array.keys(). */
  keys(): IterableIterator<number> {
    return array.keys.call(this);
  }
  /** As Array.map(). */
  map<T>(visit: Visit<T>, receiver?: any): T[] {
    return array.map.call(this, visit, receiver) as T[];
  }
  /** As Array.reduce(). */
  reduce(...args: [visit: (before: any, value: any, index: number, sequence: any) => any, initial?: any]): any {
    return Reflect.apply(array.reduce, this, args) as unknown;
  }
  /** As Array.reduceRight(). */
  reduceRight(...args: [visit: (before: any, value: any, index: number, sequence: any) => any, initial?: any]): any {
    return Reflect.apply(array.reduceRight, this, args) as unknown;
  }
  /** As Array.slice(). */
  slice(start?: number, stop?: number): any[] {
    return array.slice.call(this, start, stop) as unknown[];
  }
  /** As Array.some(). */
  some(predicate: Visit<unknown>, receiver?: any): boolean {
    return array.some.call(this, predicate, receiver);
  }
  /** As Array.values(). */
  values(): IterableIterator<any> {
    return array.values.call(this);
  }
  /** The elements, for JSON.stringify(). */
  toJSON(): unknown[] {
    return this.slice();
  }
}
export interface PySequence extends PyProxyWithLength, PyProxyWithGet {
  [index: number]: any;
  readonly length: number;
}

function isElement(sequence: PySequence, index: number, value: unknown): boolean {
  const element: unknown = sequence[index];
  const same = isSame(element, value);
  if (element !== value) {
    destroyElement(element);
  }
  return same;
}

declareCapability(PyProxyFlag.SEQUENCE, PySequence);
