import "/dist/pyodide.asm.js";
import { loadPyodide } from "/dist/pyodide.mjs";
import "./service-worker-events.js";

globalThis.serve(loadPyodide());
