/** The character devices behind file descriptors 0, 1 and 2. */

import { runHandler } from "./io-error";
import type { FileSystem, FSStream, Module, StreamOps } from "../emscripten";
import type { Reader } from "./readers";
import type { Writer } from "./writers";

/** What the devices read from and write to; replaced by setStdin and its relatives. */
export interface Streams {
  stdin: Reader;
  stdout: Writer;
  stderr: Writer;
}

// Any major number that emscripten's own devices (1, 5, 6, 64) do not use.
const MAJOR = 40;

/** A stream is a terminal while the handler behind it says so. */
function followTerminal(module: Module, stream: FSStream, current: () => Reader | Writer): void {
  const terminal = {
    ops: {
      /** Rows and columns, sixteen bits each. */
      ioctl_tiocgwinsz(): [number, number] {
        const { rows, columns } = runHandler(module, () => current().terminalSize);
        return [rows, columns];
      },
    },
  };
  Object.defineProperty(stream, "tty", {
    get: () => (current().isatty ? terminal : undefined),
    configurable: true,
  });
}

function unsigned(buffer: Uint8Array | Int8Array, offset: number, length: number): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset + offset, length);
}

function readerOps(module: Module, current: () => Reader): StreamOps {
  const attach = (stream: FSStream): void => {
    followTerminal(module, stream, current);
  };
  return {
    open: attach,
    dup: attach,
    read(_stream, buffer, offset, length) {
      return runHandler(module, () => current().read(unsigned(buffer, offset, length)));
    },
    fsync() {
      runHandler(module, () => {
        current().fsync();
      });
    },
  };
}

function writerOps(module: Module, current: () => Writer): StreamOps {
  const attach = (stream: FSStream): void => {
    followTerminal(module, stream, current);
  };
  return {
    open: attach,
    dup: attach,
    write(_stream, buffer, offset, length) {
      // A copy: handlers may keep what they are given, and memory moves when it grows.
      return runHandler(module, () => current().write(unsigned(buffer, offset, length).slice()));
    },
    fsync() {
      runHandler(module, () => {
        current().fsync();
      });
    },
  };
}

/** Replace emscripten's standard streams by devices that follow `streams`. */
export function installDevices(module: Module, streams: Streams): void {
  const { FS } = module;
  const devices: [string, StreamOps][] = [
    ["/dev/stdin", readerOps(module, () => streams.stdin)],
    ["/dev/stdout", writerOps(module, () => streams.stdout)],
    ["/dev/stderr", writerOps(module, () => streams.stderr)],
  ];
  for (const [minor, [path, ops]] of devices.entries()) {
    const open = FS.streams[minor];
    if (open) {
      FS.close(open);
    }
    FS.unlink(path);
    const device = FS.makedev(MAJOR, minor);
    FS.registerDevice(device, ops);
    FS.mkdev(path, 0o666, device);
    openAs(FS, path, minor);
  }
}

function openAs(FS: FileSystem, path: string, fd: number): void {
  const stream = FS.open(path, fd === 0 ? "r" : "w");
  if (stream.fd !== fd) {
    throw new Error(`Expected ${path} to get file descriptor ${fd}, not ${stream.fd}`);
  }
}
