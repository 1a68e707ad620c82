/** Functions that stand between a caller's idea of a type and a function's own: tiny wasm modules made on demand. */

import type { Pointer } from "../boundary/heap";
import { MAX_PARAMETERS, RETURNS, thunkModule } from "./encode";
import type { Matcher } from "./matcher";

/** The signature that a function really has, undefined if it is none that C code could have meant. */
function actualSignature(fn: Pointer, matches: Matcher): number | undefined {
  const parameters = (wasmTable.get(fn) as { length: number }).length;
  if (parameters > MAX_PARAMETERS) {
    return undefined;
  }
  return [parameters + RETURNS, parameters].find((signature) => matches(fn, signature));
}

const modules = new Map<number, WebAssembly.Module>();
const thunks = new Map<string, Pointer>();

/** A table entry of type `expected` that calls `fn`; `fn` itself if its type cannot be bridged. */
export function adaptFunction(fn: Pointer, expected: number, matches: Matcher): Pointer {
  const known = `${fn}:${expected}`;
  let thunk = thunks.get(known);
  if (thunk === undefined) {
    const actual = actualSignature(fn, matches);
    if (actual === undefined || actual === expected) {
      return fn;
    }
    const pair = actual * 64 + expected;
    let module = modules.get(pair);
    if (module === undefined) {
      module = new WebAssembly.Module(thunkModule(actual, expected));
      modules.set(pair, module);
    }
    const instance = new WebAssembly.Instance(module, { e: { f: wasmTable.get(fn) as WebAssembly.ExportValue } });
    thunk = wasmTable.grow(1, instance.exports["f"]);
    thunks.set(known, thunk);
  }
  return thunk;
}
