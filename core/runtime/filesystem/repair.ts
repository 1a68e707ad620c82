/** Faults of emscripten's file system (3.1.69), mended where they are. */

import type { FileSystem, FSNode } from "./types";

interface Internals extends FileSystem {
  lookupNode(parent: FSNode, name: string): FSNode;
  hashRemoveNode(node: FSNode): void;
}

/** Mend FS. */
export function repairFileSystem(FS: FileSystem): void {
  const fs = FS as Internals;
  forgetReplaced(fs);
  keepRelativeLinks(fs);
}

/** A file that rename() replaces stays in the table of names, and appears again when the new one is deleted. */
function forgetReplaced(FS: Internals): void {
  const { rename } = FS;
  FS.rename = (oldPath, newPath) => {
    const { exists, object: replaced } = FS.analyzePath(newPath, true);
    const moved = exists ? FS.analyzePath(oldPath, true).object : null;
    rename.call(FS, oldPath, newPath);
    if (replaced && replaced !== moved) {
      FS.hashRemoveNode(replaced);
    }
  };
}

/** readlink() gives what a link says joined to the folder that it is in; who follows the link joins them again. */
function keepRelativeLinks(FS: Internals): void {
  const { readlink } = FS;
  FS.readlink = (path) => {
    const { node } = FS.lookupPath(path);
    const read = node.node_ops["readlink"];
    return read ? (read(node) as string) : readlink.call(FS, path); // which throws what is to be thrown
  };
}
