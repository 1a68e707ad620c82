/** Whether a function of the table has a given type: asked in wasm where the engine has GC types, else here. */

import adaptorWasm from "call-adaptor.wasm";
import type { Pointer } from "../boundary/heap";

export type Matcher = (fn: Pointer, signature: number) => number;

/** Signatures are the number of i32 parameters, plus this if there is a result. */
export const RETURNS = 16;

/** Without GC types only the number of parameters can be known; results are taken to be as promised. */
const matchByLength: Matcher = (fn, signature) =>
  (wasmTable.get(fn) as { length: number }).length === signature % RETURNS ? 1 : 0;

/** The best matcher that the engine supports. */
export function createMatcher(): Matcher {
  let module: WebAssembly.Module;
  try {
    module = new WebAssembly.Module(adaptorWasm);
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) {
      return matchByLength;
    }
    throw error;
  }
  const instance = new WebAssembly.Instance(module, { env: { __indirect_function_table: wasmTable } });
  return instance.exports["matches"] as Matcher;
}
