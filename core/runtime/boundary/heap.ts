/** The wasm side as TypeScript sees it: addresses, memory views, and the names that emscripten's glue puts in scope. */

declare const brand: unique symbol;

/** An address in linear memory; 0 is NULL. */
export type Pointer = number & { readonly [brand]?: "Pointer" };

// The views are variables of the surrounding module function: they are replaced whenever memory grows, so they must be
// read anew after every call into wasm.
declare global {
  const HEAP8: Int8Array;
  const HEAPU8: Uint8Array;
  const HEAPU16: Uint16Array;
  const HEAPU32: Uint32Array;
  const wasmTable: WebAssembly.Table;
  const wasmExports: WebAssembly.Exports;
}
