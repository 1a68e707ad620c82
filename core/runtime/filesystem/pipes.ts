/** Pipes: emscripten's (3.1.69) do not know their ends apart, forget that one was duplicated, and never end. */

import type { Module } from "../emscripten";
import type { FSNode, FSStream, StreamOps } from "./types";

interface Ends {
  readers: number;
  writers: number;
}

interface Pipe {
  buckets: unknown[] | null;
}

interface PipeNode extends FSNode {
  readonly pipe: Pipe;
}

/** Emscripten's kind of file system for pipes. */
export interface PipeType {
  createPipe(): { readable_fd: number; writable_fd: number };
  readonly stream_ops: StreamOps & { poll(stream: FSStream): number };
}

const O_ACCMODE = 3;
const O_RDONLY = 0;
const POLLIN = 1;
const POLLERR = 8;
const POLLHUP = 16;

const pipeOf = (stream: FSStream) => (stream.node as PipeNode).pipe;
const reads = (stream: FSStream) => (stream.flags & O_ACCMODE) === O_RDONLY;

/** Let a pipe end where its last writer has closed it, and break where its last reader has. */
export function repairPipes({ FS, PIPEFS, ERRNO_CODES }: Module): void {
  const ends = new WeakMap<Pipe, Ends>();
  const { createPipe } = PIPEFS;
  const operations = PIPEFS.stream_ops;
  const { read, write, poll } = operations;

  function count(stream: FSStream, change: number): Ends {
    const pipe = pipeOf(stream);
    const open = ends.get(pipe)!;
    open[reads(stream) ? "readers" : "writers"] += change;
    if (open.readers + open.writers === 0) {
      pipe.buckets = null;
    }
    return open;
  }

  PIPEFS.createPipe = () => {
    const fds = createPipe.call(PIPEFS);
    ends.set(pipeOf(FS.streams[fds.readable_fd]!), { readers: 1, writers: 1 });
    return fds;
  };
  operations.dup = (stream) => void count(stream, 1);
  operations.close = (stream) => void count(stream, -1);
  operations.read = (stream, ...where) => {
    try {
      return read!(stream, ...where);
    } catch (error) {
      const isEmpty = (error as { errno?: number }).errno === ERRNO_CODES["EAGAIN"];
      if (isEmpty && ends.get(pipeOf(stream))!.writers === 0) {
        return 0;
      }
      throw error;
    }
  };
  operations.write = (stream, ...what) => {
    if (ends.get(pipeOf(stream))!.readers === 0) {
      throw new FS.ErrnoError(ERRNO_CODES["EPIPE"]!);
    }
    return write!(stream, ...what);
  };
  operations.poll = (stream) => {
    const { readers, writers } = ends.get(pipeOf(stream))!;
    const ready = poll(stream);
    if (reads(stream)) {
      return writers === 0 ? ready | POLLIN | POLLHUP : ready;
    }
    return readers === 0 ? ready | POLLERR : ready;
  };
}
