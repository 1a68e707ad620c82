/**
 * What runs inside emscripten's module function, one instance an interpreter: bundled into pyodide.asm.js as
 * `PyodideRuntime`, before emscripten's own glue.
 */

import { connect } from "./boundary/exports.gen";
import { installLinker } from "./dynamic-linker/linker";
import type { Module } from "./emscripten";
import { createNativeFS } from "./filesystem/native-fs";
import { acceptSpecialFiles } from "./filesystem/node-fs";
import { repairFileSystem } from "./filesystem/repair";
import type { FSType } from "./filesystem/types";
import { imports, useFunctionMatcher } from "./imports";
import { createPrivateApi, type PrivateApi } from "./private-api";
import { interceptCalls } from "./sockets/system-calls";

export { imports };

type Instantiate = (
  wasmImports: WebAssembly.Imports,
  done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
) => unknown;

interface ModuleSettings extends Module {
  instantiateWasm: Instantiate;
  preRun: (() => void)[];
  API: PrivateApi;
}

/** Hook into the start of a module: its settings come from the loader, its functions from emscripten. */
export function attach(module: ModuleSettings): void {
  const instantiate = module.instantiateWasm;
  module.instantiateWasm = (wasmImports, done) => {
    useFunctionMatcher(wasmImports["env"] as object);
    interceptCalls(wasmImports["env"] as object);
    return instantiate(wasmImports, (instance, compiled) => {
      connect(instance.exports);
      done(instance, compiled);
    });
  };
  module.preRun.push(() => {
    installLinker(module);
    repairFileSystem(module);
    acceptSpecialFiles(module.FS.filesystems["NODEFS"]!);
    (module.FS.filesystems as Record<string, FSType>)["NATIVEFS_ASYNC"] = createNativeFS(module.FS);
  });
  module.API = createPrivateApi(module, module.API);
}
