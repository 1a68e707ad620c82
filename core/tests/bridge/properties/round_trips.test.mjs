// Values that fast-check makes up go to Python and come back.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import fc from "fast-check";
import { loadPyodide } from "../../../../dist/pyodide.mjs";

const pyodide = await loadPyodide();
const giveBack = pyodide.runPython("lambda value: value");
const represent = pyodide.runPython("repr");
const before = pyodide._api.referenceCounts();

after(() => {
  assert.deepEqual(pyodide._api.referenceCounts(), before);
});

/** Python has neither null nor a negative zero that is an int. */
function expected(value) {
  if (value === null) return undefined;
  if (Object.is(value, -0)) return 0;
  if (Array.isArray(value)) return value.map(expected);
  if (typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, expected(item)]));
  }
  return value;
}

function there(value, options) {
  const proxy = pyodide.toPy(value);
  if (!(proxy instanceof pyodide.ffi.PyProxy)) return giveBack(value); // a scalar, which toPy leaves alone
  const result = proxy.toJs(options);
  proxy.destroy();
  return result;
}

// Any sequence of UTF-16 code units, lone surrogates too.
const texts = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0x7f }),
      fc.integer({ min: 0, max: 0xffff }),
      fc.integer({ min: 0xd7f0, max: 0xe010 }),
    ),
  )
  .map((units) => String.fromCharCode(...units));

test("strings", () => {
  fc.assert(
    fc.property(texts, (text) => assert.equal(giveBack(text), text)),
    { numRuns: 2000 },
  );
});

test("numbers", () => {
  fc.assert(
    fc.property(fc.oneof(fc.double(), fc.integer(), fc.maxSafeInteger()), (number) =>
      assert.ok(Object.is(giveBack(number), expected(number))),
    ),
    { numRuns: 2000 },
  );
});

test("BigInts are ints, of which the safe come back as numbers", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n }), (number) => {
      const isSafe = Number.isSafeInteger(Number(number));
      assert.equal(giveBack(number), isSafe ? Number(number) : number);
      assert.equal(represent(number), String(number));
    }),
    { numRuns: 2000 },
  );
});

test("JSON values", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) =>
      assert.deepEqual(there(value, { dict_converter: Object.fromEntries }), expected(value)),
    ),
    { numRuns: 1000 },
  );
});

test("maps and sets", () => {
  const scalars = fc.oneof(texts, fc.integer(), fc.boolean());
  fc.assert(
    fc.property(fc.array(fc.tuple(texts, scalars)), (entries) => {
      const map = new Map(entries);
      assert.deepEqual([...there(map)], [...map]);
      const set = new Set(entries.map(([key]) => key));
      assert.deepEqual(new Set(there(set)), set);
    }),
    { numRuns: 500 },
  );
});

test("objects that share and contain each other", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5), { minLength: 6, maxLength: 6 }), (targets) => {
      const nodes = targets.map(() => []);
      targets.forEach((target, i) => nodes[i].push(i, nodes[target]));
      const copies = there(nodes);
      targets.forEach((target, i) => assert.ok(copies[i][0] === i && copies[i][1] === copies[target]));
    }),
    { numRuns: 200 },
  );
});

const typedArrays = [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
];

test("typed arrays", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...typedArrays),
      fc.uint8Array({ maxLength: 64 }),
      fc.nat(3),
      (Type, bytes, skipped) => {
        const size = Type.BYTES_PER_ELEMENT;
        const buffer = new ArrayBuffer(Math.ceil(bytes.length / size + skipped) * size);
        new Uint8Array(buffer).set(bytes);
        const array = new Type(buffer, skipped * size);
        const copy = there(array);
        const same = Type === Uint8ClampedArray ? Uint8Array : Type;
        assert.deepEqual(
          new Uint8Array(copy.buffer, copy.byteOffset, copy.byteLength),
          new Uint8Array(array.slice().buffer),
        );
        assert.equal(copy.constructor, same);
      },
    ),
    { numRuns: 500 },
  );
});
