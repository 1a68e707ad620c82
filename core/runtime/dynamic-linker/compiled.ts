/**
 * Libraries compiled ahead of their import, which is the only way in pages: browsers refuse to compile much at once
 * in the main thread.
 */

import type { FileSystem, FSNode } from "../emscripten";

interface Compiled {
  readonly module: WebAssembly.Module;
  /** The file as it was: another may take its place. */
  readonly node: FSNode;
  readonly timestamp: number;
}

const compiled = new Map<string, Compiled>();

/** Compile a library while others go on. @throws CompileError if it is none. */
export async function compileLibrary(FS: FileSystem, path: string): Promise<WebAssembly.Module> {
  const { node } = FS.lookupPath(path, { follow: true });
  const module = await WebAssembly.compile(FS.readFile(path) as Uint8Array<ArrayBuffer>);
  compiled.set(path, { module, node, timestamp: node.timestamp });
  return module;
}

/** The compiled form of the file that is at a path now. It is given once: what is loaded is kept elsewhere. */
export function takeCompiled(FS: FileSystem, path: string): WebAssembly.Module | undefined {
  const found = compiled.get(path);
  compiled.delete(path);
  const node = found && FS.analyzePath(path).object;
  return node === found?.node && node?.timestamp === found?.timestamp ? found?.module : undefined;
}

/** Whether the engine refuses to instantiate a module unless it may take its time. */
export function mustBeAsynchronous(module: WebAssembly.Module): boolean {
  try {
    new WebAssembly.Instance(module); // which fails at the imports that are missing, unless before
  } catch (error) {
    return error instanceof RangeError;
  }
  return false;
}
