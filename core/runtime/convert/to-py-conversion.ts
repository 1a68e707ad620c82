/** One explicit conversion to Python: JavaScript's containers are walked here, Python's filled through exports. */

import {
  py_decref,
  py_dict_new,
  py_dict_set,
  py_dict_set_number,
  py_dict_set_pair_take,
  py_dict_set_take,
  py_incref,
  py_list_append,
  py_list_append_numbers,
  py_list_append_take,
  py_list_new,
  py_memoryview_from_js,
  py_numbers,
  py_recursion_enter,
  py_recursion_leave,
  py_release_all,
  py_set_add_take,
  py_set_new,
  py_to_js,
  pyproxy_length,
} from "../boundary/exports.gen";
import type { Pointer } from "../boundary/heap";
import { destroyState, isPyProxy, stateOf, targetOf } from "../pyproxy/state";
import { ErrorIsSet, rethrow, throwConversionError } from "./conversion-error";
import { isPlainObject, tagOf } from "./plain-object";
import { pyKey } from "./string-to-py";
import { convert } from "./to-py";

/** Gives the conversion of an object; `convert` converts what is inside, `cacheConversion` makes recursion possible. */
export type ToPyConverter = (
  value: object,
  convert: (value: unknown) => unknown,
  cacheConversion: (value: object, result: unknown) => void,
) => unknown;

export interface ToPyOptions {
  /** How many levels of containers to convert; default: all. */
  depth?: number;
  /** Asked about objects without a conversion. */
  defaultConverter?: ToPyConverter;
  /** The same under its Python name. */
  default_converter?: ToPyConverter;
}

const RUN = 512;
const AFTER_CONVERSION = "This proxy was destroyed at the end of the conversion in which it was made";

// Frames of the walk are charged for several levels at once, in units of Python's C recursion limit.
const LEVELS = 8;
const UNITS_PER_LEVEL = 1;

/** Changes whenever the memory for runs of numbers is written, so that a getter's nested conversion is noticed. */
let runs = 0;
let numbersAddress = 0;

function checked<T extends number>(result: T): T {
  if (result < 0) {
    throw new ErrorIsSet();
  }
  return result;
}

function checkedPointer(result: Pointer): Pointer {
  if (result === 0) {
    throw new ErrorIsSet();
  }
  return result;
}

/**
 * Inside, addresses of containers are borrowed: `made` holds a reference to each until the end, so that nothing that
 * runs meanwhile can free one that is met again.
 */
export class ToPyConversion {
  private readonly depth: number;
  private readonly converter: ToPyConverter | undefined;
  private readonly cache = new Map<object, Pointer>();
  private readonly made: Pointer[] = [];
  private readonly temporaries: object[] = [];
  private running = false;
  private level = 0;
  private askedDepth = 0;

  /** @throws TypeError if an option has the wrong type. */
  constructor(options: ToPyOptions | null = {}) {
    const { depth, defaultConverter, default_converter } = options ?? {};
    const converter = defaultConverter ?? default_converter ?? undefined;
    if (converter !== undefined && typeof converter !== "function") {
      throw new TypeError("defaultConverter must be a function");
    }
    if (depth !== undefined && depth !== null && (typeof depth !== "number" || Number.isNaN(depth))) {
      throw new TypeError("depth must be a number");
    }
    this.depth = depth === undefined || depth === null || depth < 0 ? Infinity : Math.trunc(depth);
    this.converter = converter;
  }

  /**
   * Convert an object that is not a PyProxy to a new reference; 0 if there is no conversion for it.
   *
   * @throws ErrorIsSet with the Python exception left set, or whatever a getter or a converter throws.
   */
  run(value: object): Pointer {
    this.running = true;
    try {
      const object = this.object(value, this.depth);
      if (object !== 0) {
        py_incref(object);
      }
      return object;
    } finally {
      this.running = false;
      this.unwind(0);
      this.release();
    }
  }

  private release(): void {
    this.cache.clear();
    numbersAddress ||= py_numbers();
    while (this.made.length) {
      const some = this.made.splice(-RUN);
      runs++;
      HEAPU32.set(some, numbersAddress >>> 2);
      py_release_all(numbersAddress, some.length);
    }
    for (const proxy of this.temporaries.splice(0)) {
      destroyState(stateOf(proxy), AFTER_CONVERSION);
    }
  }

  private object(value: object, depth: number): Pointer {
    const known = this.cache.get(value);
    if (known !== undefined) {
      return known;
    }
    if (depth === 0) {
      return this.other(value, depth);
    }
    if (Array.isArray(value)) {
      const list = this.enter(value, py_list_new());
      this.fillList(list, value, depth - 1);
      return this.leave(list);
    }
    if (isPyProxy(value)) {
      return this.other(value, depth);
    }
    if (isPlainObject(value)) {
      const dict = this.enter(value, py_dict_new());
      this.fillDict(dict, value as Record<string, unknown>, depth - 1);
      return this.leave(dict);
    }
    return this.classInstance(value, depth);
  }

  private classInstance(value: object, depth: number): Pointer {
    if (ArrayBuffer.isView(value)) {
      return this.remember(value, py_memoryview_from_js(value));
    }
    switch (tagOf(value)) {
      case "Map": {
        const dict = this.enter(value, py_dict_new());
        this.fillDictFromMap(dict, value as Map<unknown, unknown>, depth - 1);
        return this.leave(dict);
      }
      case "Set": {
        const set = this.enter(value, py_set_new());
        this.fillSet(set, value as Set<unknown>);
        return this.leave(set);
      }
      case "ArrayBuffer":
      case "SharedArrayBuffer":
        return this.remember(value, py_memoryview_from_js(value));
      default:
        return this.other(value, depth);
    }
  }

  /** Know the conversion of a value; takes the reference. */
  private remember(value: object, object: Pointer): Pointer {
    if (object === 0) {
      throw new ErrorIsSet();
    }
    this.made.push(object);
    this.cache.set(value, object);
    return object;
  }

  private enter(value: object, container: Pointer): Pointer {
    this.remember(value, container);
    if (this.level % LEVELS === 0) {
      checked(py_recursion_enter(LEVELS * UNITS_PER_LEVEL));
    }
    this.level++;
    return container;
  }

  private leave(container: Pointer): Pointer {
    this.unwind(this.level - 1);
    return container;
  }

  private unwind(level: number): void {
    const charges = Math.ceil(this.level / LEVELS) - Math.ceil(level / LEVELS);
    this.level = level;
    if (charges > 0) {
      py_recursion_leave(charges * LEVELS * UNITS_PER_LEVEL);
    }
  }

  private fillList(list: Pointer, array: readonly unknown[], depth: number): void {
    const { length } = array;
    for (let i = 0; i < length;) {
      const item = array[i];
      if (typeof item === "number") {
        i += this.appendNumbers(list, array, i, item);
        continue;
      }
      const object = typeof item === "object" && item !== null ? this.object(item, depth) : 0;
      checked(object ? py_list_append(list, object) : py_list_append_take(list, this.leaf(item, depth)));
      i++;
    }
  }

  /** Append the numbers that follow each other from `start` on; how many. */
  private appendNumbers(list: Pointer, array: readonly unknown[], start: number, first: number): number {
    const base = (numbersAddress ||= py_numbers()) >>> 3;
    const run = ++runs;
    const limit = Math.min(array.length - start, RUN);
    let count = 1;
    for (let item: unknown; count < limit && typeof (item = array[start + count]) === "number"; count++) {
      HEAPF64[base + count] = item;
    }
    if (run !== runs) {
      count = 1; // a getter has used the memory for a conversion of its own
    }
    HEAPF64[base] = first;
    checked(py_list_append_numbers(list, count));
    return count;
  }

  private fillDict(dict: Pointer, object: Record<string, unknown>, depth: number): void {
    for (const name of Object.keys(object)) {
      this.setItem(dict, name, object[name], depth);
    }
  }

  private setItem(dict: Pointer, name: string, value: unknown, depth: number): void {
    if (typeof value === "number") {
      checked(py_dict_set_number(dict, pyKey(name), value));
      return;
    }
    const object = typeof value === "object" && value !== null ? this.object(value, depth) : 0;
    checked(
      object ? py_dict_set(dict, pyKey(name), object) : py_dict_set_take(dict, pyKey(name), this.leaf(value, depth)),
    );
  }

  private fillDictFromMap(dict: Pointer, map: Map<unknown, unknown>, depth: number): void {
    let count = 0;
    for (const [key, value] of map) {
      count++;
      if (typeof key === "string") {
        this.setItem(dict, key, value, depth);
        continue;
      }
      const object = (typeof value === "object" && value !== null && this.object(value, depth)) || 0;
      if (object) {
        py_incref(object);
      }
      checked(py_dict_set_pair_take(dict, this.key(key, "dict"), object || this.leaf(value, depth)));
    }
    this.checkSize(dict, count, "Map");
  }

  private fillSet(set: Pointer, values: Set<unknown>): void {
    let count = 0;
    for (const value of values) {
      count++;
      checked(py_set_add_take(set, this.key(value, "set")));
    }
    this.checkSize(set, count, "Set");
  }

  private checkSize(container: Pointer, count: number, kind: string): void {
    if (pyproxy_length(container) !== count) {
      throwConversionError(
        `Cannot convert the ${kind} to Python: some of its keys differ in JavaScript only, such as 1 and true`,
      );
    }
  }

  /** A new reference to the key of a dict or a set. */
  private key(key: unknown, kind: string): Pointer {
    if (typeof key === "symbol" || typeof key === "function" || (typeof key === "object" && key !== null)) {
      const target = typeof key === "symbol" ? 0 : targetOf(key);
      if (target === 0) {
        const what = typeof key === "object" ? tagOf(key) : typeof key;
        throwConversionError(
          `Cannot use a JavaScript ${what} as a key of a Python ${kind}: it is compared by identity`,
        );
      }
    }
    return checkedPointer(convert(key));
  }

  /** A new reference for a scalar or an object without a conversion. */
  private leaf(value: unknown, depth: number): Pointer {
    if (typeof value === "function" && this.converter !== undefined) {
      const object = this.other(value, depth);
      if (object !== 0) {
        py_incref(object);
        return object;
      }
    }
    return checkedPointer(convert(value));
  }

  /** What the user's converter makes of an object; 0 if nothing. */
  private other(value: object, depth: number): Pointer {
    const target = targetOf(value);
    const converter = this.converter;
    if (target !== 0 || converter === undefined) {
      return target;
    }
    const outer = this.askedDepth;
    this.askedDepth = depth;
    let result: unknown;
    try {
      result = converter(value, this.convert, this.cacheConversion);
    } finally {
      this.askedDepth = outer;
    }
    if (result === value) {
      return 0;
    }
    const object = checkedPointer(convert(result));
    this.made.push(object);
    if (isPyProxy(converter) && isPyProxy(result) && !stateOf(result).roundtrip) {
      destroyState(stateOf(result), AFTER_CONVERSION); // made for us by the call of a converter written in Python
    }
    return object;
  }

  private readonly convert = (value: unknown): unknown => {
    if (value === null || (typeof value !== "object" && typeof value !== "function") || isPyProxy(value)) {
      return value;
    }
    if (!this.running) {
      return toJsResult(value, this.run(value)); // an asynchronous converter, after the end
    }
    const level = this.level;
    try {
      const object = this.object(value, Math.max(this.askedDepth - 1, 0));
      if (object !== 0) {
        py_incref(object);
      }
      const result = toJsResult(value, object);
      if (isPyProxy(result)) {
        this.temporaries.push(result);
      }
      return result;
    } catch (error) {
      return rethrow(error);
    } finally {
      this.unwind(level);
    }
  };

  private readonly cacheConversion = (value: object, result: unknown): void => {
    if (this.running) {
      const object = convert(result);
      this.remember(value, object);
    }
  };
}

/** What JavaScript gets of a conversion; takes the reference. */
export function toJsResult(value: object, object: Pointer): unknown {
  if (object === 0) {
    return value;
  }
  const result = py_to_js(object);
  py_decref(object);
  return result;
}
