/** What can stand behind standard input. */

import { checkInterrupt, isInterruptPending } from "../interrupt";
import { HandlerStream, type HandlerOptions, type TerminalSize } from "./handler-stream";

export interface StdinOptions extends HandlerOptions {
  /** Called for one piece of input: text (a line), bytes, one byte as a number, or null/undefined at the end. */
  stdin?: () => string | ArrayBuffer | ArrayBufferView | number | null | undefined;
  /** Called with a buffer to fill; gives the number of bytes written. */
  read?: (buffer: Uint8Array) => number;
  /** Every read fails with EIO. */
  error?: boolean;
  /** Whether each piece of text or bytes from `stdin` is followed by an end of file. Default: true. */
  autoEOF?: boolean;
}

export interface Reader {
  readonly isatty: boolean;
  readonly terminalSize: TerminalSize;
  /** Fill the buffer and give the number of bytes, 0 at the end. */
  read(buffer: Uint8Array): number;
  fsync(): void;
}

/** The `read` form: bytes go straight into Python's buffer. */
export class BufferReader extends HandlerStream<StdinOptions> implements Reader {
  read(buffer: Uint8Array): number {
    return this.options.read!(buffer);
  }
}

/** The `stdin` form: pieces of input that are kept until Python has read them. */
export class PieceReader extends HandlerStream<StdinOptions> implements Reader {
  readonly #encoder = new TextEncoder();
  #rest = new Uint8Array(0);
  #atEnd = false;

  /** Give one piece at most, so that Python asks for no more input than it needs; bytes and `autoEOF: false` go on. */
  read(buffer: Uint8Array): number {
    const onePiece = this.options.autoEOF ?? true;
    let count = this.#take(buffer, 0);
    if (count > 0 && onePiece) {
      return count;
    }
    while (count < buffer.length && !this.#atEnd) {
      const piece = this.options.stdin!();
      if (piece === null || piece === undefined) {
        this.#atEnd = true;
        break;
      }
      this.#rest = this.#bytes(piece);
      count += this.#take(buffer, count);
      if (count === 0 && isInterruptPending()) {
        checkInterrupt(); // a handler that has nothing yet may be asked for ever
      }
      // An empty piece is no end: only null and undefined are.
      if (typeof piece !== "number" && onePiece && count > 0) {
        break;
      }
    }
    if (count === 0) {
      this.#atEnd = false; // reported by this read
    }
    return count;
  }

  /** Move what is left of the last piece into the buffer. */
  #take(buffer: Uint8Array, start: number): number {
    const part = this.#rest.subarray(0, buffer.length - start);
    buffer.set(part, start);
    this.#rest = this.#rest.subarray(part.length);
    return part.length;
  }

  #bytes(piece: string | ArrayBuffer | ArrayBufferView | number): Uint8Array<ArrayBuffer> {
    if (typeof piece === "number") {
      return Uint8Array.of(piece);
    }
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
