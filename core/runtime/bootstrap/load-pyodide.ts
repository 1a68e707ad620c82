/** loadPyodide: the stages of a start, one after another. */

import type { Api } from "../api";
import type { Module } from "../emscripten";
import type { PrivateApi } from "../private-api";
import { pythonVersion, sitePackages, version } from "../version";
import { checkOptions } from "./check-options";
import { completeConfig, type Config } from "./config";
import { detectHost } from "./host/detect";
import { LoadError, type Host } from "./host/types";
import type { LoadOptions, LockFile } from "./options";
import { checkVersion, loadStandardLibrary, type StandardLibrary } from "./standard-library";

type Factory = (settings: object) => Promise<Module & { API: PrivateApi }>;

declare const globalThis: { _createPyodideModule: Factory | undefined };

const factories = new Map<string, Promise<Factory>>();
let lastLoad: Promise<unknown> = Promise.resolve();

/**
 * Run pyodide.asm.js and take what it defines off the global scope, so that several releases fit into a page. A program
 * may have run it already: a service worker cannot do so later.
 */
async function runGlue(host: Host, url: string): Promise<Factory> {
  if (globalThis._createPyodideModule === undefined) {
    await host.loadScript(url);
  }
  const defined = globalThis._createPyodideModule;
  globalThis._createPyodideModule = undefined; // a script's `var` cannot be deleted
  if (defined === undefined) {
    throw new LoadError(url, "the script does not define _createPyodideModule");
  }
  return defined;
}

/** Fetch and run pyodide.asm.js once per address; one at a time, because all define the same global. */
function loadFactory(host: Host, url: string): Promise<Factory> {
  let factory = factories.get(url);
  if (factory === undefined) {
    factory = lastLoad.then(() => runGlue(host, url));
    lastLoad = factory.catch(() => {
      // A failure is not remembered: the next call may find the file.
      factories.delete(url);
    });
    factories.set(url, factory);
  }
  return factory;
}

/** Get the list of packages. It changes under the same address, so browsers are to ask whether theirs is the last. */
async function loadLockFile(host: Host, { lockFileContents, lockFileURL }: Config): Promise<LockFile> {
  if (lockFileContents !== undefined) {
    return lockFileContents;
  }
  return new TextDecoder().decode(await host.readBytes(lockFileURL, "no-cache"));
}

/** Folders and files that Python needs at its start. */
async function prepareFiles(
  module: Module & { API: PrivateApi },
  config: Config,
  stdlib: StandardLibrary,
): Promise<void> {
  const { FS } = module;
  FS.mkdirTree(sitePackages);
  FS.mkdirTree(`/lib/python${pythonVersion}/lib-dynload`);
  const archive = `/lib/python${pythonVersion.replace(".", "")}.zip`;
  if (stdlib instanceof Uint8Array) {
    FS.writeFile(archive, stdlib, { canOwn: true });
  } else {
    module.API.writeCompressedFile(archive, stdlib);
  }
  FS.mkdirTree(config.env["HOME"]!);
  FS.chdir(config.env["HOME"]!);
  await config.fsInit?.(FS, { sitePackages });
}

/** Compile the wasm file, which names its release in a section of its own. */
async function compileWasm(host: Host, url: string): Promise<WebAssembly.Module> {
  const module = await host.compile(url);
  const [section] = WebAssembly.Module.customSections(module, "pyodide.version");
  checkVersion(section ? new TextDecoder().decode(section) : "unknown", url);
  return module;
}

/** Start emscripten's module around a compiled wasm file. */
function startModule(
  host: Host,
  factory: Factory,
  config: Config,
  wasm: Promise<WebAssembly.Module>,
  lockFilePromise: Promise<LockFile>,
): Promise<Module & { API: PrivateApi }> {
  return new Promise((resolve, reject) => {
    const settings = {
      noInitialRun: true,
      API: {
        lockFilePromise,
        config: {
          ...config,
          streams: host.streams,
          readSync: (name: string) => host.readSync(host.resolve(name, config.indexURL)),
        },
      },
      preRun: [
        (module: Module) => {
          for (const [name, value] of Object.entries(config.env)) {
            module.ENV[utf8AsBytes(name)] = utf8AsBytes(value);
          }
        },
      ],
      instantiateWasm(
        imports: WebAssembly.Imports,
        done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
      ) {
        wasm
          .then(async (compiled) => {
            done(await WebAssembly.instantiate(compiled, imports), compiled);
          })
          .catch(reject);
        return {};
      },
    };
    factory(settings).then(resolve, reject);
  });
}

/** Emscripten writes one byte a character into C's environment, which Python reads as UTF-8. */
function utf8AsBytes(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
}

/**
 * Load Python and give its API. Each call makes an interpreter of its own.
 *
 * @throws PyodideLoadError if a file of the runtime cannot be had or is damaged.
 */
export async function loadPyodideFrom(base: string, options: LoadOptions = {}): Promise<Api> {
  checkOptions(options, (message) => {
    console.warn(message);
  });
  if (options.checkAPIVersion !== undefined && options.checkAPIVersion !== version) {
    throw new Error(`This is Pyodide ${version}, but the program was written for ${options.checkAPIVersion}`);
  }
  const host = detectHost();
  const config = completeConfig(options, host.resolve(base, ""), host.resolve);

  const glueURL = host.resolve("pyodide.asm.js", config.indexURL);
  const wasmURL = host.resolve("pyodide.asm.wasm", config.indexURL);
  const wasm = compileWasm(host, wasmURL);
  const stdlib = loadStandardLibrary(host, config);
  const lockFile = loadLockFile(host, config);
  lockFile.catch(() => undefined); // whoever needs packages meets the error
  const factory = options.createPyodideModule
    ? Promise.resolve(options.createPyodideModule as Factory)
    : loadFactory(host, glueURL);
  // All three are under way; the first failure is reported, and the others must not become unhandled rejections.
  await Promise.all([wasm, stdlib, factory]);

  const module = await startModule(host, await factory, config, wasm, lockFile);
  checkVersion(module.API.version, glueURL);
  module.API.initializeStreams(config.stdin, config.stdout, config.stderr);
  await prepareFiles(module, config, await stdlib);
  const api = module.API.finalizeBootstrap();
  await module.API.loadInitialPackages();
  return api;
}
