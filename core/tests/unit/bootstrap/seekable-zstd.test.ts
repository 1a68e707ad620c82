/** The table at the end of a compressed archive is believed only if it describes the file to the last byte. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { isZstandard, readSeekableArchive } from "../../../runtime/bootstrap/seekable-zstd";

/** Bytes from numbers of 32 bits and from texts. */
function bytes(...parts: (number | string | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    parts.flatMap((part) =>
      typeof part === "number"
        ? [...new Uint8Array(Uint32Array.of(part).buffer)]
        : [...(typeof part === "string" ? new TextEncoder().encode(part) : part)],
    ),
  );
}

const NOTE = bytes(0x184d2a50, 4, "note");
const FRAME = bytes(0xfd2fb528, "frame");
const FOOTER = bytes(2, Uint8Array.of(0), 0x8f92eab1);

function archive({ noteSize = NOTE.length, frameSize = FRAME.length, footer = FOOTER, magic = 0x184d2a5e } = {}) {
  const entries = bytes(noteSize, 0, frameSize, 100);
  return bytes(NOTE, FRAME, magic, entries.length + footer.length, entries, footer);
}

test("frames, and what the first one says", () => {
  const found = readSeekableArchive(archive());
  assert.equal(found?.note, "note");
  assert.deepEqual(found.frames, [
    { start: 0, size: 12, unpackedSize: 0 },
    { start: 12, size: 9, unpackedSize: 100 },
  ]);
});

test("an archive in the midst of a buffer", () => {
  const whole = archive();
  const moved = new Uint8Array(whole.length + 7).subarray(3, 3 + whole.length);
  moved.set(whole);
  assert.ok(isZstandard(moved));
  assert.equal(readSeekableArchive(moved)?.note, "note");
});

test("damaged ones", () => {
  const whole = archive();
  for (let length = 0; length < whole.length; length++) {
    assert.equal(readSeekableArchive(whole.slice(0, length)), undefined, `${length} bytes`);
  }
  for (const damage of [
    { noteSize: 11 },
    { frameSize: 10 },
    { magic: 1 },
    { footer: bytes(3, Uint8Array.of(0), 0x8f92eab1) },
    { footer: bytes(0xffffffff, Uint8Array.of(0), 0x8f92eab1) },
    { footer: bytes(2, Uint8Array.of(128), 0x8f92eab1) },
  ]) {
    assert.equal(readSeekableArchive(archive(damage)), undefined, JSON.stringify(damage));
  }
});

test("what begins as Zstandard's files do", () => {
  assert.ok(isZstandard(NOTE));
  assert.ok(isZstandard(FRAME));
  assert.ok(!isZstandard(bytes("PK\x03\x04    ")));
  assert.ok(!isZstandard(bytes("<!DOCTYPE html>")));
  assert.ok(!isZstandard(bytes("")));
});
