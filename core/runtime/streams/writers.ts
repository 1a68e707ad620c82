/** What can stand behind standard output and standard error. */

import { HandlerStream, type HandlerOptions, type TerminalSize } from "./handler-stream";

export interface StdoutOptions extends HandlerOptions {
  /** Called with each line without its newline, and with what a flush finds. */
  batched?: (text: string) => void;
  /** Called with each byte. */
  raw?: (byte: number) => void;
  /** Called with bytes; gives how many of them were written. */
  write?: (buffer: Uint8Array) => number;
}

export interface Writer {
  readonly isatty: boolean;
  readonly terminalSize: TerminalSize;
  /** Write some of the bytes and give how many. */
  write(bytes: Uint8Array): number;
  fsync(): void;
}

/** The `write` form. */
export class BufferWriter extends HandlerStream<StdoutOptions> implements Writer {
  write(bytes: Uint8Array): number {
    return this.options.write!(bytes);
  }
}

/** The `raw` form. */
export class ByteWriter extends HandlerStream<StdoutOptions> implements Writer {
  write(bytes: Uint8Array): number {
    for (const byte of bytes) {
      this.options.raw!(byte);
    }
    return bytes.length;
  }
}

const NEWLINE = 10;

/** The `batched` form: bytes become text a line at a time, and what a flush finds; a character is never cut. */
export class LineWriter extends HandlerStream<StdoutOptions> implements Writer {
  readonly #decoder = new TextDecoder();
  #pending: number[] = [];

  write(bytes: Uint8Array): number {
    for (const byte of bytes) {
      if (byte === NEWLINE) {
        this.#emit();
      } else {
        this.#pending.push(byte);
      }
    }
    return bytes.length;
  }

  override fsync(): void {
    if (this.#pending.length > 0) {
      this.#emit();
    }
    super.fsync();
  }

  #emit(): void {
    const line = this.#decoder.decode(Uint8Array.from(this.#pending));
    this.#pending = [];
    this.options.batched!(line);
  }
}
