/**
 * Names in scope where the runtime is bundled into: variables of emscripten's module function. The views are replaced
 * whenever memory grows, so they must be read anew after every call into wasm.
 */
declare const HEAP8: Int8Array;
declare const HEAPU8: Uint8Array;
declare const HEAPU16: Uint16Array;
declare const HEAP32: Int32Array;
declare const HEAPU32: Uint32Array;
declare const HEAPF64: Float64Array;
declare const wasmTable: WebAssembly.Table;
declare const wasmExports: WebAssembly.Exports;
/** Emscripten's file system, as far as it is used from inside. */
declare const FS: {
  readonly ErrnoError: new (errno: number) => Error;
  getStream(fd: number): { flags: number } | null;
  getStreamChecked(fd: number): object;
  read(stream: object, buffer: Uint8Array, offset: number, length: number, position?: number): number;
  write(stream: object, buffer: Uint8Array, offset: number, length: number, position?: number): number;
};
/** Emscripten's sockets. */
declare const SOCKFS: {
  websocket_sock_ops: object;
  createSocket(family: number, type: number, protocol: number): object;
  getSocket(fd: number): object | null;
};
