/** Thunks between every two signatures, run in the engine that runs this test. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { importerModule, MAX_PARAMETERS, RETURNS, thunkModule } from "../../../runtime/call-adaptor/encode";

const SIGNATURES = Array.from({ length: MAX_PARAMETERS + 1 }, (_, parameters) => [
  parameters,
  parameters + RETURNS,
]).flat();

type Numeric = (...values: number[]) => number | undefined;

function instantiate(bytes: Uint8Array<ArrayBuffer>, f: Numeric): Numeric {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { e: { f } });
  return instance.exports["f"] as Numeric;
}

/** A wasm function of exactly this type: a thunk whose two types are the same. */
function wasmFunction(signature: number, body: Numeric): Numeric {
  return instantiate(thunkModule(signature, signature), body);
}

for (const actual of SIGNATURES) {
  test(`a function of type ${actual} called as every other`, () => {
    for (const expected of SIGNATURES) {
      let received: number[] = [];
      const thunk = instantiate(
        thunkModule(actual, expected),
        wasmFunction(actual, (...values) => {
          received = values;
          return 42;
        }),
      );
      const given = Array.from({ length: expected % RETURNS }, (_, index) => index + 1);
      const result = thunk(...given);

      const wanted = Array.from({ length: actual % RETURNS }, (_, index) => given[index] ?? 0);
      assert.deepEqual(received, wanted, `${actual} as ${expected}`);
      assert.equal(result, expected < RETURNS ? undefined : actual < RETURNS ? 0 : 42, `${actual} as ${expected}`);
      assert.equal(thunk.length, expected % RETURNS);
    }
  });
}

test("an importer links with a function of its own type only", () => {
  for (const actual of SIGNATURES) {
    const f = wasmFunction(actual, () => 0);
    for (const expected of SIGNATURES) {
      const link = (): void => {
        new WebAssembly.Instance(new WebAssembly.Module(importerModule(expected)), { e: { f } });
      };
      if (actual === expected) {
        link();
      } else {
        assert.throws(link, WebAssembly.LinkError);
      }
    }
  }
});
