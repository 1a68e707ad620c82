/** Functions that stand between a caller's idea of a type and a function's own: tiny wasm modules made on demand. */

import type { Pointer } from "../boundary/heap";
import { RETURNS, type Matcher } from "./matcher";

const I32 = 0x7f;
const MAX_PARAMETERS = 6;

/** The signature that a function really has, undefined if it is none that C code could have meant. */
function actualSignature(fn: Pointer, matches: Matcher): number | undefined {
  const parameters = (wasmTable.get(fn) as { length: number }).length;
  if (parameters > MAX_PARAMETERS) {
    return undefined;
  }
  return [parameters + RETURNS, parameters].find((signature) => matches(fn, signature));
}

function functionType(signature: number): number[] {
  const parameters = signature % RETURNS;
  const results = signature >= RETURNS ? 1 : 0;
  return [0x60, parameters, ...Array<number>(parameters).fill(I32), results, ...Array<number>(results).fill(I32)];
}

function section(id: number, content: number[]): number[] {
  return [id, content.length, ...content];
}

/** A module that imports a function of type `actual` as e.f and exports a function of type `expected` as f. */
export function thunkModule(actual: number, expected: number): Uint8Array<ArrayBuffer> {
  const body: number[] = [0];
  for (let i = 0; i < actual % RETURNS; i++) {
    body.push(...(i < expected % RETURNS ? [0x20, i] : [0x41, 0])); // local.get i, or i32.const 0 for a missing one
  }
  body.push(0x10, 0); // call the import
  if (actual >= RETURNS && expected < RETURNS) {
    body.push(0x1a); // drop
  } else if (actual < RETURNS && expected >= RETURNS) {
    body.push(0x41, 0); // i32.const 0
  }
  body.push(0x0b); // end
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [2, ...functionType(actual), ...functionType(expected)]),
    ...section(2, [1, 1, 0x65, 1, 0x66, 0, 0]),
    ...section(3, [1, 1]),
    ...section(7, [1, 1, 0x66, 0, 1]),
    ...section(10, [1, body.length, ...body]),
  ]);
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
