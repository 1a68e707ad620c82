/** The Python side of the runtime: every module and function of pyodide-py that TypeScript calls, by name. */

import { py_decref, py_import } from "./boundary/exports.gen";
import type { Pointer } from "./boundary/heap";
import { throwPythonError } from "./error/python-error";
import { toPy } from "./convert/to-py";
import { callPyObjectPlain } from "./pyproxy/call";
import type { PyProxy } from "./pyproxy/base";
import { isPyProxy, pointerOf, stateOf } from "./pyproxy/state";

export interface RunOptions {
  /** A PyProxy of a dict; default: the global namespace. */
  globals?: object;
  /** A PyProxy of a dict; default: the same as globals. */
  locals?: object;
  /** The file name in tracebacks; source lines are shown unless it is of the form `<name>`. Default: `<exec>`. */
  filename?: string;
}

interface Callable {
  (...args: unknown[]): unknown;
  callKwargs(...args: unknown[]): unknown;
}

interface JsImport {
  register_js_module: Callable;
  unregister_js_module: Callable;
  import_name: Callable;
}

/** How loadPackage names a package to Python. */
export interface PackageFile {
  readonly fileName: string;
  readonly installDir: string;
  readonly name: string;
  /** The hash to check; undefined if that is done. */
  readonly sha256: string | undefined;
  /** Whether a user has asked for it, not only another package. */
  readonly requested: boolean;
  /** The URL of a wheel that is not in the lock file. */
  readonly url: string | undefined;
}

interface Installing {
  install: Callable;
  finish: Callable;
}

interface ListProxy {
  toJs(): unknown[];
  destroy(): void;
}

type Module = Record<string, unknown> & { destroy(): void };

/** Keep what a proxy has lent, beyond the proxy. */
function keep(value: unknown): unknown {
  return isPyProxy(value) ? (value as { copy(): object }).copy() : value;
}

/** Take members out of a module, each a value or a PyProxy that is kept. */
function importMembers<Name extends string>(moduleName: string, ...names: Name[]): Record<Name, unknown> {
  const module = importModule(moduleName);
  const members = Object.fromEntries(names.map((name) => [name, keep(module[name])]));
  module.destroy();
  return members as Record<Name, unknown>;
}

/** Import a module as a PyProxy. */
function importModule(name: string): Module {
  const object: Pointer = toPy(name);
  const module = py_import(object);
  py_decref(object);
  return (module ?? throwPythonError()) as Module;
}

/** Copy a list of strings and give its proxy up. */
function takeList(list: unknown): string[] {
  const proxy = list as ListProxy;
  const items = proxy.toJs() as string[];
  proxy.destroy();
  return items;
}

type Coroutine = PromiseLike<unknown> & Module;

interface Namespace {
  get(name: unknown): unknown;
  has(name: unknown): boolean;
}

/** The namespace of `__main__`, in which builtins are found as code there finds them. */
function makeGlobals(): PyProxy {
  const globals = importMembers("__main__", "__dict__").__dict__ as Namespace & PyProxy;
  const builtins = importMembers("builtins", "__dict__").__dict__ as Namespace;
  const { get, has } = globals;
  const own = (name: unknown): boolean => has.call(globals, name);
  Object.defineProperties(globals, {
    get: { value: (name: unknown): unknown => (own(name) ? get.call(globals, name) : builtins.get(name)) },
    has: { value: (name: unknown): boolean => own(name) || builtins.has(name) },
  });
  return globals;
}

export class PythonModules {
  #globals: PyProxy | undefined;
  #pyodide: PyProxy | undefined;
  #run!: Callable;
  #runAsync!: Callable;
  #jsImport: JsImport | undefined;
  #unpack: Callable | undefined;
  #findImports: Callable | undefined;
  #installing: Installing | undefined;
  #hasSockets = false;

  /** Import what every page needs. The rest is imported on first use: each module costs start-up time. */
  start(): void {
    const { run, run_async } = importMembers("_pyodide.evaluate", "run", "run_async");
    this.#run = run as Callable;
    this.#runAsync = run_async as Callable;
  }

  get globals(): PyProxy {
    return (this.#globals ??= makeGlobals());
  }

  get pyodide(): PyProxy {
    return (this.#pyodide ??= importModule("pyodide") as unknown as PyProxy);
  }

  run(code: string, options?: RunOptions): unknown {
    // The value of the code may be a coroutine: nobody has called an async function from JavaScript.
    return callPyObjectPlain(pointerOf(stateOf(this.#run)), this.#runArguments("runPython", code, options));
  }

  async runAsync(code: string, options?: RunOptions): Promise<unknown> {
    const coroutine = this.#runAsync(...this.#runArguments("runPythonAsync", code, options)) as Coroutine;
    try {
      return await coroutine;
    } finally {
      coroutine.destroy();
    }
  }

  #runArguments(name: string, code: string, options: RunOptions = {}): [string, object, object | undefined, string] {
    if (typeof code !== "string") {
      throw new TypeError(`${name}: the code must be a string, not ${code === null ? "null" : typeof code}`);
    }
    if (typeof options !== "object" || options === null) {
      throw new TypeError(`${name}: the second argument must be an object, such as { globals }`);
    }
    const { globals, locals, filename = "<exec>" } = options;
    return [code, globals ?? this.globals, locals, filename];
  }

  importName(name: string): unknown {
    if (typeof name !== "string") {
      throw new TypeError(`pyimport: the name must be a string, not ${typeof name}`);
    }
    return this.#js.import_name(name);
  }

  registerJsModule(name: string, module: object): void {
    this.#js.register_js_module(name, module);
  }

  unregisterJsModule(name: string): void {
    this.#js.unregister_js_module(name);
  }

  unpackArchive(path: string, format: string, extractDir: string | undefined): void {
    this.#unpack ??= importMembers("_pyodide.archive", "unpack").unpack as Callable;
    this.#unpack(path, format, extractDir);
  }

  /** The modules that code imports, with the packages that they are in. */
  findImports(code: string): string[] {
    const name = "find_imports_to_load";
    this.#findImports ??= importMembers("_pyodide.find_imports", name)[name] as Callable;
    return takeList(this.#findImports(code));
  }

  /**
   * Install a wheel or an archive and give the paths of its shared libraries; `finishPackage` is to follow.
   *
   * @throws PythonError, of type InstallError if the file is not what it should be.
   */
  installPackage(bytes: Uint8Array, file: PackageFile): string[] {
    const { fileName, installDir, name, sha256, requested, url } = file;
    return takeList(this.#install.install(bytes, fileName, installDir, name, sha256, requested, url));
  }

  /** Let modules that are imported already use a part of the standard library that was loaded just now. */
  connectLateModules(name: string): void {
    const { connect } = importMembers("_pyodide.late_modules", "connect") as { connect: Callable & Module };
    connect(name);
    connect.destroy();
  }

  /**
   * Forget what an installed package has replaced, or bring it back.
   *
   * @param usable whether the package stays.
   * @returns the paths of the shared libraries that are back.
   */
  finishPackage(name: string, usable: boolean): string[] {
    return takeList(this.#install.finish(name, usable));
  }

  get #install(): Installing {
    return (this.#installing ??= importMembers(
      "pyodide._install.package",
      "install",
      "finish",
    ) as unknown as Installing);
  }

  /** Connect Python's sockets, once. */
  useNodeSockets(create: () => object): void {
    if (!this.#hasSockets) {
      const { install } = importMembers("_pyodide.node_sockets", "install") as { install: Callable & Module };
      install(create());
      install.destroy();
      this.#hasSockets = true;
    }
  }

  get #js(): JsImport {
    return (this.#jsImport ??= importMembers(
      "_pyodide.js_import",
      "register_js_module",
      "unregister_js_module",
      "import_name",
    ) as unknown as JsImport);
  }
}
