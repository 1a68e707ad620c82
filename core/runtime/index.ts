/** The loader as an ES module: pyodide.mjs. */

import { loadPyodideFrom } from "./bootstrap/load-pyodide";
import type { Api } from "./api";
import type { LoadOptions } from "./bootstrap/options";

export { version } from "./version";
export type { LockContents, PackageData } from "./packages";
export type { TypedArray } from "./buffer/format";
export type { Api as PyodideInterface, LoadOptions };

// Not in the call of URL(), where bundlers take it for the address of a file that they should pack. What some make of
// it is undefined: the page's folder is the best guess then.
const here = import.meta.url as string | undefined;

/**
 * Load Python and give its API. Each call makes an interpreter of its own.
 *
 * @throws PyodideLoadError if a file of the runtime cannot be had or is damaged.
 */
export function loadPyodide(options?: LoadOptions): Promise<Api> {
  return loadPyodideFrom(here === undefined ? "./" : new URL("./", here).href, options);
}
