/** Explicit conversion to Python: pyodide.toPy, and the import behind JsProxy.to_py. */

import type { Imports } from "../boundary/imports.gen";
import { isPyProxy } from "../pyproxy/state";
import { rethrow } from "./conversion-error";
import { ToPyConversion, toJsResult } from "./to-py-conversion";
import type { ToPyOptions } from "./to-py-options";

/**
 * Convert an object and what is in it to Python: a PyProxy, or the value itself where there is nothing to convert.
 *
 * @throws PythonError, of type ConversionError where Python has no faithful counterpart.
 */
export function toPyDeep(value: unknown, options?: ToPyOptions): unknown {
  const conversion = new ToPyConversion(options);
  if (value === null || (typeof value !== "object" && typeof value !== "function") || isPyProxy(value)) {
    return value;
  }
  try {
    return toJsResult(value, conversion.run(value));
  } catch (error) {
    return rethrow(error);
  }
}

export const explicitToPyImports: Pick<Imports, "js_to_py_deep"> = {
  js_to_py_deep: (value, options) => new ToPyConversion(options as ToPyOptions).run(value as object),
};
