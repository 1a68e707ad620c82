/** Bytes between JavaScript's buffers and open files. */

import { bytesOf, type HostBuffer } from "./host-buffer";

/** Write a buffer to an open file or fill it from there; a negative position is the current one. Gives the number of
 * bytes that were moved, or -1 - errno. */
export function transfer(buffer: HostBuffer, fd: number, position: number, toFile: boolean): number {
  const bytes = bytesOf(buffer);
  // The file systems disagree on what an offset counts from, unless the array covers all of its buffer.
  const all = new Uint8Array(bytes.buffer);
  const move = toFile ? FS.write : FS.read;
  try {
    const stream = FS.getStreamChecked(fd);
    let moved = 0;
    while (moved < bytes.length) {
      const at = position < 0 ? undefined : position + moved;
      const count = move(stream, all, bytes.byteOffset + moved, bytes.length - moved, at);
      if (count <= 0) {
        break;
      }
      moved += count;
    }
    return moved;
  } catch (error) {
    const { name, errno } = error as { name?: string; errno?: number };
    if (name === "ErrnoError" && errno !== undefined) {
      return -1 - errno;
    }
    throw error;
  }
}
