/** Options of loadPyodide become a complete configuration. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { completeConfig } from "../../../runtime/bootstrap/config";
import type { LoadOptions } from "../../../runtime/bootstrap/options";

const BASE = "https://example.org/pyodide/";

const complete = (options: LoadOptions): ReturnType<typeof completeConfig> =>
  completeConfig(options, BASE, (url, base) => new URL(url, base || "https://example.org/app/page.html").href);

test("defaults", () => {
  const config = complete({});
  assert.equal(config.indexURL, BASE);
  assert.equal(config.stdLibURL, `${BASE}python_stdlib.zip`);
  assert.equal(config.compressedStdLibURL, `${BASE}python_stdlib.zip.zst`);
  assert.equal(config.jsglobals, globalThis);
  assert.deepEqual(config.env, { HOME: "/home/pyodide" });
  assert.deepEqual(config.args, []);
});

test("indexURL is relative to the page and needs no slash", () => {
  for (const indexURL of ["files", "files/", "/app/files", "https://example.org/app/files"]) {
    assert.equal(complete({ indexURL }).indexURL, "https://example.org/app/files/");
  }
});

test("stdLibURL is relative to indexURL", () => {
  assert.equal(complete({ stdLibURL: "other.zip" }).stdLibURL, `${BASE}other.zip`);
  assert.equal(complete({ stdLibURL: "https://cdn.example/lib.zip" }).stdLibURL, "https://cdn.example/lib.zip");
});

test("HOME can be replaced; undefined variables are left out", () => {
  assert.deepEqual(complete({ env: { HOME: "/", A: "b", C: undefined } }).env, { HOME: "/", A: "b" });
});
