/** What can stand behind standard input. */

export interface StdinOptions {
  /** Called for one piece of input: text (a line), bytes, one byte as a number, or null/undefined at the end. */
  stdin?: () => string | ArrayBuffer | ArrayBufferView | number | null | undefined;
  /** Called with a buffer to fill; gives the number of bytes written. */
  read?: (buffer: Uint8Array) => number;
  /** Every read fails with EIO. */
  error?: boolean;
  /** What isatty() says. Default: false. */
  isatty?: boolean;
  /** Whether each piece of text or bytes from `stdin` is followed by an end of file. Default: true. */
  autoEOF?: boolean;
  /** Called when the stream is flushed. */
  fsync?: () => void;
}

export interface Reader {
  readonly isatty: boolean;
  /** Fill the buffer and give the number of bytes, 0 at the end. */
  read(buffer: Uint8Array): number;
  fsync(): void;
}

/** The `read` form: bytes go straight into Python's buffer. */
export class BufferReader implements Reader {
  readonly #options: StdinOptions;

  constructor(options: StdinOptions) {
    this.#options = options;
  }

  get isatty(): boolean {
    return this.#options.isatty ?? false;
  }

  read(buffer: Uint8Array): number {
    return this.#options.read!(buffer);
  }

  fsync(): void {
    this.#options.fsync?.();
  }
}

/** The `stdin` form: pieces of input that are kept until Python has read them. */
export class PieceReader implements Reader {
  readonly #options: StdinOptions;
  readonly #encoder = new TextEncoder();
  #rest = new Uint8Array(0);
  #atEnd = false;

  constructor(options: StdinOptions) {
    this.#options = options;
  }

  get isatty(): boolean {
    return this.#options.isatty ?? false;
  }

  read(buffer: Uint8Array): number {
    if (this.#atEnd) {
      this.#atEnd = false;
      return 0;
    }
    let count = 0;
    while (count < buffer.length) {
      if (this.#rest.length === 0 && !this.#next()) {
        break;
      }
      const part = this.#rest.subarray(0, buffer.length - count);
      buffer.set(part, count);
      this.#rest = this.#rest.subarray(part.length);
      count += part.length;
      if (this.#rest.length === 0 && this.#atEnd) {
        break;
      }
    }
    // An end of file that stopped this read has been reported if nothing was read.
    if (count === 0) {
      this.#atEnd = false;
    }
    return count;
  }

  fsync(): void {
    this.#options.fsync?.();
  }

  /** Ask for the next piece; false at the end of input. */
  #next(): boolean {
    const piece = this.#options.stdin!();
    if (piece === null || piece === undefined) {
      this.#atEnd = true;
      return false;
    }
    if (typeof piece === "number") {
      this.#rest = Uint8Array.of(piece);
      return true;
    }
    this.#rest = this.#bytes(piece);
    this.#atEnd = this.#options.autoEOF ?? true;
    return this.#rest.length > 0;
  }

  #bytes(piece: string | ArrayBuffer | ArrayBufferView): Uint8Array<ArrayBuffer> {
    if (typeof piece === "string") {
      return this.#encoder.encode(piece.endsWith("\n") ? piece : piece + "\n");
    }
    if (ArrayBuffer.isView(piece)) {
      return new Uint8Array(piece.buffer as ArrayBuffer, piece.byteOffset, piece.byteLength);
    }
    if (piece instanceof ArrayBuffer) {
      return new Uint8Array(piece);
    }
    throw new TypeError(
      "The stdin handler must return a string, an ArrayBuffer, a typed array, a number, null or undefined",
    );
  }
}
