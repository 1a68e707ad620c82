/**
 * What emscripten's dynamic linker (3.1.69) lacks, put where it looks: libraries are found by RPATH, beside the one
 * that needs them and in the folders for libraries; what was compiled ahead is used; libraries may need each other; and
 * a library that cannot be loaded leaves nothing behind.
 */

import type { Module } from "../emscripten";
import { takeCompiled } from "./compiled";
import { runtimePaths } from "./dylink-section";
import { findLibrary } from "./search";

/** The paths of libraries that are being loaded; each is needed by the one before. */
const loading: string[] = [];
/** Those that were linked before the libraries that need them, in a circle, had addresses. */
const incomplete = new Set<string>();
/** Whether a library needs one that waits for it. */
let isCircle = false;

/** Put our functions in the place of emscripten's. */
export function installLinker(module: Module): void {
  findNeeded(module);
  readFiles(module);
  useCompiled(module);
  reportUndefinedSymbols = resolveUndefined;
  module.loadDynamicLibrary = cleanly(module, loadDynamicLibrary);
  // Also what dlopen loads goes through the module's member, which programs replace to see it (pyodide-pack).
  loadDynamicLibrary = (...args) => module.loadDynamicLibrary(...args);
}

function environmentFolders({ ENV }: Module): string[] {
  return (ENV["LD_LIBRARY_PATH"] ?? "").split(":").filter((folder) => folder !== "");
}

/** Give the needed libraries as paths. They are loaded, and known from then on, by these. */
function findNeeded(module: Module): void {
  const getMetadata = getDylinkMetadata;
  getDylinkMetadata = (binary) => {
    const metadata = getMetadata(binary);
    const requester = loading[loading.length - 1];
    const paths = metadata.neededDynlibs.length > 0 ? runtimePaths(binary) : [];
    metadata.neededDynlibs = metadata.neededDynlibs.map((name) => {
      if (name in LDSO.loadedLibsByName) {
        return name;
      }
      const path = findLibrary(module.FS, name, requester, paths, environmentFolders(module));
      if (path === undefined) {
        const where = paths.length > 0 ? `, which it expects in ${paths.join(" or ")}` : "";
        throw new Error(`it needs the shared library ${name}${where}; no package that is loaded has it`);
      }
      isCircle ||= LDSO.loadedLibsByName[path]?.exports === "loading";
      return path;
    });
    return metadata;
  };
}

/** Read libraries from Python's files, not from addresses beside the page. */
function readFiles({ FS }: Module): void {
  const read = (path: string): Uint8Array | undefined => (FS.analyzePath(path).exists ? FS.readFile(path) : undefined);
  const locateElsewhere = locateFile;
  locateFile = (path) => (FS.analyzePath(path).exists ? path : locateElsewhere(path));
  const readElsewhere = readBinary;
  readBinary = (address) => {
    const bytes = read(address) ?? readElsewhere?.(address);
    if (bytes === undefined) {
      throw new Error(`there is no file ${address}`);
    }
    return bytes;
  };
  const loadElsewhere = asyncLoad;
  asyncLoad = (address, done, failed) => {
    const bytes = read(address);
    if (bytes === undefined) {
      loadElsewhere(address, done, failed);
    } else {
      done(bytes);
    }
  };
}

function useCompiled({ FS }: Module): void {
  const loadModule = loadWebAssemblyModule;
  loadWebAssemblyModule = (binary, flags, name, localScope, handle) => {
    // An asynchronous load gives the engine time to compile; it would not instantiate a compiled module in its own time.
    const compiled = name === undefined || flags.loadAsync ? undefined : takeCompiled(FS, name);
    return loadModule(compiled ?? binary, flags, name, localScope, handle);
  };
}

/**
 * Give values to the symbols that libraries refer to. In a circle of libraries some have none yet: the last one loaded
 * completes it.
 */
function resolveUndefined(): void {
  const missing = [];
  for (const [name, entry] of Object.entries(GOT)) {
    if (entry.value !== 0) {
      continue;
    }
    const { sym: symbol } = resolveGlobalSymbol(name, true);
    if (typeof symbol === "function") {
      entry.value = addFunction(symbol, (symbol as { sig?: string }).sig);
    } else if (typeof symbol === "number") {
      entry.value = symbol;
    } else if (entry.required) {
      missing.push(name);
    }
  }
  if (missing.length === 0) {
    return;
  }
  if (isCircle && loading.length > 1) {
    incomplete.add(loading[loading.length - 1]!);
    return;
  }
  for (const name of missing) {
    GOT[name]!.required = false; // or no library could be loaded any more
  }
  const [first, ...others] = missing;
  throw new Error(
    `it needs the symbol ${first}${others.length > 0 ? ` and ${others.length} more (${others.slice(0, 5).join(", ")})` : ""}, ` +
      "which neither Python nor a library that it needs has",
  );
}

/** Write the addresses again that were not known when a library of a circle was loaded. */
function completeCircle(): void {
  for (const path of incomplete) {
    const { exports } = LDSO.loadedLibsByName[path]!;
    (exports as { __wasm_apply_data_relocs?: () => void }).__wasm_apply_data_relocs?.();
  }
}

// Offsets in `struct dso` (emscripten's dynlink.c): a copy of the file, which C makes for threads and never frees.
const FILE_DATA = 28;
const FILE_DATA_SIZE = 32;

function freeFile(handle: number): void {
  const data = HEAPU32[(handle + FILE_DATA) >>> 2]!;
  if (data !== 0) {
    HEAPU32[(handle + FILE_DATA) >>> 2] = 0;
    HEAPU32[(handle + FILE_DATA_SIZE) >>> 2] = 0;
    (wasmExports["free"] as (pointer: number) => void)(data);
  }
}

/** Load a library so that it can be tried again if it fails. */
function cleanly(module: Module, load: typeof loadDynamicLibrary): Module["loadDynamicLibrary"] {
  return (name, flags = { global: true, nodelete: true }, localScope, handle) => {
    const path = pathOf(module, name);
    const isNew = !(path in LDSO.loadedLibsByName);
    if (isNew) {
      loading.push(path);
    }
    const finish = (succeeded: boolean): void => {
      if (handle) {
        freeFile(handle);
      }
      if (!isNew) {
        return;
      }
      loading.splice(loading.indexOf(path), 1);
      if (!succeeded) {
        delete LDSO.loadedLibsByName[path];
        if (handle) {
          delete LDSO.loadedLibsByHandle[handle];
        }
      }
      if (loading.length === 0) {
        if (succeeded) {
          completeCircle();
        }
        incomplete.clear();
        isCircle = false;
      }
    };
    let result;
    try {
      result = load(path, flags, localScope, handle);
    } catch (error) {
      finish(false);
      throw error;
    }
    if (!flags.loadAsync) {
      finish(true);
      return result;
    }
    return (result as Promise<unknown>).then(
      (value) => {
        finish(true);
        return value;
      },
      (error: unknown) => {
        finish(false);
        throw error;
      },
    );
  };
}

/** A name without a folder is looked for, as in dlopen("libx.so"). */
function pathOf(module: Module, name: string): string {
  if (name.includes("/") || name in LDSO.loadedLibsByName) {
    return name;
  }
  return findLibrary(module.FS, name, undefined, [], environmentFolders(module)) ?? name;
}
