import createPyodideModule from "/dist/pyodide.asm.mjs";
import { loadPyodide } from "/dist/pyodide.mjs";
import "./service-worker-events.js";

globalThis.serve(loadPyodide({ createPyodideModule }));
