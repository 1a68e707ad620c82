/** What can stand behind standard output and standard error. */

export interface StdoutOptions {
  /** Called with each line without its newline, and with what a flush finds. */
  batched?: (text: string) => void;
  /** Called with each byte. */
  raw?: (byte: number) => void;
  /** Called with bytes; gives how many of them were written. */
  write?: (buffer: Uint8Array) => number;
  /** What isatty() says; must be false with `batched`. Default: false. */
  isatty?: boolean;
  /** Called when the stream is flushed. */
  fsync?: () => void;
}

export interface Writer {
  readonly isatty: boolean;
  /** Write some of the bytes and give how many. */
  write(bytes: Uint8Array): number;
  fsync(): void;
}

/** The `write` form. */
export class BufferWriter implements Writer {
  readonly #options: StdoutOptions;

  constructor(options: StdoutOptions) {
    this.#options = options;
  }

  get isatty(): boolean {
    return this.#options.isatty ?? false;
  }

  write(bytes: Uint8Array): number {
    return this.#options.write!(bytes);
  }

  fsync(): void {
    this.#options.fsync?.();
  }
}

/** The `raw` form. */
export class ByteWriter implements Writer {
  readonly #options: StdoutOptions;

  constructor(options: StdoutOptions) {
    this.#options = options;
  }

  get isatty(): boolean {
    return this.#options.isatty ?? false;
  }

  write(bytes: Uint8Array): number {
    for (const byte of bytes) {
      this.#options.raw!(byte);
    }
    return bytes.length;
  }

  fsync(): void {
    this.#options.fsync?.();
  }
}

const NEWLINE = 10;
// Python writes this many bytes or more only when a buffer is full: the end of such a piece is no flush.
const PYTHON_BUFFER = 8192;

/** The `batched` form: bytes become text a line at a time, and what a flush finds; a character is never cut. */
export class LineWriter implements Writer {
  readonly isatty = false;
  readonly #options: StdoutOptions;
  readonly #decoder = new TextDecoder();
  #pending: number[] = [];

  constructor(options: StdoutOptions) {
    this.#options = options;
  }

  write(bytes: Uint8Array): number {
    for (const byte of bytes) {
      if (byte === NEWLINE) {
        this.#emit();
      } else {
        this.#pending.push(byte);
      }
    }
    if (bytes.length < PYTHON_BUFFER) {
      this.#emitRest();
    }
    return bytes.length;
  }

  fsync(): void {
    this.#emitRest();
    this.#options.fsync?.();
  }

  #emitRest(): void {
    if (this.#pending.length > 0) {
      this.#emit();
    }
  }

  #emit(): void {
    const line = this.#decoder.decode(Uint8Array.from(this.#pending));
    this.#pending = [];
    this.#options.batched!(line);
  }
}
