/** Tell a whole zip archive from one that was cut off, and from an error page. */

const END_RECORD = 0x06054b50; // "PK\x05\x06", APPNOTE 4.3.16
const END_RECORD_SIZE = 22;
const LONGEST_COMMENT = 0xffff;

/** The comment in the end record, undefined unless the record is there and the directory it points to lies inside. */
export function archiveComment(bytes: Uint8Array<ArrayBuffer>): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = Math.max(0, bytes.length - END_RECORD_SIZE - LONGEST_COMMENT);
  for (let at = bytes.length - END_RECORD_SIZE; at >= first; at--) {
    if (view.getUint32(at, true) === END_RECORD) {
      const size = view.getUint32(at + 12, true);
      const offset = view.getUint32(at + 16, true);
      return offset + size <= at ? new TextDecoder().decode(bytes.subarray(at + END_RECORD_SIZE)) : undefined;
    }
  }
  return undefined;
}
