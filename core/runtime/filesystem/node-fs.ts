/** Folders of the host, in Node. */

import { isNode, nodeModule } from "../bootstrap/host/node-module";
import type { Module } from "../emscripten";
import { prepareMountPoint } from "./mount-point";

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
export function mountNodeFS({ FS }: Module, path: string, hostPath: string): void {
  const type = FS.filesystems["NODEFS"];
  if (type === undefined || !isNode()) {
    throw new Error("mountNodeFS works in Node only; in a browser there is mountNativeFS");
  }
  const root = hostFolder(hostPath);
  prepareMountPoint(FS, path, "mountNodeFS");
  FS.mount(type, { root }, path);
}

/** The absolute path of a folder that exists. */
function hostFolder(hostPath: unknown): string {
  if (typeof hostPath !== "string" || hostPath === "") {
    throw new TypeError("mountNodeFS: the host's path must be a non-empty string");
  }
  const stats = nodeModule<typeof import("node:fs")>("fs").statSync(hostPath, { throwIfNoEntry: false });
  if (stats === undefined) {
    throw new Error(`mountNodeFS: the host has no '${hostPath}'`);
  }
  if (!stats.isDirectory()) {
    throw new Error(`mountNodeFS: '${hostPath}' of the host is not a folder`);
  }
  // The program may change its working directory later.
  return nodeModule<typeof import("node:path")>("path").resolve(hostPath);
}
