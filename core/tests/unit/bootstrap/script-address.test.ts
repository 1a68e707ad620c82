import assert from "node:assert/strict";
import { test } from "node:test";

import { scriptFromStack } from "../../../runtime/bootstrap/script-address";

const STACKS: Record<string, [stack: string, script: string | undefined]> = {
  "V8, at the top level": [
    "Error\n    at http://host/dist/pyodide.js:1:18\n    at http://host/worker.js:1:1",
    "http://host/dist/pyodide.js",
  ],
  "V8, in a function": [
    "Error\n    at base (https://cdn.host/npm/pyodide@1.0/pyodide.js:12:3)",
    "https://cdn.host/npm/pyodide@1.0/pyodide.js",
  ],
  "SpiderMonkey and JavaScriptCore": [
    "base@https://cdn.host/npm/pyodide@1.0/pyodide.js:12:3\n@https://host/worker.js:1:14\n",
    "https://cdn.host/npm/pyodide@1.0/pyodide.js",
  ],
  "SpiderMonkey, a service worker started again": [
    "base@/dist/pyodide.js:1:18\n@http://host/page/worker.js:1:14\n",
    "/dist/pyodide.js",
  ],
  "an extension": ["base@moz-extension://1a2b/pyodide.js:1:18\n", "moz-extension://1a2b/pyodide.js"],
  "an engine that says nothing": ["", undefined],
};

for (const [name, [stack, script]] of Object.entries(STACKS)) {
  test(name, () => {
    assert.equal(scriptFromStack(stack), script);
  });
}
