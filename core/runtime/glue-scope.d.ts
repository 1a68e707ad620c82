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

/** Emscripten's dynamic linker (library_dylink.js): dynamic-linker/ puts functions of ours into these variables. */
interface DylinkMetadata {
  neededDynlibs: string[];
}
interface DylinkFlags {
  global?: boolean;
  nodelete?: boolean;
  loadAsync?: boolean;
}
interface DynamicLibrary {
  refcount: number;
  readonly name: string;
  /** The string "loading" until it is loaded. */
  exports: Record<string, unknown> | "loading";
  global: boolean;
}
declare let getDylinkMetadata: (binary: Uint8Array | WebAssembly.Module) => DylinkMetadata;
declare let loadWebAssemblyModule: (
  binary: Uint8Array | WebAssembly.Module,
  flags: DylinkFlags,
  name: string | undefined,
  localScope: object | null | undefined,
  handle: number | undefined,
) => unknown;
declare let loadDynamicLibrary: (
  name: string,
  flags?: DylinkFlags,
  localScope?: object | null,
  handle?: number,
) => unknown;
declare let reportUndefinedSymbols: () => void;
/** Joins a path to the folder that the script came from. */
declare let locateFile: (path: string) => string;
declare let readBinary: ((address: string) => Uint8Array) | undefined;
declare let asyncLoad: (address: string, done: (bytes: Uint8Array) => void, failed?: () => void) => void;
declare const resolveGlobalSymbol: (name: string, direct?: boolean) => { sym: unknown };
declare const addFunction: (value: unknown, signature?: string) => number;
declare const GOT: Record<string, { value: number; required?: boolean }>;
declare const LDSO: {
  readonly loadedLibsByName: Record<string, DynamicLibrary>;
  readonly loadedLibsByHandle: Record<number, DynamicLibrary>;
};
