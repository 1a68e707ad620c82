/** Folders of the host, in Node. */

import type { Module } from "../emscripten";

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
