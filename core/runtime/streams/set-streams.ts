/** setStdin, setStdout and setStderr. */

import type { Module } from "../emscripten";
import { checkHandlers, OUTPUT_RULES, STDIN_RULES } from "./check-handlers";
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

function writerFor(options: StdoutOptions): Writer {
  if (options.batched) {
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
      stdout: writerFor(defaults.stdout),
      stderr: writerFor(defaults.stderr),
    };
  }

  setStdin(options: StdinOptions = {}): void {
    checkHandlers("setStdin", options, STDIN_RULES);
    this.streams.stdin = this.#reader(options);
  }

  setStdout(options: StdoutOptions = {}): void {
    checkHandlers("setStdout", options, OUTPUT_RULES);
    this.streams.stdout = writerFor(isDefaultOutput(options) ? this.#defaults.stdout : options);
  }

  setStderr(options: StdoutOptions = {}): void {
    checkHandlers("setStderr", options, OUTPUT_RULES);
    this.streams.stderr = writerFor(isDefaultOutput(options) ? this.#defaults.stderr : options);
  }

  #reader(options: StdinOptions): Reader {
    const isDefault = !options.stdin && !options.read && !options.error;
    return readerFor(isDefault ? this.#defaults.stdin : options, this.#module);
  }
}
