/** setStdin, setStdout and setStderr. */

import type { Module } from "../emscripten";
import type { Streams } from "./devices";
import { BufferReader, PieceReader, type Reader, type StdinOptions } from "./readers";
import { BufferWriter, ByteWriter, LineWriter, type StdoutOptions, type Writer } from "./writers";

/** The standard streams of the environment, used when no handler is given. */
export interface DefaultStreams {
  stdin: StdinOptions;
  stdout: StdoutOptions;
  stderr: StdoutOptions;
}

function readerFor(options: StdinOptions, module: Module): Reader {
  const given = [options.stdin && "stdin", options.read && "read", options.error && "error"].filter(Boolean);
  if (given.length > 1) {
    throw new TypeError(`setStdin takes at most one of stdin, read and error, but got ${given.join(" and ")}`);
  }
  if (options.stdin) {
    return new PieceReader(options);
  }
  if (options.read) {
    return new BufferReader(options);
  }
  return new BufferReader({
    read: () => {
      throw new module.FS.ErrnoError(module.ERRNO_CODES["EIO"]!);
    },
  });
}

function writerFor(options: StdoutOptions, name: string): Writer {
  const given = [options.batched && "batched", options.raw && "raw", options.write && "write"].filter(Boolean);
  if (given.length > 1) {
    throw new TypeError(`${name} takes at most one of batched, raw and write, but got ${given.join(" and ")}`);
  }
  if (options.batched) {
    if (options.isatty) {
      throw new TypeError(`${name}: isatty cannot be true with a batched handler`);
    }
    return new LineWriter(options);
  }
  return options.raw ? new ByteWriter(options) : new BufferWriter(options);
}

const isDefaultOutput = (options: StdoutOptions): boolean => !options.batched && !options.raw && !options.write;

/** The three setters for one interpreter. */
export class StreamSetter {
  readonly streams: Streams;
  readonly #module: Module;
  readonly #defaults: DefaultStreams;

  constructor(module: Module, defaults: DefaultStreams) {
    this.#module = module;
    this.#defaults = defaults;
    this.streams = {
      stdin: this.#reader({}),
      stdout: writerFor(defaults.stdout, "stdout"),
      stderr: writerFor(defaults.stderr, "stderr"),
    };
  }

  setStdin(options: StdinOptions = {}): void {
    this.streams.stdin = this.#reader(options);
  }

  setStdout(options: StdoutOptions = {}): void {
    this.streams.stdout = writerFor(isDefaultOutput(options) ? this.#defaults.stdout : options, "setStdout");
  }

  setStderr(options: StdoutOptions = {}): void {
    this.streams.stderr = writerFor(isDefaultOutput(options) ? this.#defaults.stderr : options, "setStderr");
  }

  #reader(options: StdinOptions): Reader {
    const isDefault = !options.stdin && !options.read && !options.error;
    return readerFor(isDefault ? this.#defaults.stdin : options, this.#module);
  }
}
