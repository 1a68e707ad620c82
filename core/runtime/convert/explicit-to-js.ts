/** Bodies of the imports for explicit conversion to JavaScript: containers, and steps of a conversion. */

import { ConversionFlag } from "../boundary/flags.gen";
import type { Imports } from "../boundary/imports.gen";
import { isPyProxy } from "../pyproxy/state";
import { LiteralMap, literalMapProxy } from "./literal-map";
import { ToJsConversion, UNFINISHED, type ToJsOptions } from "./to-js-conversion";

type ExplicitImports = Pick<
  Imports,
  | "js_array_push_ints"
  | "js_array_push_floats"
  | "js_set_new"
  | "js_set_add"
  | "js_literal_map_new"
  | "js_literal_map_proxy"
  | "js_entry_put"
  | "js_entry_put_int"
  | "js_conversion_new"
  | "js_conversion_remember"
  | "js_conversion_forget"
  | "js_conversion_recall"
  | "js_conversion_unfinished"
  | "js_conversion_track"
  | "js_conversion_dict"
  | "js_conversion_default"
  | "js_conversion_eager"
  | "js_conversion_run"
  | "js_is_pyproxy"
>;

const setInMap = Map.prototype.set;

function putEntry(target: unknown, key: unknown, value: unknown, flags: number): void {
  if (flags & ConversionFlag.DICT_CONVERTER) {
    (target as unknown[]).push([key, value]);
  } else if (flags & ConversionFlag.DICT_TO_OBJECT) {
    putProperty(target as Record<PropertyKey, unknown>, key as PropertyKey, value);
  } else {
    setInMap.call(target as Map<unknown, unknown>, key, value);
  }
}

/** As Object.fromEntries does it: always an own property. */
function putProperty(target: Record<PropertyKey, unknown>, key: PropertyKey, value: unknown): void {
  if (key === "__proto__") {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    target[key] = value;
  }
}

const conversion = (value: unknown): ToJsConversion => value as ToJsConversion;

export const explicitToJsImports: ExplicitImports = {
  js_array_push_ints(array, values, count) {
    const start = values >>> 2;
    for (let i = start; i < start + count; i++) {
      (array as number[]).push(HEAP32[i]!);
    }
  },
  js_array_push_floats(array, values, count) {
    const start = values >>> 3;
    for (let i = start; i < start + count; i++) {
      (array as number[]).push(HEAPF64[i]!);
    }
  },
  js_set_new: () => new Set(),
  js_set_add(set, value) {
    (set as Set<unknown>).add(value);
  },
  js_literal_map_new: () => new LiteralMap(),
  js_literal_map_proxy: (map) => literalMapProxy(map as LiteralMap),
  js_entry_put: putEntry,
  js_entry_put_int: putEntry,
  js_conversion_new: (options) => new ToJsConversion(options as ToJsOptions),
  js_conversion_remember(it, object, value) {
    conversion(it).remember(object >>> 0, value);
  },
  js_conversion_forget(it, object) {
    conversion(it).forget(object >>> 0);
  },
  js_conversion_recall: (it, object) => conversion(it).recall(object >>> 0),
  js_conversion_unfinished: () => UNFINISHED,
  js_conversion_track: (it, proxy) => conversion(it).track(proxy as object),
  js_conversion_dict: (it, entries) => conversion(it).convertDict(entries as [unknown, unknown][]),
  js_conversion_default: (it, proxy, state, depth) =>
    conversion(it).convertByDefault(proxy as object, state >>> 0, depth),
  js_conversion_eager: (it, proxy, state, depth) => conversion(it).convertEagerly(proxy as object, state >>> 0, depth),
  js_conversion_run: (it, object) => conversion(it).run(object >>> 0),
  js_is_pyproxy: (value) => (isPyProxy(value) ? 1 : 0),
};
