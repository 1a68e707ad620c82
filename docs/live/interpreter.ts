/** Runs examples, each in a namespace of its own. */

import type { Api } from "../../core/runtime/api";
import type { loadPyodide as load } from "../../core/runtime/index";
import type { Say } from "./messages";

let starting: Promise<Api> | undefined;
let say: Say;

async function start(indexURL: string): Promise<Api> {
  say("status", "Loading Python …");
  const { loadPyodide } = (await import(`${indexURL}pyodide.mjs`)) as { loadPyodide: typeof load };
  return loadPyodide({
    stdout: (line) => say("stdout", `${line}\n`),
    stderr: (line) => say("stderr", `${line}\n`),
  });
}

/** Run an example and say what came of it. `names` are there besides what Python has. */
export async function runExample(code: string, indexURL: string, output: Say, names: object = {}): Promise<void> {
  say = output;
  try {
    const pyodide = await (starting ??= start(indexURL));
    say("status", "Running …");
    await pyodide.loadPackagesFromImports(code, { messageCallback: (message) => say("status", message) });
    const globals = pyodide.runPython("dict(__name__='__main__')");
    for (const [name, value] of Object.entries(names)) {
      globals.set(name, value);
    }
    const shown = pyodide.runPython("lambda value: None if value is None else repr(value)");
    const run = pyodide.pyimport("pyodide.code.eval_code_async");
    const result = await run.callKwargs(code, { globals, filename: "<example>" });
    const text: string | undefined = shown(result);
    if (text !== undefined) {
      say("value", `${text}\n`);
    }
    for (const proxy of [result, shown, run, globals]) {
      proxy?.destroy?.();
    }
  } catch (error) {
    say("error", (error as Error).message ?? String(error));
  }
}
