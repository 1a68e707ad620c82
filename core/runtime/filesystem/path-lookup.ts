/**
 * From a path to its file, as POSIX has it (IEEE Std 1003.1, "Pathname Resolution").
 *
 * Emscripten (3.1.69) shortens `folder/..` before it looks whether the folder is a link to elsewhere, counts links in a
 * way that lets loops through them go on for hours, and takes `file/` for `file`.
 */

import type { Module } from "../emscripten";
import type { FileSystem, FSLookup, FSNode, FSStream } from "./types";

interface Options {
  readonly parent?: boolean;
  readonly follow?: boolean;
  readonly follow_mount?: boolean;
}

interface MountedNode extends FSNode {
  readonly mounted: { readonly root: FSNode };
}

interface Internals extends FileSystem {
  lookupPath(path: string, options?: Options): FSLookup;
  lookupNode(parent: FSNode, name: string): FSNode;
  mayCreate(folder: FSNode, name: string): number;
}

/** The functions that emscripten's system calls share. */
export interface SystemCalls {
  calculateAt(dirfd: number, path: string, allowEmpty?: boolean): string;
  getStreamFromFD(fd: number): FSStream;
}

const AT_FDCWD = -100;
const O_CREAT = 0o100;
const O_EXCL = 0o200;
/** How many links may stand in the way to one file; Linux has the same number. */
const MAX_LINKS = 40;

/** Replace how paths are followed. */
export function repairPaths({ FS, SYSCALLS, ERRNO_CODES }: Module): void {
  const fs = FS as Internals;
  const fail = (name: string) => new fs.ErrnoError(ERRNO_CODES[name]!);

  fs.lookupPath = (path, options = {}) =>
    path ? walk(fs, fail, path, options) : { path: "", node: null as unknown as FSNode };

  const { mayCreate, open } = fs;
  fs.mayCreate = (folder, name) => (fs.isDir(folder.mode) ? mayCreate.call(fs, folder, name) : ERRNO_CODES["ENOTDIR"]!);

  fs.open = (path, flags, mode) => {
    if (typeof path !== "string" || path === "") {
      return open.call(fs, path, flags, mode);
    }
    try {
      return open.call(fs, toOpen(fs, fail, path, flags), flags, mode);
    } catch (error) {
      // Whatever it was: the original says that there is no such file.
      if ((error as { errno?: number }).errno === ERRNO_CODES["ENOENT"]) {
        fs.lookupPath(path, { follow: true });
      }
      throw error;
    }
  };

  // The original shortens.
  SYSCALLS.calculateAt = (dirfd, path, allowEmpty = false) => {
    if (path === "" && !allowEmpty) {
      throw fail("ENOENT");
    }
    if (isDots(partsOf(path)[0])) {
      return fs.lookupPath(absolute(dirfd, path)).path; // whose last name is the folder's
    }
    return absolute(dirfd, path);
  };

  function absolute(dirfd: number, path: string): string {
    if (path.startsWith("/")) {
      return path;
    }
    const folder = dirfd === AT_FDCWD ? fs.cwd() : SYSCALLS.getStreamFromFD(dirfd).path!;
    return path === "" ? folder : `${folder}/${path}`;
  }
}

type Failure = (name: string) => Error;

const isDots = (name: string | undefined) => name === "." || name === "..";

/** Reversed, so that the next one is the last. */
function partsOf(path: string): string[] {
  return path.split("/").filter(Boolean).reverse();
}

function walk(FS: Internals, fail: Failure, path: string, options: Options): FSLookup {
  const { parent = false, follow = false, follow_mount = true } = options;
  const wantsFolder = !parent && path.endsWith("/");
  const pending = partsOf(path.startsWith("/") ? path : `${FS.cwd()}/${path}`);
  // `folder/..` has a parent that only the whole walk finds.
  const pastEnd = parent && isDots(pending[0]);
  const nodes: FSNode[] = [FS.root];
  const names: string[] = [];
  let links = 0;
  while (pending.length > (parent && !pastEnd ? 1 : 0)) {
    const name = pending.pop()!;
    const folder = nodes[nodes.length - 1]!;
    if (isDots(name)) {
      if (!FS.isDir(folder.mode)) {
        throw fail("ENOTDIR");
      }
      if (name === ".." && names.length > 0) {
        names.pop();
        nodes.pop();
      }
      continue;
    }
    const isLast = pending.length === 0;
    let node = FS.lookupNode(folder, name);
    if (FS.isMountpoint(node) && (!isLast || follow_mount)) {
      node = (node as MountedNode).mounted.root;
    }
    if (FS.isLink(node.mode) && (!isLast || follow || wantsFolder)) {
      if (++links > MAX_LINKS) {
        throw fail("ELOOP");
      }
      const target = node.node_ops["readlink"]!(node) as string;
      if (target.startsWith("/")) {
        nodes.length = 1;
        names.length = 0;
      }
      pending.push(...partsOf(target));
      continue;
    }
    nodes.push(node);
    names.push(name);
  }
  if (pastEnd && names.length > 0) {
    names.pop();
    nodes.pop();
  }
  const node = nodes[nodes.length - 1]!;
  if (wantsFolder && !FS.isDir(node.mode)) {
    throw fail("ENOTDIR");
  }
  return { path: `/${names.join("/")}`, node };
}

/** Return a path that emscripten's open() does not misunderstand: it shortens, and creates nothing behind a link. */
function toOpen(FS: Internals, fail: Failure, path: string, flags: string | number): string {
  const creates = typeof flags === "number" ? flags & O_CREAT && !(flags & O_EXCL) : /[wa]/.test(flags);
  if (!creates) {
    return path.includes("..") || path.endsWith("/") ? FS.lookupPath(path, { follow: true }).path : path;
  }
  for (let links = 0; links <= MAX_LINKS; links++) {
    if (path.endsWith("/")) {
      throw fail("EISDIR");
    }
    const { path: folder, node: parent } = FS.lookupPath(path, { parent: true });
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (isDots(name)) {
      return FS.lookupPath(path).path;
    }
    const node = existing(FS, parent, name);
    if (!node || !FS.isLink(node.mode)) {
      return `${folder}/${name}`;
    }
    const target = node.node_ops["readlink"]!(node) as string;
    path = target.startsWith("/") ? target : `${folder}/${target}`;
  }
  throw fail("ELOOP");
}

function existing(FS: Internals, folder: FSNode, name: string): FSNode | null {
  try {
    return FS.lookupNode(folder, name);
  } catch {
    return null;
  }
}
