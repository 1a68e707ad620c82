/** Bodies of the imports that ask an object what it is. */

import { JsProxyFlag } from "../boundary/flags.gen";
import type { Imports } from "../boundary/imports.gen";
import { isErrorLike } from "../error/js-error";
import { doubleProxyFlags } from "../pyproxy/double";

type ObjectImports = Pick<Imports, "js_type_flags" | "js_type_name" | "js_to_string" | "js_is_true" | "js_is_same">;

function has(object: object, key: PropertyKey): boolean {
  return typeof (object as Record<PropertyKey, unknown>)[key] === "function";
}

function typeFlags(object: object): number {
  const double = doubleProxyFlags(object);
  if (double !== undefined) {
    return double;
  }
  let flags = 0;
  if (typeof object === "function") {
    return JsProxyFlag.CALLABLE;
  }
  if (isErrorLike(object)) {
    return JsProxyFlag.ERROR;
  }
  const { length, size } = object as { length?: unknown; size?: unknown };
  if (Array.isArray(object) || ArrayBuffer.isView(object)) {
    flags |= JsProxyFlag.ARRAY;
  }
  if (typeof size === "number" || typeof length === "number") {
    flags |= JsProxyFlag.HAS_LENGTH;
  }
  if (has(object, "get") && has(object, "has")) {
    flags |= JsProxyFlag.HAS_GET;
    if (has(object, "set") && has(object, "delete")) {
      flags |= JsProxyFlag.HAS_SET;
    }
  }
  if (has(object, "has") || has(object, "includes")) {
    flags |= JsProxyFlag.HAS_INCLUDES;
  }
  if (has(object, Symbol.iterator)) {
    flags |= JsProxyFlag.ITERABLE;
  }
  if (has(object, "next")) {
    flags |= JsProxyFlag.ITERATOR;
  }
  if (has(object, "then")) {
    flags |= JsProxyFlag.AWAITABLE;
  }
  return flags;
}

export const objectImports: ObjectImports = {
  js_type_flags: (value) => (typeof value === "symbol" ? 0 : typeFlags(value as object)),
  js_type_name: (object) => typeof object,
  js_to_string: (object) => String(object),
  js_is_true(object) {
    if (!object) {
      return 0;
    }
    const { length, size } = object as { length?: unknown; size?: unknown };
    if (size === 0 || (length === 0 && typeof object !== "function")) {
      return 0;
    }
    return 1;
  },
  js_is_same: (a, b) => (a === b ? 1 : 0),
};
