// For workers that may import nothing later, and to give loadPyodide as its option createPyodideModule.
import "./pyodide.asm.js";

export default globalThis._createPyodideModule;
