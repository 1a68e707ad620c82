/** Bodies of the imports for maps, whatever has their methods, and objects seen as maps of their properties. */

import type { Imports } from "../boundary/imports.gen";
import { present } from "../convert/null";

type MapImports = Pick<
  Imports,
  | "js_length"
  | "js_map_get"
  | "js_map_set"
  | "js_map_delete"
  | "js_map_clear"
  | "js_map_keys"
  | "js_includes"
  | "js_own_get"
  | "js_own_has"
  | "js_object_size"
>;

// Python's sys.maxsize.
const MAX_LENGTH = 2 ** 31 - 1;

interface MapLike {
  get(key: unknown): unknown;
  has?(key: unknown): boolean;
  set(key: unknown, value: unknown): unknown;
  delete(key: unknown): boolean;
  clear?(): void;
  keys?(): Iterator<unknown>;
  [Symbol.iterator](): Iterator<unknown>;
}

interface Membership {
  has?(value: unknown): boolean;
  includes?(value: unknown): boolean;
}

type Properties = Record<string, unknown>;

export const mapImports: MapImports = {
  js_length(object) {
    const { size } = object as { size?: unknown };
    const length = typeof size === "number" ? size : (object as { length: number }).length;
    if (!Number.isInteger(length) || length < 0 || length > MAX_LENGTH) {
      throw new RangeError(`A length of ${String(length)} has no equivalent in Python`);
    }
    return length;
  },
  js_map_get(map, key) {
    const value = (map as MapLike).get(key);
    if (value === undefined || value === null) {
      const { has } = map as MapLike;
      if (typeof has === "function" ? !has.call(map, key) : value === undefined) {
        return null;
      }
    }
    return present(value);
  },
  js_map_set(map, key, value) {
    (map as MapLike).set(key, value);
    return 0;
  },
  js_map_delete(map, key) {
    const { has } = map as MapLike;
    if (typeof has === "function" && !has.call(map, key)) {
      return 0;
    }
    // Headers and URLSearchParams say nothing of whether it was there.
    return (map as MapLike).delete(key) === false ? 0 : 1;
  },
  js_map_clear(map, isObjectMap) {
    const { clear } = map as MapLike;
    if (isObjectMap) {
      for (const key of Object.keys(map as object)) {
        Reflect.deleteProperty(map as object, key);
      }
    } else if (typeof clear === "function") {
      clear.call(map);
    } else {
      for (const key of [...keysOf(map as MapLike)]) {
        (map as MapLike).delete(key);
      }
    }
    return 0;
  },
  js_map_keys: (map) => keysOf(map as MapLike),
  js_includes(object, value) {
    const { has, includes } = object as Membership;
    return (typeof has === "function" ? has.call(object, value) : includes!.call(object, value)) ? 1 : 0;
  },
  js_own_get(object, key) {
    return Object.hasOwn(object as object, key as string) ? present((object as Properties)[key as string]) : null;
  },
  js_own_has: (object, key) => (Object.hasOwn(object as object, key as string) ? 1 : 0),
  js_object_size: (object) => Object.keys(object as object).length,
};

function keysOf(map: MapLike): IterableIterator<unknown> {
  const { keys } = map;
  return (typeof keys === "function" ? keys.call(map) : map[Symbol.iterator]()) as IterableIterator<unknown>;
}
