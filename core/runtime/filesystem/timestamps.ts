/**
 * When a file was read, written and changed.
 *
 * Emscripten (3.1.69) has one time for all three, in milliseconds, which chmod() and chown() set to now, in folders of
 * the host, too: so a copy does not keep the times of its original.
 */

import { nodeModule } from "../bootstrap/host/node-module";
import type { Module } from "../emscripten";
import type { FileSystem, FSNode, FSStats, FSType, NodeOps } from "./types";

/** In milliseconds since 1970; what is missing stays as it is. */
interface Times {
  readonly atime?: number | undefined;
  readonly mtime?: number | undefined;
}

interface Attributes extends Times {
  readonly mode?: number;
  readonly size?: number;
  readonly timestamp?: number;
}

/** A file in memory: its `timestamp` is when it was written. */
interface TimedNode extends FSNode {
  accessed?: number;
  /** When the times or the mode were set, and the time of writing from then on. */
  changed?: { readonly when: number; readonly written: number };
}

interface Internals extends FileSystem {
  /** For utimensat(2), see glue-overrides.js. */
  setTimes(node: FSNode, atime: number | undefined, mtime: number | undefined): void;
  utime(path: string, atime: number | Date, mtime: number | Date, dontFollow?: boolean): void;
}

interface MemoryType extends FSType {
  readonly ops_table: Record<string, { readonly node: NodeOps }>;
}

interface HostType extends FSType {
  readonly node_ops: NodeOps;
  realPath(node: FSNode): string;
  tryFSOperation<Result>(operation: () => Result): Result;
}

const HALF_A_NANOSECOND = 5e-7;

/** A date that keeps fractions of its milliseconds, for those who ask by getTime(). */
class ExactDate extends Date {
  constructor(private readonly exact: number) {
    super(exact);
  }

  /** A little more: emscripten's stat() cuts off what is less than a nanosecond. */
  override getTime(): number {
    return this.exact + HALF_A_NANOSECOND;
  }
}

/** Give files their three times. */
export function repairTimes({ FS, ERRNO_CODES }: Module): void {
  const fs = FS as Internals;
  fs.setTimes = (node, atime, mtime) => {
    const set = node.node_ops["setattr"];
    if (!set) {
      throw new fs.ErrnoError(ERRNO_CODES["EPERM"]!);
    }
    // Kinds of file systems that do not know better have the one time.
    set(node, { atime, mtime, timestamp: mtime } satisfies { [Name in keyof Attributes]: unknown });
  };
  fs.utime = (path, atime, mtime, dontFollow = false) => {
    fs.setTimes(fs.lookupPath(path, { follow: !dontFollow }).node, Number(atime), Number(mtime));
  };
  for (const { node } of Object.values((fs.filesystems.MEMFS as MemoryType).ops_table)) {
    keepTimesInMemory(node);
  }
  const host = fs.filesystems["NODEFS"];
  if (host) {
    keepTimesOfHost(fs, host as HostType);
  }
}

function keepTimesInMemory(operations: NodeOps): void {
  const { getattr, setattr } = operations as Record<"getattr" | "setattr", NodeOps[string]>;
  operations["getattr"] = (node: TimedNode) => {
    const stats = getattr(node) as FSStats;
    if (node.accessed !== undefined || node.changed) {
      stats.atime = new ExactDate(node.accessed ?? node.timestamp);
      stats.mtime = new ExactDate(node.timestamp);
      stats.ctime = new ExactDate(changeOf(node));
    }
    return stats;
  };
  operations["setattr"] = (node: TimedNode, attributes: Attributes) => {
    const { mode, size, atime, mtime } = attributes;
    setattr(node, size === undefined ? { mode } : attributes);
    if (size === undefined) {
      node.accessed = atime ?? node.accessed ?? node.timestamp;
      node.timestamp = mtime ?? node.timestamp;
      node.changed = { when: Date.now(), written: node.timestamp };
    }
  };
}

/** Writing changes a file, too. */
function changeOf({ changed, timestamp }: TimedNode): number {
  return changed && changed.written === timestamp ? changed.when : Math.max(changed?.when ?? 0, timestamp);
}

function keepTimesOfHost(FS: FileSystem, host: HostType): void {
  const { setattr } = host.node_ops as Record<"setattr", NodeOps[string]>;
  host.node_ops["setattr"] = (node: FSNode, attributes: Attributes) => {
    const { mode, size, atime, mtime } = attributes;
    setattr(node, size === undefined ? { mode } : attributes);
    if (size === undefined && (atime !== undefined || mtime !== undefined)) {
      host.tryFSOperation(() => setHostTimes(host.realPath(node), FS.isLink(node.mode), attributes));
    }
  };
}

function setHostTimes(path: string, isLink: boolean, { atime, mtime }: Times): void {
  const fs = nodeModule<typeof import("node:fs")>("fs");
  const now = fs.lstatSync(path);
  const set = isLink ? fs.lutimesSync : fs.utimesSync;
  set(path, (atime ?? now.atimeMs) / 1000, (mtime ?? now.mtimeMs) / 1000);
}
