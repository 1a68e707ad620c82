/** Bodies of the imports that read and write properties. */

import type { Imports } from "../boundary/imports.gen";
import { py_from_js_method } from "../boundary/exports.gen";
import { convert } from "../convert/to-py";
import { isPyProxy, targetOf } from "../pyproxy/state";
import { assign } from "./assign";
import { capabilities } from "./capability";

type PropertyImports = Pick<Imports, "js_get_attr" | "js_set_attr" | "js_delete_attr" | "js_dir" | "js_public_names">;

type Properties = Record<string, unknown>;

export const propertyImports: PropertyImports = {
  js_get_attr(object, key) {
    // Primitives cannot be asked with `in`, but have properties all the same.
    const value = (object as Properties)[key as string];
    if (typeof value === "function") {
      return isPyProxy(value) ? convert(value) : py_from_js_method(value, capabilities(value), object);
    }
    return value === undefined && !((key as string) in Object(object)) ? 0 : convert(value);
  },
  js_set_attr(object, key, value) {
    assign(object, key as string, value);
    return 0;
  },
  js_delete_attr(object, key) {
    if (!Reflect.deleteProperty(object as object, key as string)) {
      throw new TypeError(`Cannot delete property '${key as string}'`);
    }
    return 0;
  },
  js_dir: (object) => propertyNames(object).filter((name) => !/^\d/.test(name)),
  // Underscores hide a name in Python, and what every object inherits is not what a module is about.
  js_public_names: (object) =>
    propertyNames(object).filter(
      (name) => IDENTIFIER.test(name) && !(name in Object.prototype) && isReadable(object, name),
    ),
};

const IDENTIFIER = /^[\p{L}][\p{L}\p{N}_]*$/u;

/** Whether a property can be had: neither a getter that throws nor a PyProxy that is destroyed. */
function isReadable(object: unknown, name: string): boolean {
  try {
    const value = (object as Properties)[name];
    return !isPyProxy(value) || targetOf(value) !== 0;
  } catch {
    return false;
  }
}

/** Every name on the prototype chain. */
function propertyNames(object: unknown): string[] {
  const names = new Set<string>();
  for (let level: unknown = object; level !== null && level !== undefined; level = Object.getPrototypeOf(level)) {
    for (const name of Object.getOwnPropertyNames(level)) {
      names.add(name);
    }
  }
  return [...names];
}
