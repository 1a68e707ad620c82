/**
 * Zstandard's seekable format (contrib/seekable_format of its sources): frames that can be unpacked each by itself, and
 * at the end a table of them. Programs that know only Zstandard unpack such a file as a whole.
 */

const SKIPPABLE = 0x184d2a50; // and the fifteen after it, RFC 8878 section 3.1.2
const FRAME = 0xfd2fb528;
const SKIPPABLE_HEADER = 8;
const TABLE = 0x184d2a5e;
const FOOTER_MAGIC = 0x8f92eab1;
const FOOTER_SIZE = 9;
const ENTRY_SIZE = 8;

/** Where one frame is in the file, and how much it unpacks to. */
export interface Frame {
  readonly start: number;
  readonly size: number;
  readonly unpackedSize: number;
}

export interface SeekableArchive {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly frames: readonly Frame[];
  /** What a skippable frame at the beginning says; empty if there is none. */
  readonly note: string;
}

/** Whether the file begins as one of Zstandard's. */
export function isZstandard(bytes: Uint8Array<ArrayBuffer>): boolean {
  if (bytes.length < SKIPPABLE_HEADER) {
    return false;
  }
  const magic = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  return magic === FRAME || (magic & ~0xf) >>> 0 === SKIPPABLE;
}

/** Read the table, undefined unless it describes the file to the last byte. */
export function readSeekableArchive(bytes: Uint8Array<ArrayBuffer>): SeekableArchive | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const footer = bytes.length - FOOTER_SIZE;
  if (footer < 0 || view.getUint32(footer + 5, true) !== FOOTER_MAGIC || view.getUint8(footer + 4) !== 0) {
    return undefined;
  }
  const count = view.getUint32(footer, true);
  const entries = footer - count * ENTRY_SIZE;
  const table = entries - SKIPPABLE_HEADER;
  if (table < 0 || view.getUint32(table, true) !== TABLE) {
    return undefined;
  }
  const frames: Frame[] = [];
  let start = 0;
  for (let entry = entries; entry < footer; entry += ENTRY_SIZE) {
    const size = view.getUint32(entry, true);
    frames.push({ start, size, unpackedSize: view.getUint32(entry + 4, true) });
    start += size;
  }
  return start === table ? { bytes, frames, note: readNote(bytes, view, frames[0]) } : undefined;
}

function readNote(bytes: Uint8Array, view: DataView, first: Frame | undefined): string {
  return first !== undefined && first.unpackedSize === 0 && view.getUint32(0, true) === SKIPPABLE
    ? new TextDecoder().decode(bytes.subarray(SKIPPABLE_HEADER, first.size))
    : "";
}
