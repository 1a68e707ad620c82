/** Reading and writing through the handles of the File System Access API; errors say which file. */

interface Copy {
  lastModified: number;
  size: number;
}

// The browser copies what it is given to write: pieces of it, not the whole of a large file.
const PIECE = 8 << 20;

function failure(action: string, path: string, cause: unknown): Error {
  const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return new Error(`'${path}' could not be ${action} (${reason})`, { cause });
}

/** Whether a file is as it was when it was copied. */
export function isSameFile(copy: Copy | true | undefined, file: File): boolean {
  return typeof copy === "object" && copy.lastModified === file.lastModified && copy.size === file.size;
}

export async function readFile(file: File, path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    throw failure("read", path, error);
  }
}

/** Write a file and give what it then looks like. */
export async function writeFile(
  folder: FileSystemDirectoryHandle,
  name: string,
  bytes: Uint8Array,
  path: string,
): Promise<Copy> {
  try {
    const handle = await replacing(folder, name, () => folder.getFileHandle(name, { create: true }));
    await (typeof handle.createWritable === "function" ? writeStream(handle, bytes) : writeInWorker(handle, bytes));
    const { lastModified, size } = await handle.getFile();
    return { lastModified, size };
  } catch (error) {
    throw failure("written", path, error);
  }
}

async function writeStream(handle: FileSystemFileHandle, bytes: Uint8Array): Promise<void> {
  const writable = await handle.createWritable();
  try {
    for (let start = 0; start < bytes.length; start += PIECE) {
      await writable.write(bytes.subarray(start, start + PIECE) as Uint8Array<ArrayBuffer>);
    }
    await writable.close();
  } catch (error) {
    await writable.abort().catch(() => undefined); // the first error is the one to tell
    throw error;
  }
}

interface SyncAccessHandle {
  truncate(size: number): void;
  write(bytes: Uint8Array, options: { at: number }): number;
  flush(): void;
  close(): void;
}

/** For engines that have streams of this kind nowhere, and these handles in workers only. */
async function writeInWorker(handle: FileSystemFileHandle, bytes: Uint8Array): Promise<void> {
  const access = await (
    handle as unknown as { createSyncAccessHandle(): Promise<SyncAccessHandle> }
  ).createSyncAccessHandle();
  try {
    access.truncate(0);
    for (let start = 0; start < bytes.length;) {
      start += access.write(bytes.subarray(start, start + PIECE), { at: start });
    }
    access.flush();
  } finally {
    access.close();
  }
}

export async function subfolder(
  folder: FileSystemDirectoryHandle,
  name: string,
  path: string,
): Promise<FileSystemDirectoryHandle> {
  try {
    return await replacing(folder, name, () => folder.getDirectoryHandle(name, { create: true }));
  } catch (error) {
    throw failure("made a folder", path, error);
  }
}

/** Remove a file, or a folder with all it holds, unless somebody else has. */
export async function removeEntry(folder: FileSystemDirectoryHandle, name: string, path: string): Promise<void> {
  try {
    await folder.removeEntry(name, { recursive: true });
  } catch (error) {
    if ((error as Error).name !== "NotFoundError") {
      throw failure("removed", path, error);
    }
  }
}

/** Get a handle, removing a folder in the place of a file or the other way round. */
async function replacing<Handle>(
  folder: FileSystemDirectoryHandle,
  name: string,
  get: () => Promise<Handle>,
): Promise<Handle> {
  try {
    return await get();
  } catch (error) {
    if ((error as Error).name !== "TypeMismatchError") {
      throw error;
    }
  }
  await folder.removeEntry(name, { recursive: true });
  return get();
}
