/** Faults of emscripten's file system (3.1.69), mended where they are. */

import { nodeModule } from "../bootstrap/host/node-module";
import type { Module } from "../emscripten";
import { repairPaths } from "./path-lookup";
import { repairPipes } from "./pipes";
import { repairSpecialFiles } from "./special-files";
import { repairTimes } from "./timestamps";
import type { FileSystem, FSNode, FSStats, FSStream, FSType, StreamOps } from "./types";
import { repairRights } from "./umask";

/** A file of another system has the number that it is known by there. */
interface OpenedStream extends FSStream {
  readonly nfd?: number;
}

interface HostFiles {
  readonly stream_ops: StreamOps;
  tryFSOperation<Result>(operation: () => Result): Result;
}

interface Internals extends FileSystem {
  /** For fstat(2), see glue-overrides.js. */
  statOpened(stream: OpenedStream): FSStats;
  getStreamChecked(fd: number): OpenedStream;
  ftruncate(fd: number, length: number): void;
  lookupNode(parent: FSNode, name: string): FSNode;
  hashRemoveNode(node: FSNode): void;
}

/** Read and write, for the owner. */
const OWNERS = 0o600;

/** Mend the file system of a module. */
export function repairFileSystem(module: Module): void {
  const { FS, ERRNO_CODES } = module;
  const fs = FS as Internals;
  describeErrors(fs, ERRNO_CODES);
  forgetReplaced(fs);
  keepRelativeLinks(fs);
  makeRelativeFolders(fs);
  keepDeletedFiles(fs);
  repairPaths(module);
  repairTimes(module);
  repairSpecialFiles(module);
  repairPipes(module);
  repairRights(module);
}

/** Its errors are no Errors and say nothing. They are thrown too often to give each a stack trace. */
function describeErrors({ ErrnoError }: Internals, codes: Record<string, number>): void {
  const prototype = ErrnoError.prototype as object;
  Object.setPrototypeOf(prototype, Error.prototype);
  Object.defineProperty(prototype, "message", {
    configurable: true,
    get(this: { errno: number }) {
      const name = Object.keys(codes).find((each) => codes[each] === this.errno);
      return `${name ?? "unknown"} (errno ${this.errno})`;
    },
  });
}

/** mkdirTree() takes every path for an absolute one. */
function makeRelativeFolders(FS: Internals): void {
  const { mkdirTree } = FS;
  FS.mkdirTree = (path, mode) => {
    mkdirTree.call(FS, path.startsWith("/") ? path : `${FS.cwd()}/${path}`, mode);
  };
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

/** What an open file is, and how long, has nothing to do with its name: that may be gone. */
function keepDeletedFiles(FS: Internals): void {
  const { ftruncate } = FS;
  const host = FS.filesystems["NODEFS"] as (FSType & HostFiles) | undefined;
  /** The number of a file of the host, in Node; folders have none. */
  const hostNumber = ({ node, nfd }: OpenedStream) => (node.stream_ops === host?.stream_ops ? nfd : undefined);
  const onHost = <Result>(operation: (fs: typeof import("node:fs")) => Result) =>
    host!.tryFSOperation(() => operation(nodeModule("fs")));
  FS.statOpened = (stream) => {
    const number = hostNumber(stream);
    if (number !== undefined) {
      return onHost((fs) => fs.fstatSync(number));
    }
    const read = stream.node.node_ops["getattr"];
    return read ? (read(stream.node) as FSStats) : nothingKnown(stream.node);
  };
  FS.ftruncate = (fd, length) => {
    const number = hostNumber(FS.getStreamChecked(fd));
    if (number === undefined) {
      ftruncate.call(FS, fd, length);
    } else {
      onHost((fs) => fs.ftruncateSync(number, length));
    }
  };
}

/** What fstat(2) says about a pipe or a socket. */
function nothingKnown({ id, mode }: FSNode): FSStats {
  const [atime, mtime, ctime] = [new Date(), new Date(), new Date()];
  const size = { size: 0, blksize: 4096, blocks: 0 };
  return { dev: 0, ino: id, mode: mode | OWNERS, nlink: 1, uid: 0, gid: 0, rdev: 0, ...size, atime, mtime, ctime };
}
