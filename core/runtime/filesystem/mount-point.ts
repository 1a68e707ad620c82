/** Where file systems are mounted. */

import type { FileSystem } from "../emscripten";

/**
 * Make sure that something can be mounted at a path.
 *
 * @param caller the function that errors name.
 * @throws Error unless it is, or can become, an empty folder.
 */
export function prepareMountPoint(FS: FileSystem, path: unknown, caller: string): asserts path is string {
  if (typeof path !== "string" || path === "") {
    throw new TypeError(`${caller}: the path must be a non-empty string`);
  }
  try {
    FS.mkdirTree(path);
  } catch (error) {
    throw new Error(`${caller}: '${path}' cannot be made a folder`, { cause: error });
  }
  const { node } = FS.lookupPath(path, { follow_mount: false });
  if (!FS.isDir(node.mode)) {
    throw new Error(`${caller}: '${path}' is not a folder`);
  }
  if (FS.isMountpoint(node)) {
    throw new Error(`${caller}: another file system is mounted at '${path}' already`);
  }
  if (FS.readdir(path).length > 2) {
    throw new Error(`${caller}: '${path}' is not empty`);
  }
}
