/** Make shared libraries ready for the imports that will load them. */

import type { Module } from "../emscripten";
import { compileLibrary, mustBeAsynchronous, takeCompiled } from "./compiled";
import { rememberLibrary } from "./search";

/** One library after another: loading two at once would mix what each needs. */
let lastLoad: Promise<unknown> = Promise.resolve();

/**
 * Load a library while others go on.
 *
 * @param global whether its symbols are for all libraries that are loaded later.
 * @throws Error if it is none, or needs what is not there.
 */
export function loadLibrary(module: Module, path: string, global: boolean): Promise<void> {
  const load = lastLoad.then(async () => {
    try {
      await module.loadDynamicLibrary(path, { loadAsync: true, global, nodelete: true }, global ? null : {});
    } catch (error) {
      throw new Error(`The shared library ${path} cannot be loaded: ${(error as Error).message}`, { cause: error });
    } finally {
      takeCompiled(module.FS, path); // nobody asks for it any more
    }
  });
  lastLoad = load.catch(() => undefined);
  return load;
}

/**
 * Compile libraries, and load those whose import would be too late.
 *
 * @param global load them all, since others use their symbols without naming them.
 * @throws Error naming the library that cannot be used.
 */
export async function prepareLibraries(
  module: Module,
  paths: readonly string[],
  { global = false }: { global?: boolean } = {},
): Promise<void> {
  paths.forEach(rememberLibrary);
  if (!global) {
    const modules = await Promise.all(paths.map((path) => compile(module, path)));
    paths = paths.filter((_, index) => mustBeAsynchronous(modules[index]!));
  }
  for (const path of paths) {
    await loadLibrary(module, path, global);
  }
}

async function compile({ FS }: Module, path: string): Promise<WebAssembly.Module> {
  try {
    return await compileLibrary(FS, path);
  } catch (error) {
    throw new Error(`The shared library ${path} cannot be compiled: ${(error as Error).message}`, { cause: error });
  }
}
