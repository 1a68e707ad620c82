/** Emscripten's file system, typed by hand; see its documentation, "File System API". */

export interface FSNode {
  readonly id: number;
  readonly name: string;
  parent: FSNode;
  mount: FSMount;
  mode: number;
  rdev: number;
  timestamp: number;
  node_ops: NodeOps;
  stream_ops: StreamOps;
}

export interface FSStream {
  readonly fd: number;
  node: FSNode;
  flags: number;
  position: number;
  path?: string;
  tty?: unknown;
}

export interface FSMount {
  readonly type: FSType;
  readonly opts: Record<string, unknown>;
  readonly mountpoint: string;
  readonly root: FSNode;
}

/** A kind of file system: a member of FS.filesystems, or one of the user's own. */
export interface FSType {
  mount(mount: FSMount): FSNode;
  syncfs?(mount: FSMount, populate: boolean, callback: (error?: unknown) => void): void;
}

export interface FSStats {
  dev: number;
  ino: number;
  mode: number;
  nlink: number;
  uid: number;
  gid: number;
  rdev: number;
  size: number;
  atime: Date;
  mtime: Date;
  ctime: Date;
  blksize: number;
  blocks: number;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each file system has its own operations and nodes
export type NodeOps = Record<string, (...args: any[]) => any>;

export interface StreamOps {
  open?(stream: FSStream): void;
  close?(stream: FSStream): void;
  llseek?(stream: FSStream, offset: number, whence: number): number;
  read?(stream: FSStream, buffer: Uint8Array | Int8Array, offset: number, length: number, position?: number): number;
  write?(
    stream: FSStream,
    buffer: Uint8Array | Int8Array,
    offset: number,
    length: number,
    position?: number,
    canOwn?: boolean,
  ): number;
  fsync?(stream: FSStream): void;
  dup?(stream: FSStream): void;
}

/** Functions that FS calls around operations, each by its name: onOpenFile, onWriteToFile, onMovePath, ... */
export type TrackingDelegate = Record<string, (...args: never[]) => void>;

export interface FileSystem {
  readonly filesystems: Readonly<{ MEMFS: FSType }> & Record<string, FSType>;
  readonly ErrnoError: new (errno: number) => Error & { errno: number };
  readonly root: FSNode;
  readonly streams: (FSStream | null)[];
  trackingDelegate: TrackingDelegate;

  // Paths
  analyzePath(path: string, dontResolveLastLink?: boolean): FSPathAnalysis;
  lookupPath(path: string, options?: { parent?: boolean; follow?: boolean; follow_mount?: boolean }): FSLookup;
  getPath(node: FSNode): string;
  cwd(): string;
  chdir(path: string): void;

  // Folders and nodes
  mkdir(path: string, mode?: number): FSNode;
  mkdirTree(path: string, mode?: number): void;
  rmdir(path: string): void;
  readdir(path: string): string[];
  rename(oldPath: string, newPath: string): void;
  unlink(path: string): void;
  symlink(target: string, path: string): FSNode;
  readlink(path: string): string;
  stat(path: string, dontFollow?: boolean): FSStats;
  lstat(path: string): FSStats;
  chmod(path: string, mode: number, dontFollow?: boolean): void;
  utime(path: string, atime: number, mtime: number): void;
  truncate(path: string, length: number): void;

  // Files
  open(path: string, flags: string | number, mode?: number): FSStream;
  close(stream: FSStream): void;
  llseek(stream: FSStream, offset: number, whence: number): number;
  read(stream: FSStream, buffer: ArrayBufferView, offset: number, length: number, position?: number): number;
  write(
    stream: FSStream,
    buffer: ArrayBufferView,
    offset: number,
    length: number,
    position?: number,
    canOwn?: boolean,
  ): number;
  readFile(path: string, options: { encoding: "utf8"; flags?: string }): string;
  readFile(path: string, options?: { encoding?: "binary"; flags?: string }): Uint8Array;
  writeFile(
    path: string,
    data: string | ArrayBufferView,
    options?: { encoding?: "utf8"; flags?: string; mode?: number; canOwn?: boolean },
  ): void;
  createDataFile(
    parent: string | FSNode,
    name: string | null,
    data: string | ArrayLike<number>,
    canRead: boolean,
    canWrite: boolean,
    canOwn?: boolean,
  ): void;

  // Devices
  makedev(major: number, minor: number): number;
  mkdev(path: string, mode: number, dev: number): FSNode;
  registerDevice(dev: number, ops: StreamOps): void;

  // File systems
  mount(type: FSType, options: object, path: string): FSNode;
  unmount(path: string): void;
  isMountpoint(node: FSNode): boolean;
  /** Copy from (`populate`) or to what stands behind the mounted file systems that keep a copy in memory. */
  syncfs(populate: boolean, callback: (error?: unknown) => void): void;
  syncfs(callback: (error?: unknown) => void): void;

  isFile(mode: number): boolean;
  isDir(mode: number): boolean;
  isLink(mode: number): boolean;
}

export interface FSPathAnalysis {
  exists: boolean;
  error: number;
  name: string | null;
  path: string | null;
  object: FSNode | null;
  parentExists: boolean;
  parentPath: string | null;
  parentObject: FSNode | null;
}

export interface FSLookup {
  path: string;
  node: FSNode;
}
