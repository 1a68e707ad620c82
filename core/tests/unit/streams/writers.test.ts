/** Bytes that become lines. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { LineWriter } from "../../../runtime/streams/writers";

const FLUSH = Symbol("flush");

function lines(...writes: (string | Uint8Array | typeof FLUSH)[]): string[] {
  const seen: string[] = [];
  const writer = new LineWriter({ batched: (text) => seen.push(text) });
  for (const write of writes) {
    if (write === FLUSH) {
      writer.fsync();
      continue;
    }
    const bytes = typeof write === "string" ? new TextEncoder().encode(write) : write;
    assert.equal(writer.write(bytes), bytes.length);
  }
  return seen;
}

test("lines lose their newlines, and only a flush gives a part of one", () => {
  assert.deepEqual(lines("a\nb\n\n", "two", " parts\n"), ["a", "b", "", "two parts"]);
  assert.deepEqual(lines("part", FLUSH, FLUSH, " and rest\n"), ["part", " and rest"]);
});

test("a full buffer of Python's is no flush", () => {
  const long = "x".repeat(8192);
  assert.deepEqual(lines(long, "end\n"), [`${long}end`]);
});

test("a character that a full buffer cuts stays whole", () => {
  const bytes = new TextEncoder().encode("x".repeat(8191) + "é\n");
  assert.deepEqual(lines(bytes.subarray(0, 8192), bytes.subarray(8192)), ["x".repeat(8191) + "é"]);
});

test("fsync gives what is pending, then calls the handler's", () => {
  const seen: string[] = [];
  const writer = new LineWriter({ batched: (text) => seen.push(text), fsync: () => seen.push("fsync") });
  writer.write(new Uint8Array(8192).fill(0x61));
  writer.fsync();
  writer.fsync();
  assert.deepEqual(seen, ["a".repeat(8192), "fsync", "fsync"]);
});
