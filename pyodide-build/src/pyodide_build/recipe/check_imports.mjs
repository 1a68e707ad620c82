// Load a package into the runtime, and import modules:  node check_imports.mjs DISTRIBUTION PACKAGES NAME MODULE...
import { pathToFileURL } from "node:url";

const [distribution, packages, name, ...modules] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${distribution}/pyodide.mjs`));
const pyodide = await loadPyodide({
  lockFileURL: `${packages}/pyodide-lock.json`,
  packageBaseUrl: packages,
  cachePackages: false,
});

const problems = [];
const messageCallback = (text) => console.log(text);
const errorCallback = (text) => problems.push(text);
await pyodide.loadPackage(name, { messageCallback, errorCallback });
for (const module of problems.length > 0 ? [] : modules) {
  try {
    pyodide.pyimport(module);
  } catch (error) {
    problems.push(`import ${module}:\n${error.message}`);
  }
}
for (const problem of problems) {
  console.error(problem);
}
process.exit(problems.length > 0 ? 1 : 0);
