/** Pieces of standard input, cut to the buffers that Python offers. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { PieceReader, type StdinOptions } from "../../../runtime/streams/readers";

type Piece = ReturnType<NonNullable<StdinOptions["stdin"]>>;

/** What successive reads into buffers of `size` bytes give, and how often the handler was asked. */
function reads(pieces: Piece[], size: number, count: number, options: StdinOptions = {}): [string[], number] {
  let asked = 0;
  const reader = new PieceReader({ ...options, stdin: () => pieces[asked++] });
  const results = Array.from({ length: count }, () => {
    const buffer = new Uint8Array(size);
    return new TextDecoder().decode(buffer.subarray(0, reader.read(buffer)));
  });
  return [results, asked];
}

test("a string is a line, and one read asks for one", () => {
  assert.deepEqual(reads(["a", "b\n"], 100, 2), [["a\n", "b\n"], 2]);
});

test("a piece longer than the buffer is read on before the next is asked for", () => {
  assert.deepEqual(reads(["abcd", "e"], 3, 3), [["abc", "d\n", "e\n"], 2]);
});

test("the end is reported once for each undefined or null", () => {
  assert.deepEqual(reads(["a", undefined, "b", null, "c"], 100, 5), [["a\n", "", "b\n", "", "c\n"], 5]);
});

test("numbers are bytes that go on until the end", () => {
  assert.deepEqual(reads([0x61, 0x62, undefined, 0x63, undefined], 100, 4), [["ab", "", "c", ""], 5]);
});

test("without autoEOF pieces go on", () => {
  assert.deepEqual(reads(["a", "b", undefined], 100, 2, { autoEOF: false }), [["a\nb\n", ""], 3]);
});

test("buffers are taken as they are", () => {
  const bytes = Uint8Array.of(0, 0x61, 0x0a);
  assert.deepEqual(reads([bytes.subarray(1), bytes.buffer], 100, 2)[0], ["a\n", "\0a\n"]);
});

test("anything else is refused", () => {
  assert.throws(() => reads([{} as unknown as string], 10, 1), /must return a string/);
});
