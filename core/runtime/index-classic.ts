/** The loader as a classic script and as CommonJS: pyodide.js. */

import { loadPyodideFrom } from "./bootstrap/load-pyodide";
import type { Api } from "./api";
import type { LoadOptions } from "./bootstrap/options";
import { scriptFromStack } from "./bootstrap/script-address";
import { version } from "./version";

declare const module: { exports: object } | undefined;
declare const __dirname: string | undefined;

// Where this script came from: document.currentScript is only set while it runs.
const base = ((): string => {
  if (typeof __dirname === "string") {
    return __dirname + "/";
  }
  const script = typeof document === "undefined" ? undefined : (document.currentScript as HTMLScriptElement | null);
  const source = script?.src ?? scriptFromStack(new Error().stack) ?? "";
  return new URL("./", new URL(source, globalThis.location.href)).href;
})();

/** See index.ts. */
export function loadPyodide(options?: LoadOptions): Promise<Api> {
  return loadPyodideFrom(base, options);
}

if (typeof module === "object" && typeof module.exports === "object") {
  module.exports = { loadPyodide, version };
} else {
  Object.assign(globalThis, { loadPyodide });
}
