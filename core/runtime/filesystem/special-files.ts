/** What is wrong with emscripten's (3.1.69) files that hold no data: /dev/null, and /proc/self/fd. */

import type { Module } from "../emscripten";
import type { FSNode, FSStats } from "./types";

const NULL_DEVICE = [1, 3] as const;

/** Mend them. */
export function repairSpecialFiles({ FS }: Module): void {
  // One can seek in it, as in every other system's: nothing comes of it.
  FS.registerDevice(FS.makedev(...NULL_DEVICE), {
    read: () => 0,
    write: (_stream, _buffer, _offset, length) => length,
    llseek: () => 0,
  });

  // Which files are open can be read one by one only.
  const { node: folder } = FS.lookupPath("/proc/self/fd");
  const openFiles = () => FS.streams.flatMap((stream, fd) => (stream ? [String(fd)] : []));
  folder.node_ops["readdir"] = () => [".", "..", ...openFiles()];
  folder.node_ops["getattr"] = (): FSStats => FS.root.node_ops["getattr"]!({ ...folder, contents: {} }) as FSStats;
  const find = folder.node_ops["lookup"] as (parent: FSNode, name: string) => FSNode;
  folder.node_ops["lookup"] = (parent: FSNode, name: string) => Object.assign(find(parent, name), { id: Number(name) });
  folder.stream_ops = FS.root.stream_ops;
}
