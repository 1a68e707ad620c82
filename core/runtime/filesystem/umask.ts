/** Which rights new files do not get: umask(2), to which emscripten's (3.1.69) file system pays no heed. */

import type { Module } from "../emscripten";
import type { FileSystem, FSNode } from "./types";

interface Internals extends FileSystem {
  /** All that makes files and folders comes by here. */
  mknod(path: string, mode: number, dev: number): FSNode;
}

const RIGHTS = 0o777;
// As nearly everywhere: only the owner writes.
let mask = 0o022;

/** Set the mask and return the one before. */
export function umask(next: number): number {
  const before = mask;
  mask = next & RIGHTS;
  return before;
}

/** Heed it. Devices are the runtime's own. */
export function repairRights({ FS }: Module): void {
  const fs = FS as Internals;
  const { mknod } = fs;
  fs.mknod = (path, mode, dev) => mknod.call(fs, path, fs.isFile(mode) || fs.isDir(mode) ? mode & ~mask : mode, dev);
}
