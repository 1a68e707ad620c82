// Load wheels into the runtime, and print what an expression is:  node load_wheels.mjs DISTRIBUTION CODE WHEEL...
import { pathToFileURL } from "node:url";

const [distribution, code, ...wheels] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${distribution}/pyodide.mjs`));
const pyodide = await loadPyodide();
await pyodide.loadPackage(wheels, { messageCallback() {} });
process.stdout.write(String(pyodide.runPython(code)));
