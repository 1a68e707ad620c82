/** The parts of emscripten's module object and file system that the runtime uses, typed by hand. */

export interface FSStream {
  fd: number;
  node: FSNode;
  tty?: unknown;
}

export interface FSNode {
  rdev: number;
  timestamp: number;
  mode: number;
}

export interface StreamOps {
  open?(stream: FSStream): void;
  close?(stream: FSStream): void;
  read?(stream: FSStream, buffer: Uint8Array | Int8Array, offset: number, length: number): number;
  write?(stream: FSStream, buffer: Uint8Array | Int8Array, offset: number, length: number): number;
  fsync?(stream: FSStream): void;
  dup?(stream: FSStream): void;
}

/** Emscripten's FS; see its File System API documentation. */
export interface FileSystem {
  readonly filesystems: Record<string, object>;
  ErrnoError: new (errno: number) => Error & { errno: number };
  streams: (FSStream | null)[];
  chdir(path: string): void;
  close(stream: FSStream): void;
  cwd(): string;
  makedev(major: number, minor: number): number;
  mkdev(path: string, mode: number, dev: number): void;
  mkdirTree(path: string): void;
  mount(type: object, options: object, path: string): void;
  open(path: string, flags: string | number): FSStream;
  readdir(path: string): string[];
  readFile(path: string, options?: { encoding?: "utf8" | "binary" }): string | Uint8Array;
  registerDevice(dev: number, ops: StreamOps): void;
  stat(path: string): { mode: number };
  isDir(mode: number): boolean;
  unlink(path: string): void;
  writeFile(path: string, data: string | Uint8Array, options?: object): void;
}

/** Emscripten's module object. */
export interface Module {
  FS: FileSystem;
  PATH: object;
  ERRNO_CODES: Record<string, number>;
  ENV: Record<string, string>;
  API: unknown;
  HEAP8: Int8Array;
  /** Read by CPython's signal check (Python/emscripten_signal.c). */
  Py_EmscriptenSignalBuffer?: Int32Array | Uint8Array | undefined;
  stringToNewUTF8(text: string): number;
}
