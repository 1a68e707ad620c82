/** Bodies of the imports that ask an object what it is. */

import { JsProxyFlag as Flag } from "../boundary/flags.gen";
import type { Imports } from "../boundary/imports.gen";
import { capabilities, inheritedView } from "./capability";

type ObjectImports = Pick<
  Imports,
  | "js_type_flags"
  | "js_inherited_view"
  | "js_object_new"
  | "js_object_id"
  | "js_class_name"
  | "js_object_entries"
  | "js_object_keys"
  | "js_object_values"
  | "js_weak_ref_new"
  | "js_type_name"
  | "js_to_string"
  | "js_is_true"
  | "js_is_same"
>;

const ids = new WeakMap<object, number>();
const symbolIds = new Map<symbol, number>(); // a registered symbol cannot be a weak key
let lastId = 0;

function idOf(value: unknown): number {
  const isObject = (typeof value === "object" && value !== null) || typeof value === "function";
  if (!isObject && typeof value !== "symbol") {
    return 0; // a scalar that was thrown
  }
  const known = (isObject ? ids : symbolIds) as Map<unknown, number>;
  let id = known.get(value);
  if (id === undefined) {
    id = ++lastId;
    known.set(value, id);
  }
  return id;
}

function className(object: unknown): string {
  try {
    const { constructor } = object as { constructor?: { name?: unknown } };
    const name = constructor?.name;
    return typeof name === "string" && name !== "" ? name : "Object";
  } catch {
    return "Object";
  }
}

/** What an empty container has, in the place where containers of its kind have it. */
function isEmpty(object: object, flags: number): boolean {
  if (flags & Flag.OBJECT_MAP) {
    return Object.keys(object).length === 0;
  }
  if (flags & Flag.BUFFER) {
    return (object as ArrayBuffer).byteLength === 0;
  }
  if (!(flags & Flag.HAS_LENGTH)) {
    return false;
  }
  const { size, length } = object as { size?: unknown; length?: unknown };
  // A length alone does not make a container: functions and windows have one.
  return typeof size === "number" ? size === 0 : length === 0 && (flags & Flag.ITERABLE) !== 0;
}

export const objectImports: ObjectImports = {
  js_type_flags: capabilities,
  js_inherited_view(value, flags) {
    try {
      return inheritedView(value, flags);
    } catch {
      return 0; // a revoked Proxy says nothing of itself
    }
  },
  js_object_new: () => ({}),
  js_object_id: idOf,
  js_class_name: className,
  js_object_entries: (object) => Object.entries(object as object),
  js_object_keys: (object) => Object.keys(object as object),
  js_object_values: (object) => Object.values(object as object),
  js_weak_ref_new: (object) => new WeakRef(object as object),
  js_type_name: (object) => typeof object,
  js_to_string(object) {
    const { toString } = object as { toString?: unknown };
    return String(typeof toString === "function" ? toString.call(object) : Object.prototype.toString.call(object));
  },
  js_is_true(object, flags) {
    try {
      return object && !isEmpty(object as object, flags) ? 1 : 0;
    } catch {
      return 1;
    }
  },
  js_is_same: (a, b) => (a === b ? 1 : 0),
};
