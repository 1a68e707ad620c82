/* Does not import pyodide.asm.js, and answers with the error. */
import { loadPyodide } from "/dist/pyodide.mjs";
import "./service-worker-events.js";

globalThis.serve(loadPyodide());
