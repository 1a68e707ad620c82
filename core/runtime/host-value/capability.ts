/**
 * What an object can do: the JSPROXY_ flags.
 *
 * Asked once when an object is proxied. A property that throws while we look counts as missing, so that looking never
 * fails, whatever the object is: a revoked Proxy, a prototype, a getter with opinions.
 */

import { JsProxyFlag as Flag } from "../boundary/flags.gen";
import { isErrorLike } from "../error/js-error";
import { doubleProxyFlags } from "../pyproxy/double";
import { isComlinkProxy } from "./comlink";
import { ASYNC_DISPOSE, DISPOSE } from "./dispose";

const ARRAY = Flag.ARRAY | Flag.HAS_LENGTH | Flag.HAS_INCLUDES | Flag.ITERABLE;
const TYPED_ARRAY = Flag.TYPED_ARRAY | Flag.BUFFER | Flag.HAS_LENGTH | Flag.HAS_INCLUDES | Flag.ITERABLE;
const SET = Flag.HAS_LENGTH | Flag.HAS_INCLUDES | Flag.ITERABLE;
const MAP = SET | Flag.HAS_GET | Flag.HAS_SET | Flag.HAS_DELETE;

/** Classes whose instances can all do the same; a property of a single one does not change what it is. */
const BUILT_IN = new Map<object, number>([
  [Map.prototype, MAP],
  [Set.prototype, SET],
  [Promise.prototype, Flag.AWAITABLE],
  [Date.prototype, 0],
  [RegExp.prototype, 0],
]);

const BYTE_LENGTHS = [ArrayBuffer, globalThis.SharedArrayBuffer]
  .filter((constructor) => constructor !== undefined) // pages without isolation have no SharedArrayBuffer
  .map(({ prototype }) => Object.getOwnPropertyDescriptor(prototype, "byteLength")!.get!);

const NAMES = ["then", "get", "set", "delete", "has", "includes", "next", "length", "size", "nodeType"] as const;
const SYMBOLS = [Symbol.iterator, Symbol.asyncIterator, Symbol.toStringTag, DISPOSE, ASYNC_DISPOSE] as const;

/** The properties that make a difference. */
type Properties = Record<symbol | (typeof NAMES)[number], unknown>;

/** What the properties alone say. Throws what their getters throw. */
function flagsOfProperties(object: Properties): number {
  let flags = 0;
  const iterable = typeof object[Symbol.iterator] === "function";
  const asyncIterable = typeof object[Symbol.asyncIterator] === "function";
  if (iterable) {
    flags |= Flag.ITERABLE;
  }
  if (asyncIterable) {
    flags |= Flag.ASYNC_ITERABLE;
  }
  if (typeof object.next === "function") {
    flags |= iterable || !asyncIterable ? Flag.ITERATOR : 0;
    flags |= asyncIterable || !iterable ? Flag.ASYNC_ITERATOR : 0;
  }
  if (typeof object.then === "function") {
    flags |= Flag.AWAITABLE;
  }
  if (typeof object.get === "function") {
    flags |= Flag.HAS_GET;
  }
  if (typeof object.set === "function") {
    flags |= Flag.HAS_SET;
  }
  if (typeof object.delete === "function") {
    flags |= Flag.HAS_DELETE;
  }
  if (typeof object.has === "function" || typeof object.includes === "function") {
    flags |= Flag.HAS_INCLUDES;
  }
  if (typeof object[DISPOSE] === "function") {
    flags |= Flag.DISPOSABLE;
  }
  if (typeof object[ASYNC_DISPOSE] === "function") {
    flags |= Flag.ASYNC_DISPOSABLE;
  }
  const tag = object[Symbol.toStringTag];
  return typeof tag === "string" ? flags | flagsOfTag(tag, object) : flags;
}

/** What a class says of itself. */
function flagsOfTag(tag: string, object: Properties): number {
  switch (tag) {
    case "Generator":
      return Flag.GENERATOR | Flag.ITERABLE | Flag.ITERATOR;
    case "AsyncGenerator":
      return Flag.ASYNC_GENERATOR | Flag.ASYNC_ITERABLE | Flag.ASYNC_ITERATOR;
    case "ArrayBuffer":
    case "SharedArrayBuffer":
      return isArrayBuffer(object) ? Flag.BUFFER : 0;
    case "Response":
      return Flag.FETCH_RESPONSE;
    case "WeakRef":
      return Flag.WEAK_REF;
    default:
      return tag.endsWith("Element") && object.nodeType === 1 ? Flag.DOM_ELEMENT : 0;
  }
}

/** Known by its internal slot: anybody may call himself so, and an object may come from another realm. */
function isArrayBuffer(object: object): boolean {
  return BYTE_LENGTHS.some((byteLength) => {
    try {
      byteLength.call(object);
      return true;
    } catch {
      return false;
    }
  });
}

/** What the size of an object adds: functions have a length, too, but it does not count anything. */
function flagsOfSize(object: Properties, flags: number): number {
  if (typeof object.size === "number") {
    return Flag.HAS_LENGTH;
  }
  if (typeof object.length !== "number") {
    return 0;
  }
  const isSequence = flags & Flag.ITERABLE && !(flags & (Flag.HAS_GET | Flag.ITERATOR));
  return isSequence ? Flag.HAS_LENGTH | Flag.ARRAY_LIKE : Flag.HAS_LENGTH;
}

/** Throws what traps and getters throw. */
function look(object: object): number {
  if (Array.isArray(object)) {
    return ARRAY;
  }
  const properties = object as Properties;
  if (typeof object === "function") {
    if (isComlinkProxy(object)) {
      return Flag.CALLABLE | Flag.AWAITABLE;
    }
    return doubleProxyFlags(object) ?? flagsOfProperties(properties) | Flag.CALLABLE;
  }
  const prototype = Object.getPrototypeOf(object) as object | null;
  if (prototype !== Object.prototype && prototype !== null) {
    const known = BUILT_IN.get(prototype);
    if (known !== undefined) {
      return known;
    }
    const double = doubleProxyFlags(object);
    if (double !== undefined) {
      return double;
    }
    if (ArrayBuffer.isView(object)) {
      return object instanceof DataView || isDataView(object) ? Flag.BUFFER : TYPED_ARRAY;
    }
    if (isErrorLike(object)) {
      return Flag.ERROR;
    }
  }
  const flags = flagsOfProperties(properties);
  return flags | flagsOfSize(properties, flags);
}

function isDataView(object: object): boolean {
  return Object.prototype.toString.call(object) === "[object DataView]";
}

/** The same for an object that threw, property by property. */
function lookCarefully(object: object): number {
  const copy = Object.create(null) as Properties;
  for (const key of [...NAMES, ...SYMBOLS]) {
    try {
      copy[key] = (object as Properties)[key];
    } catch {
      // counts as missing
    }
  }
  try {
    const flags = flagsOfProperties(copy);
    return flags | (typeof object === "function" ? Flag.CALLABLE : flagsOfSize(copy, flags));
  } catch {
    return 0; // a tag that is a hostile object
  }
}

/** The capabilities of an object, a function or a symbol. */
export function capabilities(value: unknown): number {
  if (typeof value === "symbol") {
    return 0;
  }
  try {
    return look(value as object);
  } catch {
    return lookCarefully(value as object);
  }
}

/** Whether an object is an object literal's, or what JSON.parse makes. */
function isPlain(object: object): boolean {
  const prototype = Object.getPrototypeOf(object) as object | null;
  return prototype === Object.prototype || prototype === null;
}

/** How a value is to be seen that was taken out of a proxy with HEREDITARY or JSON; 0: as usual. */
export function inheritedView(value: unknown, parent: number): number {
  if (typeof value !== "object" || value === null) {
    return 0;
  }
  const json = parent & Flag.JSON;
  if (json && (Array.isArray(value) || value instanceof Map)) {
    return capabilities(value) | json;
  }
  return isPlain(value) ? Flag.OBJECT_MAP | (parent & (Flag.HEREDITARY | Flag.JSON)) : 0;
}
