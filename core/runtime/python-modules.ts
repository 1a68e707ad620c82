/** The Python side of the runtime: every module and function of pyodide-py that TypeScript calls, by name. */

import { py_decref, py_import } from "./boundary/exports.gen";
import type { Pointer } from "./boundary/heap";
import { throwPythonError } from "./error/python-error";
import { toPy } from "./convert/to-py";

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

interface Evaluation {
  run: Callable;
  run_async: Callable;
}

interface JsImport {
  register_js_module: Callable;
  unregister_js_module: Callable;
}

/** Import a module as a PyProxy. */
function importModule(name: string): unknown {
  const object: Pointer = toPy(name);
  const module = py_import(object);
  py_decref(object);
  return module ?? throwPythonError();
}

export class PythonModules {
  #globals: object | undefined;
  #pyodide: object | undefined;
  #run!: Callable;
  #runAsync!: Callable;
  #jsImport: JsImport | undefined;
  #importName: Callable | undefined;

  /** Import what every page needs. The rest is imported on first use: each module costs start-up time. */
  start(): void {
    const evaluation = importModule("_pyodide.evaluate") as Evaluation;
    this.#run = evaluation.run;
    this.#runAsync = evaluation.run_async;
  }

  get globals(): object {
    return (this.#globals ??= (importModule("__main__") as { __dict__: object }).__dict__);
  }

  get pyodide(): object {
    return (this.#pyodide ??= importModule("pyodide") as object);
  }

  run(code: string, { globals, locals, filename = "<exec>" }: RunOptions = {}): unknown {
    return this.#run(code, globals ?? this.globals, locals, filename);
  }

  runAsync(code: string, { globals, locals, filename = "<exec>" }: RunOptions = {}): unknown {
    return this.#runAsync(code, globals ?? this.globals, locals, filename);
  }

  importName(name: string): unknown {
    this.#importName ??= (importModule("_pyodide.js_import") as { import_name: Callable }).import_name;
    return this.#importName(name);
  }

  registerJsModule(name: string, module: object): void {
    this.#js().register_js_module(name, module);
  }

  unregisterJsModule(name: string): void {
    this.#js().unregister_js_module(name);
  }

  #js(): JsImport {
    return (this.#jsImport ??= importModule("_pyodide.js_import") as JsImport);
  }
}
