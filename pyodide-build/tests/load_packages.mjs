// Load packages of a lock file, and print what an expression is:  node load_packages.mjs DISTRIBUTION LOCK CODE NAME...
import { pathToFileURL } from "node:url";

const [distribution, lockFileURL, code, ...names] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${distribution}/pyodide.mjs`));
const pyodide = await loadPyodide({ lockFileURL, cachePackages: false });
const errorCallback = (text) => {
  throw new Error(text);
};
await pyodide.loadPackage(names, { messageCallback() {}, errorCallback });
process.stdout.write(String(pyodide.runPython(code)));
