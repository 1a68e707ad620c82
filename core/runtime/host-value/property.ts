/** Bodies of the imports that read and write properties. */

import type { Imports } from "../boundary/imports.gen";
import { str } from "../convert/py-string";

type PropertyImports = Pick<
  Imports,
  "js_get_attr" | "js_function_needs_receiver" | "js_set_attr" | "js_delete_attr" | "js_dir"
>;

type Properties = Record<string, unknown>;

export const propertyImports: PropertyImports = {
  js_get_attr(object, key) {
    const name = str(key);
    // Primitives cannot be asked with `in`, but have properties all the same.
    const value = (object as Properties)[name];
    if (value === undefined && !(name in Object(object))) {
      return null;
    }
    return value ?? undefined;
  },
  js_function_needs_receiver: (value) => (typeof value === "function" ? 1 : 0),
  js_set_attr(object, key, value) {
    (object as Properties)[str(key)] = value;
    return 0;
  },
  js_delete_attr(object, key) {
    const name = str(key);
    if (!Reflect.deleteProperty(object as object, name)) {
      throw new TypeError(`Cannot delete property '${name}'`);
    }
    return 0;
  },
  js_dir(object) {
    const names = new Set<string>();
    for (let level: unknown = object; level !== null && level !== undefined; level = Object.getPrototypeOf(level)) {
      for (const name of Object.getOwnPropertyNames(level)) {
        names.add(name);
      }
    }
    return [...names].filter((name) => !/^\d/.test(name));
  },
};
