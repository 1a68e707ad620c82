/** One explicit conversion to JavaScript: its settings, what it has converted and the proxies it has made. */

import { error_occurred, py_convert, py_convert_nested, py_conversion_keep } from "../boundary/exports.gen";
import { ConversionFlag } from "../boundary/flags.gen";
import type { Pointer } from "../boundary/heap";
import { throwPythonError } from "../error/python-error";
import { destroyState, isPyProxy, pointerOf, stateOf } from "../pyproxy/state";
import { ErrorIsSet, rethrow, throwConversionError } from "./conversion-error";

/** Gives the conversion of an object; `convert` converts what is inside, `cacheConversion` makes recursion possible. */
export type ToJsConverter = (
  object: object,
  convert: (object: unknown) => unknown,
  cacheConversion: (object: unknown, result: unknown) => void,
) => unknown;

export interface ToJsOptions {
  /** How many levels of containers to convert; default: all. */
  depth?: number;
  /** Takes the proxies that are made, so that they can be destroyed. */
  pyproxies?: object[];
  /** Whether proxies may be made of what cannot be converted; if not, that is a ConversionError. */
  create_pyproxies?: boolean;
  /** The same under its older name. */
  create_proxies?: boolean;
  /** Makes something else of a dict, from an iterable of its entries. */
  dict_converter?: (entries: Iterable<[unknown, unknown]>) => unknown;
  /** Asked about objects without a conversion. */
  default_converter?: ToJsConverter;
  /** Asked about every object that is not a scalar, before all else. */
  eager_converter?: ToJsConverter;
}

const AFTER_FAILURE = "This proxy was destroyed because the conversion that made it failed";
const AFTER_CONVERTER = "This proxy was destroyed because the converter that got it has returned something else";

/** Stands for a dict whose converter has not been called yet. */
export const UNFINISHED = Symbol("pyodide.unfinished");

let dictFlag = 0;

/** Let dicts become plain objects unless a converter is given, as loadPyodide's `toJsLiteralMap: false` asks. */
export function makeObjectsOfDicts(): void {
  dictFlag = ConversionFlag.DICT_TO_OBJECT;
}

function callable<T>(value: T | null | undefined, name: string): T | undefined {
  if (value !== undefined && value !== null && typeof value !== "function") {
    throw new TypeError(`${name} must be a function`);
  }
  return value ?? undefined;
}

function depthOf(depth: number | null | undefined): number {
  if (depth === undefined || depth === null) {
    return -1;
  }
  if (typeof depth !== "number" || Number.isNaN(depth)) {
    throw new TypeError("depth must be a number");
  }
  return depth < 0 || depth > 0x7fffffff ? -1 : Math.trunc(depth);
}

export class ToJsConversion {
  readonly depth: number;
  readonly flags: number;
  private readonly pyproxies: object[] | undefined;
  private readonly dictConverter: ((entries: Iterable<[unknown, unknown]>) => unknown) | undefined;
  private readonly defaultConverter: ToJsConverter | undefined;
  private readonly eagerConverter: ToJsConverter | undefined;
  private readonly made: object[] = [];
  private cache: Map<Pointer, unknown> | undefined;
  // While a converter runs: C's part of the conversion, how deep we are, and the object that it was asked about.
  private state: Pointer = 0;
  private level = 0;
  private asked: Pointer = 0;

  /** @throws TypeError if an option has the wrong type. */
  constructor(options: ToJsOptions | null = {}) {
    const given = options ?? {};
    this.depth = depthOf(given.depth);
    this.dictConverter = callable(given.dict_converter, "dict_converter");
    this.defaultConverter = callable(given.default_converter, "default_converter");
    this.eagerConverter = callable(given.eager_converter, "eager_converter");
    this.pyproxies = given.pyproxies ?? undefined;
    if (this.pyproxies !== undefined && !Array.isArray(this.pyproxies)) {
      throw new TypeError("pyproxies must be an Array");
    }
    const refused = given.create_pyproxies === false || given.create_proxies === false;
    this.flags =
      (refused ? ConversionFlag.NO_PROXIES : 0) |
      (this.defaultConverter ? ConversionFlag.DEFAULT_CONVERTER : 0) |
      (this.eagerConverter ? ConversionFlag.EAGER_CONVERTER : 0) |
      (this.dictConverter === undefined
        ? dictFlag
        : this.dictConverter === Object.fromEntries
          ? ConversionFlag.DICT_TO_OBJECT
          : ConversionFlag.DICT_CONVERTER);
  }

  /**
   * Convert. On failure nothing that was made remains.
   *
   * @throws ErrorIsSet with the Python exception left set.
   */
  run(object: Pointer): unknown {
    const value = py_convert(object, this, this.depth, this.flags);
    this.cache = undefined; // the addresses mean nothing any more
    return this.checked(value, 0);
  }

  private checked(value: unknown, kept: number): unknown {
    if (value === null && error_occurred()) {
      for (const proxy of this.made.splice(kept)) {
        destroyState(stateOf(proxy), AFTER_FAILURE);
      }
      throw new ErrorIsSet();
    }
    return value;
  }

  remember(object: Pointer, value: unknown): void {
    (this.cache ??= new Map<Pointer, unknown>()).set(object, value);
  }

  forget(object: Pointer): void {
    this.cache?.delete(object);
  }

  recall(object: Pointer): unknown {
    const value = this.cache?.get(object);
    if (value === UNFINISHED) {
      throwConversionError("Cannot convert a dict that contains itself with a dict_converter");
    }
    return value === undefined && !this.cache?.has(object) ? null : value;
  }

  /** List a proxy that is part of the result. */
  track(proxy: object): object {
    this.made.push(proxy);
    this.pyproxies?.push(proxy);
    return proxy;
  }

  convertDict(entries: [unknown, unknown][]): unknown {
    return this.dictConverter!(entries);
  }

  convertByDefault(proxy: object, state: Pointer, depth: number): unknown {
    return this.ask(this.defaultConverter!, proxy, state, depth, 0);
  }

  convertEagerly(proxy: object, state: Pointer, depth: number): unknown {
    return this.ask(this.eagerConverter!, proxy, state, depth, stateOf(proxy).pointer);
  }

  private ask(converter: ToJsConverter, proxy: object, state: Pointer, level: number, asked: Pointer): unknown {
    const outer = [this.state, this.level, this.asked] as const;
    this.state = state;
    this.level = level;
    this.asked = asked;
    let result: unknown;
    try {
      result = converter(proxy, this.convert, this.cacheConversion);
      if (!isPyProxy(result)) {
        return result;
      }
      if (this.flags & ConversionFlag.NO_PROXIES) {
        throwConversionError("A converter returned a proxy, and create_pyproxies is false");
      }
      // What a converter written in Python returns was made for us, unless it is from create_proxy.
      const isOurs = result === proxy || (isPyProxy(converter) && !stateOf(result).roundtrip);
      return isOurs ? this.track(result) : result;
    } finally {
      [this.state, this.level, this.asked] = outer;
      if (result !== proxy) {
        destroyState(stateOf(proxy), AFTER_CONVERTER);
      }
    }
  }

  private readonly convert = (value: unknown): unknown => {
    if (!isPyProxy(value)) {
      return value;
    }
    const object = pointerOf(stateOf(value));
    try {
      if (this.state === 0) {
        return this.run(object); // an asynchronous converter, after the end
      }
      const same = object === this.asked;
      const level = same || this.level <= 0 ? this.level : this.level - 1;
      const kept = this.made.length;
      return this.checked(py_convert_nested(object, this, level, this.state, same ? 0 : 1), kept);
    } catch (error) {
      return rethrow(error);
    }
  };

  private readonly cacheConversion = (value: unknown, result: unknown): void => {
    if (!isPyProxy(value)) {
      throw new TypeError("The first argument of cacheConversion must be a PyProxy");
    }
    const object = pointerOf(stateOf(value));
    if (this.state === 0) {
      return;
    }
    if (py_conversion_keep(this.state, object) < 0) {
      throwPythonError();
    }
    this.remember(object, result);
  };
}
