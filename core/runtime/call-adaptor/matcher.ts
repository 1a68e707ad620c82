/** Whether a function of the table has a given type: asked in wasm where the engine has GC types, else here. */

import adaptorWasm from "call-adaptor.wasm";
import type { Pointer } from "../boundary/heap";
import { importerModule, RETURNS } from "./encode";

export type Matcher = (fn: Pointer, signature: number) => number;

const importers = new Map<number, WebAssembly.Module>();

/** Ask by linking, which refuses a function of another type. Exact, but too slow for the thousands of the main module. */
function links(fn: Pointer, signature: number): boolean {
  let importer = importers.get(signature);
  if (importer === undefined) {
    importer = new WebAssembly.Module(importerModule(signature));
    importers.set(signature, importer);
  }
  try {
    new WebAssembly.Instance(importer, { e: { f: wasmTable.get(fn) as WebAssembly.ExportValue } });
    return true;
  } catch (error) {
    if (error instanceof WebAssembly.LinkError) {
      return false;
    }
    throw error;
  }
}

/** The main module's own functions give what they promise; only their parameters are counted. */
function matchWithoutTypes(mainEnd: number): Matcher {
  return (fn, signature) => {
    if ((wasmTable.get(fn) as { length: number }).length !== signature % RETURNS) {
      return 0;
    }
    return fn < mainEnd || links(fn, signature) ? 1 : 0;
  };
}

/** The best matcher that the engine supports. To be called before the main module is instantiated. */
export function createMatcher(): Matcher {
  let module: WebAssembly.Module;
  try {
    module = new WebAssembly.Module(adaptorWasm);
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) {
      return matchWithoutTypes(wasmTable.length);
    }
    throw error;
  }
  const instance = new WebAssembly.Instance(module, { env: { __indirect_function_table: wasmTable } });
  return instance.exports["matches"] as Matcher;
}
