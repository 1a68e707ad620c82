/** Get the archive of the standard library. Python could not say what is wrong with a file that was cut off. */

import { archiveComment } from "./archive";
import type { Config } from "./config";
import { LoadError, type Host } from "./host/types";
import { isZstandard, readSeekableArchive, type SeekableArchive } from "./seekable-zstd";
import { version } from "../version";

/** A zip archive as it is, or compressed as a whole. */
export type StandardLibrary = Uint8Array<ArrayBuffer> | SeekableArchive;

/**
 * Fetch the compressed archive; the zip archive where the program names one, or where the compressed one is not beside
 * the runtime: bundlers and mirrors copy the files that they know.
 *
 * @throws LoadError
 */
export async function loadStandardLibrary(host: Host, config: Config): Promise<StandardLibrary> {
  const { compressedStdLibURL, stdLibURL } = config;
  const compressed = compressedStdLibURL === undefined ? undefined : await fetchCompressed(host, compressedStdLibURL);
  return compressed ?? (await fetchZip(host, stdLibURL));
}

async function fetchCompressed(host: Host, url: string): Promise<SeekableArchive | undefined> {
  let bytes;
  try {
    bytes = await host.readBytes(url);
  } catch {
    return undefined; // the zip archive's error will say what is wrong
  }
  if (!isZstandard(bytes)) {
    return undefined; // a page instead of an error, or a server that has unpacked it
  }
  const archive = readSeekableArchive(bytes);
  if (archive === undefined) {
    throw damaged(url, bytes);
  }
  checkRelease(archive.note, url);
  return archive;
}

async function fetchZip(host: Host, url: string): Promise<Uint8Array<ArrayBuffer>> {
  const archive = await host.readBytes(url);
  const comment = archiveComment(archive);
  if (comment === undefined) {
    throw damaged(url, archive);
  }
  checkRelease(comment, url);
  return archive;
}

function damaged(url: string, { length }: Uint8Array): LoadError {
  return new LoadError(url, `the file of ${length} bytes is damaged or was not transferred whole`);
}

/** Compare the release that an archive says it belongs to; one that others have made says nothing. */
function checkRelease(note: string, url: string): void {
  const [product, release] = note.split(" ");
  if (product === "pyodide") {
    checkVersion(release!, url);
  }
}

/** @throws LoadError unless the file belongs to the loader's own release. */
export function checkVersion(found: string, url: string): void {
  if (found !== version) {
    throw new LoadError(url, `it belongs to release ${found}, the loader to ${version}`);
  }
}
