/**
 * Starts Python as Cloudflare's runtime does, which has a loader of its own: from pyodide.asm.js, without pyodide.mjs.
 * Answers each request with what the Python code in it gives.
 */

import createPyodideModule from "pyodide.asm.mjs";
import wasm from "pyodide.asm.wasm";
import stdlib from "python_stdlib.zip";

const HOME = "/session";

function prepareFiles(module) {
  const version = [module._py_version_major(), module._py_version_minor()];
  module.FS.mkdirTree(`/lib/python${version.join(".")}/site-packages`);
  module.FS.mkdirTree(HOME);
  module.FS.writeFile(`/lib/python${version.join("")}.zip`, new Uint8Array(stdlib), { canOwn: true });
}

async function start() {
  const output = [];
  const write = (line) => output.push(line);
  const settings = {
    noInitialRun: true,
    API: { config: { jsglobals: globalThis, env: { HOME }, indexURL: "/" } },
    preRun: [
      (module) => {
        Object.assign(module.ENV, { HOME });
        module.addRunDependency("dynlibs");
        // Later than the instance, whose exports tell the version.
        instantiated.then(() => {
          prepareFiles(module);
          module.removeRunDependency("dynlibs");
        });
      },
    ],
  };
  const instantiated = new Promise((resolve, reject) => {
    settings.instantiateWasm = (imports, done) => {
      WebAssembly.instantiate(wasm, imports)
        .then((instance) => done(instance, wasm))
        .then(resolve, reject);
      return {};
    };
  });
  const [module] = await Promise.all([createPyodideModule(settings), instantiated]);
  const { API } = module;
  API.initializeStreams(() => null, write, write);
  await API.finalizeBootstrap();
  return { pyodide: API.public_api, version: API.version, output };
}

let started;

export default {
  async fetch(request) {
    try {
      const { pyodide, version, output } = await (started ??= start());
      output.length = 0;
      const result = await pyodide.runPythonAsync(await request.text());
      return Response.json({ result, output, version });
    } catch (error) {
      return Response.json({ error: String(error) });
    }
  },
};
