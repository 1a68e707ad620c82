/** A file in memory that stays compressed until it is read, and then gives up no more of it than is asked for. */

import type { SeekableArchive } from "../bootstrap/seekable-zstd";
import { zstd_decompress } from "../boundary/exports.gen";
import { withScratch } from "../convert/scratch";
import type { Module } from "../emscripten";
import type { FSNode } from "./types";

/** A file of MEMFS. */
interface MemoryFile extends FSNode {
  contents: Uint8Array | null;
  usedBytes: number;
}

/** A stretch of the file as readers see it. */
interface Block {
  /** Of its first byte in the file, and of the first after it. */
  readonly begin: number;
  readonly end: number;
  readonly compressed: Uint8Array;
  /** Kept as long as the engine has room: neighbours are read one after another. */
  unpacked?: WeakRef<Uint8Array>;
}

/** Write a file, which programs find unpacked. Whoever changes it unpacks it for good. */
export function writeCompressedFile({ FS, ERRNO_CODES }: Module, path: string, archive: SeekableArchive): void {
  const blocks = blocksOf(archive);
  const size = blocks.at(-1)?.end ?? 0;
  FS.writeFile(path, new Uint8Array(0));
  const node = FS.lookupPath(path).node as MemoryFile;

  const bytesOf = (block: Block): Uint8Array => {
    let bytes = block.unpacked?.deref();
    if (bytes === undefined) {
      bytes = unpack(block);
      if (bytes === undefined) {
        throw new FS.ErrnoError(ERRNO_CODES["EIO"]!);
      }
      block.unpacked = new WeakRef(bytes);
    }
    return bytes;
  };
  let whole: Uint8Array | null | undefined;
  Object.defineProperty(node, "contents", {
    configurable: true,
    enumerable: true,
    // Whatever is not a read asks for the bytes of the whole file.
    get: () => (whole ??= concatenate(blocks.map(bytesOf), size)),
    set: (replaced: Uint8Array | null) => {
      Object.defineProperty(node, "contents", {
        configurable: true,
        enumerable: true,
        writable: true,
        value: replaced,
      });
      node.stream_ops = memory;
      whole = replaced;
    },
  });
  node.usedBytes = size;
  const memory = node.stream_ops;
  node.stream_ops = {
    ...memory,
    read(stream, buffer, offset, length, position = 0) {
      if (whole !== undefined) {
        return memory.read!(stream, buffer, offset, length, position);
      }
      const end = Math.min(position + length, size);
      const wanted = blocks.filter((block) => block.begin < end && position < block.end);
      // Unpacking may make the memory grow, which leaves older views of it empty.
      const isMemory = buffer.buffer === HEAPU8.buffer;
      const pieces = wanted.map(bytesOf);
      const target = isMemory ? HEAPU8 : buffer;
      wanted.forEach((block, index) => {
        const from = Math.max(position, block.begin);
        const piece = pieces[index]!.subarray(from - block.begin, end - block.begin);
        target.set(piece, offset + from - position);
      });
      return Math.max(0, end - position);
    },
  };
}

function blocksOf({ bytes, frames }: SeekableArchive): Block[] {
  const blocks: Block[] = [];
  let begin = 0;
  for (const { start, size, unpackedSize } of frames) {
    if (unpackedSize > 0) {
      const end = begin + unpackedSize;
      blocks.push({ begin, end, compressed: bytes.subarray(start, start + size) });
      begin = end;
    }
  }
  return blocks;
}

/** Unpack one block, undefined if it is damaged. */
function unpack({ compressed, begin, end }: Block): Uint8Array | undefined {
  const size = end - begin;
  return withScratch(compressed.length, (source) =>
    withScratch(size, (target) => {
      HEAPU8.set(compressed, source);
      const written = zstd_decompress(target, size, source, compressed.length);
      return written === size ? HEAPU8.slice(target, target + size) : undefined;
    }),
  );
}

function concatenate(parts: Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
