import "../realm.js";
import { loadPyodide } from "/dist/pyodide.mjs";

globalThis.realm.loadPyodide = loadPyodide;
globalThis.onmessage = async ({ data }) => postMessage(await globalThis.realm.evaluate(data));
