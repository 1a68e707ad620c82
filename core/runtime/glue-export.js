// Appended to pyodide.asm.js: one global, whether the file is run as a script, imported as a module or compiled as
// CommonJS.
globalThis._createPyodideModule = _createPyodideModule;
