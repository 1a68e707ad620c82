/**
 * Names below the public API, on `pyodide._api` and `Module.API`. Each says who needs it: our loader, or a project
 * outside that reaches for it. Our own modules do not use this file.
 */

import { createApi, type Api } from "./api";
import { requestSync } from "./blocking-request";
import {
  js_handle_count,
  runtime_install_bridge,
  runtime_run_main,
  runtime_start,
  stack_switching_start,
} from "./boundary/exports.gen";
import { resolveAddress } from "./bootstrap/host/address";
import type { LoadOptions, LockFile } from "./bootstrap/options";
import type { SeekableArchive } from "./bootstrap/seekable-zstd";
import { collectedCount } from "./collected";
import { makeObjectsOfDicts } from "./convert/to-js-conversion";
import { loadLibrary, prepareLibraries } from "./dynamic-linker/prepare";
import type { Module } from "./emscripten";
import { writeCompressedFile } from "./filesystem/compressed-file";
import { FatalError, onFatal } from "./error/fatal";
import { keepNull } from "./convert/null";
import { throwPythonError } from "./error/python-error";
import { completeModuleConfig, type ModuleConfig } from "./module-config";
import { readAddress } from "./packages/read-address";
import { readStrings } from "./packages/requests";
import { Packages, type LockInfo, type LockPackage } from "./packages";
import { showRepr } from "./pyproxy/base";
import { proxyCount } from "./pyproxy/collection";
import { PythonModules } from "./python-modules";
import { rootCertificates } from "./root-certificates";
import { installDevices } from "./streams/devices";
import { StreamSetter } from "./streams/set-streams";
import { connectCallAdaptor } from "./call-adaptor/start";
import { measureStack } from "./stack";
import { canSwitchStacks } from "./stack-switching/engine";
import { createTestApi, installTestModule, type TestApi } from "./test-hooks";
import { abiVersion, sitePackages, version } from "./version";
import { withArgv } from "./argv";

export interface PrivateApi extends TestApi {
  /** The loader compares it with its own; workerd reads it. */
  readonly version: string;
  readonly abiVersion: string;
  readonly config: ModuleConfig;
  /** Set once Python runs; workerd reads it. */
  public_api?: Api;
  /** Called with the error when the interpreter dies; JupyterLite's kernel sets it. */
  on_fatal?: (error: FatalError) => void;
  /** The loader and workerd: put handlers behind file descriptors 0, 1 and 2; setStdin() and its relatives replace them. */
  initializeStreams(
    stdin?: LoadOptions["stdin"] | null,
    stdout?: LoadOptions["stdout"] | null,
    stderr?: LoadOptions["stderr"] | null,
  ): void;
  /** The loader: put a file into the file system that is unpacked as it is read. */
  writeCompressedFile(path: string, archive: SeekableArchive): void;
  /** The loader and workerd: start Python and make the public API. */
  finalizeBootstrap(): Api;
  /** Python (_pyodide): put a file of the distribution into the file system, while Python waits. */
  fetchFile(name: string, path: string): boolean;
  /** Python (pyodide.http): a request that blocks, where there is no XMLHttpRequest. */
  readonly requestSync: typeof requestSync;
  /** Python (_pyodide): what the module ssl trusts in Node. */
  readonly rootCertificates: typeof rootCertificates;
  /** Leak checks: JavaScript values that Python holds, and Python objects that JavaScript holds. */
  referenceCounts(): { handles: number; proxies: number };
  /** Leak checks: how often the garbage collector has given a reference back. */
  readonly collectedCount: typeof collectedCount;
  /** workerd: where the lock file comes from. */
  readonly lockFilePromise: PromiseLike<LockFile> | undefined;
  /** The loader: load what the options ask for. */
  loadInitialPackages(): Promise<void>;
  /** micropip: what the lock file says of each package, by normalised name. */
  readonly lockfile_packages: Record<string, LockPackage>;
  /** micropip and kernels: what it says of the platform. */
  readonly lockfile_info: LockInfo;
  /** Consoles and kernels: names of packages by names of modules. */
  readonly _import_name_to_package_name: ReadonlyMap<string, string>;
  /** micropip: make shared libraries of wheels ready for their import, whatever their order. */
  loadSharedLibraries(paths: Iterable<string>): Promise<void>;
  /** pyodide-pack: load a shared library, its symbols for all if `global`. */
  loadDynlib(path: string, global?: boolean): Promise<void>;
  /** micropip: the file at an address; one relative to the folder of packages where there is no other. */
  loadBinaryFile(address: string): Promise<Uint8Array>;
  /** Python (_pyodide): the package that has a module and is not loaded. */
  packageWithModule(module: string): string | undefined;
  /** pyodide-pack and kernels: where packages are installed. */
  readonly sitePackages: string;
  /** The `python` command: run what the command line in config.args says, give the exit status. */
  runMain(): Promise<number>;
}

/** What runtime_start gives instead of an exit status. */
const RUNNING = -1;

/** Python wants to end instead of starting: `--version`, `--help`, a wrong option. */
export class StartExit extends Error {
  override readonly name = "StartExit";
  readonly status: number;

  constructor(status: number) {
    super(`Python ended at its start with exit status ${status}, as its command line arguments asked`);
    this.status = status;
  }
}

/** The status with which Python's C code called exit(), which emscripten turns into a throw. @throws any other error. */
function exitStatusIn(error: unknown): number {
  const cause = error instanceof FatalError ? (error.cause as { name?: string; status?: number }) : undefined;
  if (cause?.name === "ExitStatus" && cause.status !== undefined) {
    return cause.status;
  }
  throw error;
}

/** Start Python; it gives a status instead where its command line asks for no more than that. */
function startPython(module: Module, argv: string[]): number {
  try {
    return withArgv(module, argv, runtime_start);
  } catch (error) {
    return exitStatusIn(error);
  }
}

/** What is in Module.API before the runtime replaces it. */
interface Settings {
  readonly config: Partial<ModuleConfig>;
  readonly lockFilePromise?: PromiseLike<LockFile> | undefined;
}

export function createPrivateApi(module: Module, settings: Settings): PrivateApi {
  const config = completeModuleConfig(settings.config);
  let streams: StreamSetter | undefined;
  const python = new PythonModules();
  const packages = new Packages(module, python, () => streams!.streams, config, settings.lockFilePromise);
  onFatal((error) => api.on_fatal?.(error));
  const api: PrivateApi = {
    ...createTestApi(() => api.public_api!),
    version,
    abiVersion,
    config,
    initializeStreams(stdin, stdout, stderr) {
      streams = new StreamSetter(module, config.streams);
      installDevices(module, streams.streams);
      if (stdin) {
        streams.setStdin({ stdin });
      }
      if (stdout) {
        streams.setStdout({ batched: stdout });
      }
      if (stderr) {
        streams.setStderr({ batched: stderr });
      }
    },
    writeCompressedFile: (path, archive) => {
      writeCompressedFile(module, path, archive);
    },
    finalizeBootstrap() {
      connectCallAdaptor();
      if (config.pyproxyToStringRepr) {
        showRepr();
      }
      installTestModule(module);
      if (canSwitchStacks) {
        stack_switching_start();
      }
      measureStack();
      if (!config.toJsLiteralMap) {
        makeObjectsOfDicts();
      }
      const argv = [config.executable, ...config.args];
      const status = startPython(module, argv);
      if (status !== RUNNING) {
        throw new StartExit(status);
      }
      const { api: publicApi, start } = createApi(module, api, streams!, python, packages);
      if (!config.convertNullToNone) {
        keepNull();
      }
      if (runtime_install_bridge(config.jsglobals, publicApi) < 0) {
        throwPythonError();
      }
      start();
      api.public_api = publicApi;
      return publicApi;
    },
    fetchFile(name, path) {
      const bytes = config.readSync(name);
      if (bytes !== undefined) {
        module.FS.writeFile(path, bytes, { canOwn: true });
      }
      return bytes !== undefined;
    },
    requestSync,
    rootCertificates,
    referenceCounts: () => ({ handles: js_handle_count(), proxies: proxyCount() }),
    collectedCount,
    lockFilePromise: settings.lockFilePromise,
    loadInitialPackages: () => packages.loadInitial(),
    loadSharedLibraries: (paths) => prepareLibraries(module, readStrings(paths)),
    loadDynlib: (path, global = false) => loadLibrary(module, path, global),
    loadBinaryFile: (address) => readAddress(module, resolveAddress(address, packages.baseUrl)),
    packageWithModule: (name) => packages.unloadedWith(name),
    sitePackages,
    get lockfile_packages() {
      return Object.fromEntries(packages.lockfile.packages);
    },
    get lockfile_info() {
      return packages.lockfile.contents.info;
    },
    get _import_name_to_package_name() {
      return packages.lockfile.importNames;
    },
    async runMain() {
      try {
        return await runtime_run_main();
      } catch (error) {
        return exitStatusIn(error);
      }
    },
  };
  return api;
}
