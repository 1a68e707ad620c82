/** The loader as an ES module: pyodide.mjs. */

import { loadPyodideFrom } from "./bootstrap/load-pyodide";
import type { Api } from "./api";
import type { LoadOptions } from "./bootstrap/options";

export { version } from "./version";
export type { Api as PyodideInterface, LoadOptions };

/**
 * Load Python and give its API. Each call makes an interpreter of its own.
 *
 * @throws PyodideLoadError if a file of the runtime cannot be had or is damaged.
 */
export function loadPyodide(options?: LoadOptions): Promise<Api> {
  return loadPyodideFrom(new URL("./", import.meta.url).href, options);
}
