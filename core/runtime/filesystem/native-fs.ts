/**
 * Folders of the host in a browser (File System Access API, OPFS). Their functions are asynchronous, Python's are not:
 * the files are in memory, and are copied when somebody asks, or soon after they change.
 */

import type { FileSystem, FSMount, FSNode, FSType, NodeOps, StreamOps } from "./types";
import { isSameFile, readFile, removeEntry, subfolder, writeFile } from "./native-files";

export interface NativeMountOptions {
  fileSystemHandle: FileSystemDirectoryHandle;
  /** Called when a file or folder has changed. */
  onChange?: (() => void) | undefined;
}

/** A node of MEMFS with what is known about its copy outside. */
interface Node extends FSNode {
  contents: Uint8Array | null | Record<string, Node>;
  usedBytes: number;
  /** Changed since it was last copied. */
  changed?: boolean;
  /** The copy as it was then; of a folder, true. */
  copy?: { lastModified: number; size: number } | true | undefined;
}

// Operations of MEMFS that change what has to be copied, and how many of their first arguments are nodes or streams.
const CHANGING_NODE_OPS = ["setattr", "mknod", "rename", "unlink", "rmdir"];
const CHANGING_STREAM_OPS = ["write", "allocate", "msync"];

const EPERM = 63;

/** Make the file system type that FS.mount and FS.syncfs take. */
export function createNativeFS(FS: FileSystem): FSType {
  const MEMFS = FS.filesystems.MEMFS as FSType & {
    createNode(parent: Node | null, name: string, mode: number, dev: number): Node;
  };
  const wrapped = new Map<object, object>();

  function changed(node: Node): void {
    node.changed = true;
    (node.mount.opts as unknown as NativeMountOptions).onChange?.();
  }

  /** The operations of a kind of node, where those that change something say so. */
  function watching<Ops extends object>(ops: Ops, names: readonly string[], nodeOf: (first: never) => Node): Ops {
    let result = wrapped.get(ops) as Ops | undefined;
    if (result === undefined) {
      const copy = { ...ops } as Record<string, (...args: never[]) => unknown>;
      for (const name of names.filter((each) => each in ops)) {
        const original = copy[name]!;
        copy[name] = (...args) => {
          const value = original(...args);
          changed(nodeOf(args[0]!));
          return value;
        };
      }
      result = copy as Ops;
      wrapped.set(ops, result);
    }
    return result;
  }

  function createNode(parent: Node | null, name: string, mode: number, dev: number): Node {
    const node = MEMFS.createNode(parent, name, mode, dev);
    const nodeOps: NodeOps = { ...watching(node.node_ops, CHANGING_NODE_OPS, (first: never) => first) };
    if ("mknod" in nodeOps) {
      nodeOps["mknod"] = (folder: Node, child: string, childMode: number, childDev: number) => {
        const made = createNode(folder, child, childMode, childDev);
        changed(made);
        return made;
      };
      nodeOps["symlink"] = () => {
        throw new FS.ErrnoError(EPERM); // what is outside knows no links
      };
    }
    node.node_ops = nodeOps;
    node.stream_ops = watching<StreamOps>(
      node.stream_ops,
      CHANGING_STREAM_OPS,
      (first: never) => (first as { node: Node }).node,
    );
    return node;
  }

  /** Make what is in memory equal to what is outside. */
  async function pull(folder: FileSystemDirectoryHandle, path: string): Promise<void> {
    const found = new Set<string>();
    for await (const [name, handle] of folder.entries()) {
      found.add(name);
      const target = `${path}/${name}`;
      const existing = nodeAt(target);
      if (handle.kind === "directory") {
        if (!existing || !FS.isDir(existing.mode)) {
          removeLocal(target, existing);
          FS.mkdir(target);
        }
        settle(target, true);
        await pull(handle as FileSystemDirectoryHandle, target);
        continue;
      }
      const file = await (handle as FileSystemFileHandle).getFile();
      if (existing && FS.isFile(existing.mode) && !existing.changed && isSameFile(existing.copy, file)) {
        continue;
      }
      const bytes = await readFile(file, target);
      if (existing && !FS.isFile(existing.mode)) {
        removeLocal(target, existing);
      }
      FS.writeFile(target, bytes, { canOwn: true });
      FS.utime(target, file.lastModified, file.lastModified);
      settle(target, { lastModified: file.lastModified, size: file.size });
    }
    for (const name of namesIn(path).filter((each) => !found.has(each))) {
      removeLocal(`${path}/${name}`, nodeAt(`${path}/${name}`));
    }
  }

  /** Make what is outside equal to what is in memory; what others have put there meanwhile stays. */
  async function push(folder: FileSystemDirectoryHandle, path: string, known: Set<string>): Promise<void> {
    const names = namesIn(path);
    for (const name of names) {
      const source = `${path}/${name}`;
      const node = nodeAt(source);
      if (!node) {
        continue; // removed while this was waiting
      }
      if (FS.isDir(node.mode)) {
        const inner = await subfolder(folder, name, source);
        node.copy = true;
        node.changed = false;
        await push(inner, source, known);
      } else if (FS.isFile(node.mode) && (node.changed || node.copy === undefined)) {
        node.changed = false; // true again if it is written to while it is copied
        try {
          node.copy = await writeFile(folder, name, bytesOf(node), source);
        } catch (error) {
          node.changed = true;
          throw error;
        }
      }
      known.add(source);
    }
    const gone = [...known].filter((each) => each.slice(0, each.lastIndexOf("/")) === path && !nodeAt(each));
    for (const each of gone) {
      await removeEntry(folder, each.slice(path.length + 1), each);
      known.delete(each);
    }
  }

  function nodeAt(path: string): Node | undefined {
    return FS.analyzePath(path, true).exists ? (FS.lookupPath(path).node as Node) : undefined;
  }

  function namesIn(path: string): string[] {
    return FS.readdir(path).filter((name) => name !== "." && name !== "..");
  }

  function settle(path: string, copy: NonNullable<Node["copy"]>): void {
    const node = nodeAt(path)!;
    node.changed = false;
    node.copy = copy;
  }

  function removeLocal(path: string, node: Node | undefined): void {
    if (!node) {
      return;
    }
    if (!FS.isDir(node.mode)) {
      FS.unlink(path);
      return;
    }
    for (const name of namesIn(path)) {
      removeLocal(`${path}/${name}`, nodeAt(`${path}/${name}`));
    }
    FS.rmdir(path);
  }

  function collect(path: string, into: Set<string>): Set<string> {
    for (const name of namesIn(path)) {
      const inner = `${path}/${name}`;
      into.add(inner);
      if (FS.isDir(nodeAt(inner)!.mode)) {
        collect(inner, into);
      }
    }
    return into;
  }

  // What is outside and known of, and the end of the copying under way, for each mount.
  const known = new WeakMap<FSMount, Set<string>>();
  const queues = new WeakMap<FSMount, Promise<void>>();

  async function synchronize(mount: FSMount, populate: boolean): Promise<void> {
    const options = mount.opts as unknown as NativeMountOptions;
    if (!populate) {
      await push(options.fileSystemHandle, mount.mountpoint, known.get(mount) ?? new Set());
      return;
    }
    const { onChange } = options;
    options.onChange = undefined;
    try {
      await pull(options.fileSystemHandle, mount.mountpoint);
    } finally {
      options.onChange = onChange;
    }
    known.set(mount, collect(mount.mountpoint, new Set()));
  }

  return {
    mount(mount) {
      known.set(mount, new Set());
      return createNode(null, "/", 0o40777, 0);
    },
    syncfs(mount, populate, callback) {
      const done = (queues.get(mount) ?? Promise.resolve()).then(() => synchronize(mount, populate));
      queues.set(
        mount,
        done.catch(() => {
          // The callback is told; the next synchronization starts all the same.
        }),
      );
      done.then(() => {
        callback(null);
      }, callback);
    },
  };
}

function bytesOf(node: Node): Uint8Array {
  return node.contents === null ? new Uint8Array(0) : (node.contents as Uint8Array).subarray(0, node.usedBytes);
}
