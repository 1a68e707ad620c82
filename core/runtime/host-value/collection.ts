/** Bodies of the imports for arrays, maps and whatever has their methods. */

import type { Imports } from "../boundary/imports.gen";

type CollectionImports = Pick<
  Imports,
  | "js_array_new"
  | "js_array_push"
  | "js_object_new"
  | "js_length"
  | "js_array_get"
  | "js_array_set"
  | "js_array_delete"
  | "js_map_get"
  | "js_map_set"
  | "js_map_delete"
  | "js_includes"
>;

interface MapLike {
  get(key: unknown): unknown;
  has(key: unknown): boolean;
  set(key: unknown, value: unknown): unknown;
  delete(key: unknown): boolean;
}

interface Membership {
  has?(value: unknown): boolean;
  includes?(value: unknown): boolean;
}

export const collectionImports: CollectionImports = {
  js_array_new: () => [],
  js_array_push(array, value) {
    (array as unknown[]).push(value);
  },
  js_object_new: () => ({}),
  js_length(object) {
    const { size, length } = object as { size?: unknown; length?: unknown };
    return typeof size === "number" ? size : (length as number);
  },
  js_array_get: (array, index) => (array as unknown[])[index],
  js_array_set(array, index, value) {
    (array as unknown[])[index] = value;
    return 0;
  },
  js_array_delete(array, index) {
    (array as unknown[]).splice(index, 1);
    return 0;
  },
  js_map_get(map, key) {
    const value = (map as MapLike).get(key);
    if ((value === undefined || value === null) && !(map as MapLike).has(key)) {
      return null;
    }
    return value ?? undefined;
  },
  js_map_set(map, key, value) {
    (map as MapLike).set(key, value);
    return 0;
  },
  js_map_delete: (map, key) => ((map as MapLike).delete(key) ? 1 : 0),
  js_includes(object, value) {
    const { has, includes } = object as Membership;
    return (typeof has === "function" ? has.call(object, value) : includes!.call(object, value)) ? 1 : 0;
  },
};
