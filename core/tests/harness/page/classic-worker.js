importScripts("../realm.js", "/dist/pyodide.js");

realm.loadPyodide = loadPyodide;
onmessage = async ({ data }) => postMessage(await realm.evaluate(data));
