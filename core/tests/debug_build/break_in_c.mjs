/**
 * Stops Python at a line of C, as developer tools do: through the source map that the module names.
 *
 *     break_in_c.mjs chromium EXECUTABLE PROFILE URL SOURCE TEXT CODE
 *     break_in_c.mjs node - - FOLDER SOURCE TEXT CODE
 *
 * Loads the distribution at URL or in FOLDER, looks for TEXT in the map's SOURCE, breaks there, runs CODE and prints
 * what the debugger said: the map's address, and the frame's function, source and line.
 */

import { readFile } from "node:fs/promises";

import { allGeneratedPositionsFor, LEAST_UPPER_BOUND, originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";

import { connectToChromium, connectToNode } from "./inspected.mjs";

const [engine, executable, profile, place, source, text, code] = process.argv.slice(2);

const inspected = await (engine === "node" ? connectToNode(place) : connectToChromium(executable, profile, place));
const { session } = inspected;

const parsed = Promise.withResolvers();
session.on("Debugger.scriptParsed", (script) => {
  if (script.sourceMapURL.endsWith("pyodide.asm.wasm.map")) {
    parsed.resolve(script);
  }
});
await session.send("Debugger.enable");

async function evaluate(expression) {
  const { result, exceptionDetails } = await session.send("Runtime.evaluate", { expression, awaitPromise: true });
  if (exceptionDetails) {
    throw new Error(exceptionDetails.exception.description);
  }
  return result.value;
}

if (engine !== "node") {
  await evaluate(`import("${place}pyodide.mjs").then(async (it) => (globalThis.py = await it.loadPyodide())); 0`);
}
await evaluate("new Promise((done) => setInterval(() => globalThis.py && done(), 50))");
const script = await parsed.promise;

// Node.js knows the module by no address: developer tools have to be told there where the map is.
const address = engine === "node" ? `${place}/pyodide.asm.wasm.map` : new URL(script.sourceMapURL, script.url).href;
const map = new TraceMap(engine === "node" ? await readFile(address, "utf8") : await (await fetch(address)).text());
const content = map.sourcesContent[map.sources.indexOf(source)];
if (!content?.includes(text)) {
  throw new Error(`${source} has no ${text}`);
}
const line = content.slice(0, content.indexOf(text)).split("\n").length;
const places = allGeneratedPositionsFor(map, { source, line, column: 0, bias: LEAST_UPPER_BOUND });
if (places.length === 0) {
  throw new Error(`no code was made of line ${line} of ${source}`);
}
for (const { column } of places) {
  const location = { scriptId: script.scriptId, lineNumber: 0, columnNumber: column };
  await session.send("Debugger.setBreakpoint", { location });
}

const paused = new Promise((resolve) => session.on("Debugger.paused", resolve));
const ran = evaluate(`String(py.runPython(${JSON.stringify(code)}))`);
const [frame, ...callers] = (await paused).callFrames;
await session.send("Debugger.setBreakpointsActive", { active: false });
await session.send("Debugger.resume");
const original = originalPositionFor(map, { line: 1, column: frame.location.columnNumber });
console.log(
  JSON.stringify({
    map: script.sourceMapURL,
    sources: map.sources,
    function: frame.functionName,
    callers: callers.map((caller) => caller.functionName),
    source: original.source,
    line: content.split("\n")[original.line - 1],
    result: await ran,
  }),
);
await inspected.close();
