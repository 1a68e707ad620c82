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
  py_list_append_take,
  py_list_new,
  py_memoryview_from_js,
  py_recursion_enter,
  py_recursion_leave,
  py_set_add_take,
  py_set_new,
  py_to_js,
} from "../boundary/exports.gen";
import type { Pointer } from "../boundary/heap";
import { destroyState, isPyProxy, stateOf, targetOf } from "../pyproxy/state";
import { ErrorIsSet, rethrow } from "./conversion-error";
import { isPlainObject, tagOf } from "./plain-object";
import { appendNumbers, checkPointer, checkSize, checkStatus, keyToPy, releaseAll } from "./py-container";
import { pyKey } from "./string-to-py";
import { convert } from "./to-py";
import { readToPyOptions, type ToPyConverter, type ToPyOptions } from "./to-py-options";

const AFTER_CONVERSION = "This proxy was destroyed at the end of the conversion in which it was made";

// Frames of the walk are charged for several levels at once, in units of Python's C recursion limit.
const LEVELS = 8;
const UNITS_PER_LEVEL = 1;

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
    const { depth, converter } = readToPyOptions(options);
    this.depth = depth;
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
    releaseAll(this.made);
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
      checkStatus(py_recursion_enter(LEVELS * UNITS_PER_LEVEL));
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
        i += appendNumbers(list, array, i, item);
        continue;
      }
      const object = typeof item === "object" && item !== null ? this.object(item, depth) : 0;
      checkStatus(object ? py_list_append(list, object) : py_list_append_take(list, this.leaf(item, depth)));
      i++;
    }
  }

  private fillDict(dict: Pointer, object: Record<string, unknown>, depth: number): void {
    for (const name of Object.keys(object)) {
      this.setItem(dict, name, object[name], depth);
    }
  }

  private setItem(dict: Pointer, name: string, value: unknown, depth: number): void {
    if (typeof value === "number") {
      checkStatus(py_dict_set_number(dict, pyKey(name), value));
      return;
    }
    const object = typeof value === "object" && value !== null ? this.object(value, depth) : 0;
    checkStatus(
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
      checkStatus(py_dict_set_pair_take(dict, keyToPy(key, "dict"), object || this.leaf(value, depth)));
    }
    checkSize(dict, count, "Map");
  }

  private fillSet(set: Pointer, values: Set<unknown>): void {
    let count = 0;
    for (const value of values) {
      count++;
      checkStatus(py_set_add_take(set, keyToPy(value, "set")));
    }
    checkSize(set, count, "Set");
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
    return checkPointer(convert(value));
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
    const object = checkPointer(convert(result));
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
