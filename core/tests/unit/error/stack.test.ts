/** Stack traces as the engines write them. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { framesUpToPython, outerLines, pythonLines } from "../../../runtime/error/stack";

const NODE = `TypeError: no
    at inner (file:///app/user file.mjs:3:7)
    at Array.map (<anonymous>)
    at new Thing (file:///app/user.mjs:4:5)
    at async file:///app/user.mjs:9:1
    at js_call1 (/dist/pyodide.asm.js:1:200)
    at wasm://wasm/pyodide.asm.wasm-02ab:wasm-function[403]:0x116781
    at callPyObject (/dist/pyodide.asm.js:8:632930)
    at caller (file:///app/user.mjs:20:1)`;

const CHROMIUM = `Error
    at createPythonError (http://host/pyodide.asm.js:8:5)
    at error_take (http://host/pyodide.asm.wasm:wasm-function[262]:0x10f082)
    at callPyObject (http://host/pyodide.asm.js:8:632930)
    at eval (eval at <anonymous> (eval at run (http://host/page.js:7:1), <anonymous>:1:1), <anonymous>:5:24)
    at http://host/pyodide.asm.wasm:wasm-function[9]:0x1
    at outermost (http://host/page.js:9:1)`;

const FIREFOX = `inner@http://host/user.js:3:7
map/<@http://host/user.js:4:5
@http://host/user.js line 7 > eval:2:1
js_call1@http://host/pyodide.asm.js:1:200
wasm-function[403]@http://host/pyodide.asm.wasm:wasm-function[403]:0x116781
caller@http://host/user.js:20:1
`;

test("frames of a JavaScript error in V8", () => {
  assert.deepEqual(framesUpToPython(NODE, false), [
    { name: "inner", file: "file:///app/user file.mjs", line: 3 },
    { name: "new Thing", file: "file:///app/user.mjs", line: 4 },
    { name: "<anonymous>", file: "file:///app/user.mjs", line: 9 },
  ]);
});

test("frames of a JavaScript error in SpiderMonkey", () => {
  assert.deepEqual(framesUpToPython(FIREFOX, false), [
    { name: "inner", file: "http://host/user.js", line: 3 },
    { name: "map/<", file: "http://host/user.js", line: 4 },
    { name: "<anonymous>", file: "http://host/user.js line 7 > eval", line: 2 },
  ]);
});

test("frames behind Python's own, where an exception left it", () => {
  assert.deepEqual(framesUpToPython(CHROMIUM, true), [{ name: "eval", file: "<anonymous>", line: 5 }]);
});

test("an error that Python made has no frames before Python's", () => {
  assert.deepEqual(
    framesUpToPython("Error: x\n    at js_construct (/pyodide.asm.js:1:2)\n    at wasm://wasm/1:1:1", false),
    [],
  );
});

test("lines without the runtime's", () => {
  assert.deepEqual(outerLines(FIREFOX), [
    "inner@http://host/user.js:3:7",
    "map/<@http://host/user.js:4:5",
    "@http://host/user.js line 7 > eval:2:1",
    "caller@http://host/user.js:20:1",
  ]);
});

test("a message that looks like frames is none", () => {
  assert.deepEqual(outerLines("Error: first\n    at fake (file:1:1)\nlast\n    at real (file:2:2)"), [
    "    at real (file:2:2)",
  ]);
});

for (const stack of ["", "\n", "@@@", "    at", "    at \n    at :::", "nothing"]) {
  test(`a stack that is ${JSON.stringify(stack)}`, () => {
    assert.deepEqual(framesUpToPython(stack, true), []);
  });
}

test("Python's frames as SpiderMonkey would show them", () => {
  const traceback =
    'Traceback (most recent call last):\n  File "a.py", line 1, in cause\nKeyError\n\n' +
    'Traceback (most recent call last):\n  File "<exec>", line 3, in <module>\n    f()\n  File "b.py", line 2, in f\nValueError\n';
  assert.deepEqual(pythonLines(traceback), ["f@b.py:2:0", "<module>@<exec>:3:0"]);
});
