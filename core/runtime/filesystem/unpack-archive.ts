/** unpackArchive: put a buffer where Python's archive modules can read it. */

import type { Module } from "../emscripten";

export interface UnpackOptions {
  /** Where to unpack. Default: the working directory. */
  extractDir?: string;
}

type Unpack = (path: string, format: string, extractDir: string | undefined) => void;

// A folder of emscripten's that is always in memory, whatever the user mounts.
const FOLDER = "/dev/shm";

/** Look at a buffer's bytes, without a copy. */
function bytesOf(buffer: unknown): Uint8Array<ArrayBuffer> {
  const tag = Object.prototype.toString.call(buffer);
  if (tag !== "[object ArrayBuffer]" && tag !== "[object SharedArrayBuffer]" && !ArrayBuffer.isView(buffer)) {
    throw new TypeError(
      `unpackArchive: the archive must be an ArrayBuffer or a view of one, not ${buffer === null ? "null" : typeof buffer}`,
    );
  }
  try {
    return ArrayBuffer.isView(buffer)
      ? new Uint8Array(buffer.buffer as ArrayBuffer, buffer.byteOffset, buffer.byteLength)
      : new Uint8Array(buffer as ArrayBuffer);
  } catch (error) {
    throw new TypeError("unpackArchive: the buffer is detached: it was transferred elsewhere", { cause: error });
  }
}

/** A name that no file has. */
function freePath({ FS }: Module): string {
  let number = 0;
  while (FS.analyzePath(`${FOLDER}/archive-${number}`).exists) {
    number++;
  }
  return `${FOLDER}/archive-${number}`;
}

/**
 * Unpack an archive by Python's `unpack`. The file that it reads is the buffer itself.
 *
 * @throws TypeError if an argument is of the wrong type, or the buffer is detached.
 */
export function unpackArchive(
  module: Module,
  unpack: Unpack,
  buffer: unknown,
  format: unknown,
  options: unknown = {},
): void {
  const bytes = bytesOf(buffer);
  if (typeof format !== "string") {
    throw new TypeError(`unpackArchive: the format must be a string, such as "zip" or "gztar", not ${typeof format}`);
  }
  if (typeof options !== "object" || options === null) {
    throw new TypeError('unpackArchive: the third argument must be an object, such as { extractDir: "/folder" }');
  }
  const { extractDir } = options as UnpackOptions;
  if (extractDir !== undefined && typeof extractDir !== "string") {
    throw new TypeError(`unpackArchive: extractDir must be a string, not ${typeof extractDir}`);
  }
  const path = freePath(module);
  module.FS.writeFile(path, bytes, { canOwn: true });
  try {
    unpack(path, format, extractDir);
  } finally {
    module.FS.unlink(path);
  }
}
