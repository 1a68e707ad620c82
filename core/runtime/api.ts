/** The object that loadPyodide gives: members that delegate. */

import { createCanvasApi, type CanvasApi } from "./canvas";
import { setDebug } from "./debug";
import { toPyDeep } from "./convert/explicit-to-py";
import type { ToPyOptions } from "./convert/to-py-options";
import type { FileSystem, Module } from "./emscripten";
import { detectEnvironment, type Environment } from "./environment";
import * as ffi from "./ffi";
import { mountNativeFS, mountOPFS, type NativeMount, type OpfsOptions } from "./filesystem/mount-native";
import { mountNodeFS } from "./filesystem/node-fs";
import { unpackArchive, type UnpackOptions } from "./filesystem/unpack-archive";
import { registerComlink, type Comlink } from "./host-value/comlink";
import { checkInterrupt, setInterruptBuffer, type InterruptBuffer } from "./interrupt";
import type { LoadPackageOptions, LockContents, PackageData, Packages } from "./packages";
import type { PrivateApi } from "./private-api";
import type { PyProxy } from "./pyproxy/base";
import type { PythonModules, RunOptions } from "./python-modules";
import { scheduleCallback } from "./scheduler";
import { createNodeSockets } from "./sockets/node-sockets";
import type { StdinOptions } from "./streams/readers";
import type { StreamSetter } from "./streams/set-streams";
import type { StdoutOptions } from "./streams/writers";
import { version } from "./version";

/** The API of one interpreter. */
export interface Api {
  /** The version of the distribution (PEP 440). */
  readonly version: string;
  /** Emscripten's file system API. */
  readonly FS: FileSystem;
  /** Emscripten's path functions. */
  readonly PATH: object;
  /** Numbers of the POSIX error names. */
  readonly ERRNO_CODES: Readonly<Record<string, number>>;
  /** The canvas that graphics libraries draw on. */
  readonly canvas: CanvasApi;
  /** The packages that are loaded, and where each came from. */
  readonly loadedPackages: Record<string, string>;
  /** What the lock file lists. @throws Error if it could not be read. */
  readonly lockfile: LockContents;
  /** Where packages of the lock file are, and what else lies beside it. */
  readonly lockfileBaseUrl: string;
  /** The global Python namespace, a PyProxy of a dict. */
  readonly globals: PyProxy;
  /** The Python package `pyodide`. */
  readonly pyodide_py: PyProxy;
  /** Classes for `instanceof`. */
  readonly ffi: Readonly<typeof ffi>;

  /**
   * Run Python code and give the value of its last expression, converted.
   *
   * @throws PythonError if the code raises.
   */
  runPython(code: string, options?: RunOptions): any;
  /**
   * Run Python code that may use `await` at its top level.
   *
   * @throws PythonError if the code raises: the promise is rejected.
   */
  runPythonAsync(code: string, options?: RunOptions): Promise<any>;
  /**
   * Load packages of the distribution with what they depend on, or wheels from addresses without. A package that
   * cannot be loaded is told to errorCallback, and the others are loaded.
   *
   * @param names names or addresses of wheels; a PyProxy of a list is destroyed.
   * @returns what has been loaded, dependencies first.
   * @throws Error if the lock file cannot be read or has no package of a name, TypeError if an argument is none.
   */
  loadPackage(names: string | Iterable<string> | PyProxy, options?: LoadPackageOptions): Promise<PackageData[]>;
  /** Load the packages of the distribution that code imports. @throws TypeError if the code is no string. */
  loadPackagesFromImports(code: string, options?: LoadPackageOptions): Promise<PackageData[]>;
  /** Import a module, or with dots in its name a member of one. @throws PythonError if it cannot be imported. */
  pyimport(name: string): any;
  /**
   * Convert an object and what is in it to Python: a PyProxy, or the value itself where there is nothing to convert.
   *
   * @throws PythonError, of type ConversionError where Python has no faithful counterpart.
   */
  toPy(value: unknown, options?: ToPyOptions): any;
  /** Make a JavaScript object importable as a Python module. @throws PythonError if it is no object. */
  registerJsModule(name: string, module: object): void;
  /** Take back what registerJsModule did. @throws PythonError if no JavaScript module has that name. */
  unregisterJsModule(name: string): void;
  /** Let Python call and await Comlink's proxies. @throws TypeError if it is given something else. */
  registerComlink(Comlink: Comlink): void;

  /**
   * Say what Python reads from standard input; without options, what it reads by default.
   *
   * @throws TypeError if an option is wrong, or several say what is read.
   */
  setStdin(options?: StdinOptions): void;
  /**
   * Say where standard output goes; without options, where it goes by default.
   *
   * @throws TypeError if an option is wrong.
   */
  setStdout(options?: StdoutOptions): void;
  /**
   * Say where standard error goes; without options, where it goes by default.
   *
   * @throws TypeError if an option is wrong.
   */
  setStderr(options?: StdoutOptions): void;

  /**
   * Watch the first element of an array in shared memory for signal numbers.
   *
   * @throws TypeError if it is no typed array of integers.
   */
  setInterruptBuffer(buffer: InterruptBuffer | null | undefined): void;
  /** Serve a pending interrupt. @throws PythonError with type KeyboardInterrupt. */
  checkInterrupt(): void;
  /** Call back after `timeout` milliseconds; 0 is as soon as possible. @throws TypeError if an argument is wrong. */
  scheduleCallback(callback: () => void, timeout?: number): void;
  /** Make error messages say more, at a cost; gives what the mode was. @throws TypeError if it is no boolean. */
  setDebug(debug: boolean): boolean;
  /** Tell where the program runs. */
  detectEnvironment(): Environment;

  /**
   * Give Python's `socket`, and asyncio, the sockets of Node.js.
   *
   * @throws Error in a browser.
   */
  useNodeSockFS(): Promise<void>;
  /** Mount a folder of the host; only in Node. @throws Error if one of the paths cannot be used. */
  mountNodeFS(emscriptenPath: string, hostPath: string): void;
  /**
   * Mount a folder that the user has chosen; only in browsers.
   *
   * @throws TypeError if it is no folder's handle, Error if it may not be read and written or the path cannot be used.
   */
  mountNativeFS(path: string, fileSystemHandle: FileSystemDirectoryHandle): Promise<NativeMount>;
  /**
   * Mount a folder that the browser keeps for the page's origin: files in it are there after a reload.
   *
   * @throws TypeError if an option is wrong, Error where there is no such storage or the path cannot be used.
   */
  mountOPFS(path: string, options?: OpfsOptions): Promise<NativeMount>;
  /**
   * Unpack an archive, all of it or nothing.
   *
   * @param format what `shutil.unpack_archive` knows, with or without a dot, or `whl`.
   * @throws TypeError if an argument is of the wrong type; PythonError if the archive is bad or leads out of its folder.
   */
  unpackArchive(buffer: ArrayBuffer | ArrayBufferView, format: string, options?: UnpackOptions): void;

  /** Names that other projects use though they are not public: see private-api.ts. */
  readonly _api: PrivateApi;
  /** Emscripten's module object; not public. */
  readonly _module: Module;
}

/** Make the public API. `start` imports the Python side and must be called once the bridge is installed. */
export function createApi(
  module: Module,
  privateApi: PrivateApi,
  streams: StreamSetter,
  python: PythonModules,
  packages: Packages,
): { api: Api; start: () => void } {
  const api: Api = {
    version,
    FS: module.FS,
    PATH: module.PATH,
    ERRNO_CODES: module.ERRNO_CODES,
    canvas: createCanvasApi(module),
    loadedPackages: packages.loader.loaded,
    get lockfile() {
      return packages.lockfile.contents;
    },
    get lockfileBaseUrl() {
      return packages.baseUrl;
    },
    get globals() {
      return python.globals;
    },
    get pyodide_py() {
      return python.pyodide;
    },
    ffi: Object.freeze({ ...ffi }),
    runPython: (code, options) => python.run(code, options),
    runPythonAsync: (code, options) => python.runAsync(code, options),
    loadPackage: (names, options) => packages.loader.load(names, options),
    loadPackagesFromImports: (code, options) => packages.loader.loadFromImports(code, options),
    pyimport: (name) => python.importName(name),
    toPy: toPyDeep,
    registerJsModule: (name, object) => python.registerJsModule(name, object),
    unregisterJsModule: (name) => python.unregisterJsModule(name),
    registerComlink,
    setStdin: (options) => streams.setStdin(options),
    setStdout: (options) => streams.setStdout(options),
    setStderr: (options) => streams.setStderr(options),
    setInterruptBuffer: (buffer) => setInterruptBuffer(module, buffer),
    checkInterrupt,
    scheduleCallback,
    setDebug,
    detectEnvironment,
    // A promise, so that it may come to fetch something.
    async useNodeSockFS() {
      python.useNodeSockets(() => createNodeSockets(module, privateApi.config.readSync));
    },
    mountNodeFS: (path, hostPath) => mountNodeFS(module, path, hostPath),
    mountNativeFS: (path, handle) => mountNativeFS(module.FS, path, handle),
    mountOPFS: (path, options) => mountOPFS(module.FS, path, options),
    unpackArchive: (buffer, format, options) => {
      unpackArchive(module, (...args) => python.unpackArchive(...args), buffer, format, options);
    },
    _api: privateApi,
    _module: module,
  };
  return { api, start: () => python.start() };
}
