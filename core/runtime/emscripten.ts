/** The parts of emscripten's module object that the runtime uses, typed by hand. */

import type { SystemCalls } from "./filesystem/path-lookup";
import type { PipeType } from "./filesystem/pipes";
import type { FileSystem } from "./filesystem/types";

export type { FileSystem, FSNode, FSStream, StreamOps } from "./filesystem/types";

/** Emscripten's module object. */
export interface Module {
  FS: FileSystem;
  PATH: object;
  PIPEFS: PipeType;
  SYSCALLS: SystemCalls;
  ERRNO_CODES: Record<string, number>;
  ENV: Record<string, string>;
  API: unknown;
  HEAP8: Int8Array;
  canvas?: HTMLCanvasElement | OffscreenCanvas | undefined;
  /** Read by CPython's signal check (Python/emscripten_signal.c). */
  Py_EmscriptenSignalBuffer?: { 0: number } | undefined;
  /** Emscripten's dlopen; a promise if the flags say `loadAsync`. */
  loadDynamicLibrary(
    name: string,
    flags?: { global?: boolean; nodelete?: boolean; loadAsync?: boolean },
    localScope?: object | null,
    handle?: number,
  ): unknown;
  stringToNewUTF8(text: string): number;
}
