/** Folders of the host, in Node. */

import type { Module } from "../emscripten";

const TYPE_MASK = 0o170000;
const REGULAR = 0o100000;
const KNOWN_TYPES = new Set([0o040000, REGULAR, 0o120000]);

interface NodeFileSystem {
  createNode(parent: unknown, name: string, mode: number, dev: number): unknown;
}

/**
 * Emscripten's NODEFS refuses to list a folder that holds a socket, pipe or device. To emscripten they are regular
 * files, then; what Python learns from stat() still comes from the host.
 */
export function acceptSpecialFiles(type: object): void {
  const nodefs = type as NodeFileSystem;
  const { createNode } = nodefs;
  nodefs.createNode = (parent, name, mode, dev) => {
    const known = KNOWN_TYPES.has(mode & TYPE_MASK);
    return createNode(parent, name, known ? mode : (mode & ~TYPE_MASK) | REGULAR, dev);
  };
}

/**
 * Mount a host folder.
 *
 * @param path where it appears: created if missing, else it must be an empty folder.
 * @param hostPath a folder that exists.
 * @throws Error if not in Node, or if either path is not as it must be.
 */
export function mountNodeFS(module: Module, path: string, hostPath: string): void {
  const { FS } = module;
  const type = FS.filesystems["NODEFS"];
  if (type === undefined || typeof process === "undefined") {
    throw new Error("mountNodeFS works in Node only");
  }
  FS.mkdirTree(path);
  if (!FS.isDir(FS.stat(path).mode)) {
    throw new Error(`mountNodeFS: '${path}' is not a folder`);
  }
  if (FS.readdir(path).length > 2) {
    throw new Error(`mountNodeFS: '${path}' is not empty`);
  }
  FS.mount(type, { root: hostPath }, path);
}
