/** mountNativeFS and mountOPFS. */

import type { FileSystem } from "../emscripten";
import { prepareMountPoint } from "./mount-point";
import type { FSType } from "./types";

export interface NativeMount {
  /** Copy what has changed in memory to the folder. */
  syncfs(): Promise<void>;
}

export interface OpfsOptions {
  /** The folder of the origin's private file system. Default: the mount point's path. */
  directory?: string;
  /** Write changes soon after they are made, without syncfs(). Default: true. */
  autoPersist?: boolean;
}

type Permissions = FileSystemDirectoryHandle & {
  queryPermission?(mode: object): Promise<PermissionState>;
  requestPermission?(mode: object): Promise<PermissionState>;
};

const READ_WRITE = { mode: "readwrite" };
const PERSIST_DELAY = 50;

function checkHandle(handle: unknown): asserts handle is FileSystemDirectoryHandle {
  if ((handle as Partial<FileSystemDirectoryHandle> | null | undefined)?.kind !== "directory") {
    throw new TypeError("mountNativeFS: expected a FileSystemDirectoryHandle, such as showDirectoryPicker() gives");
  }
}

async function checkPermission(handle: Permissions): Promise<void> {
  let state = (await handle.queryPermission?.(READ_WRITE)) ?? "granted";
  if (state === "prompt") {
    state = await handle.requestPermission!(READ_WRITE);
  }
  if (state !== "granted") {
    throw new Error(`mountNativeFS: the user has not allowed to read and write the folder '${handle.name}'`);
  }
}

function mount(FS: FileSystem, path: string, handle: FileSystemDirectoryHandle, onChange?: () => void) {
  const type = FS.filesystems["NATIVEFS_ASYNC"] as Required<FSType>;
  const { mount: mounted } = FS.mount(type, { fileSystemHandle: handle, onChange }, path);
  return (populate: boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      type.syncfs(mounted, populate, (error) => {
        if (error) {
          reject(error as Error);
        } else {
          resolve();
        }
      });
    });
}

/**
 * Mount a folder of the host and copy its files into memory.
 *
 * @param path created if missing, else it must be an empty folder.
 * @throws TypeError if `handle` is none of a folder; Error if the path cannot be used or the folder cannot be read.
 */
export async function mountNativeFS(
  FS: FileSystem,
  path: string,
  handle: FileSystemDirectoryHandle,
  onChange?: () => void,
): Promise<NativeMount> {
  checkHandle(handle);
  prepareMountPoint(FS, path, "mountNativeFS");
  await checkPermission(handle);
  const synchronize = mount(FS, path, handle, onChange);
  try {
    await synchronize(true);
  } catch (error) {
    FS.unmount(path);
    throw error;
  }
  return { syncfs: () => synchronize(false) };
}

/** Get a folder of the origin's private file system, making it and those above it. */
async function privateFolder(directory: string): Promise<FileSystemDirectoryHandle> {
  const storage = (globalThis.navigator as Navigator | undefined)?.storage as StorageManager | undefined;
  if (typeof storage?.getDirectory !== "function") {
    throw new Error("mountOPFS: there is no private file system here: it needs a browser and a page from https:");
  }
  let folder = await storage.getDirectory();
  for (const name of directory.split("/").filter((part) => part !== "")) {
    folder = await folder.getDirectoryHandle(name, { create: true });
  }
  return folder;
}

/**
 * Mount a folder that the browser keeps for the page's origin: what Python writes there is there after a reload.
 *
 * @param path created if missing, else it must be an empty folder.
 * @throws Error where there is no such storage.
 */
export async function mountOPFS(FS: FileSystem, path: string, options: OpfsOptions = {}): Promise<NativeMount> {
  const { directory = path, autoPersist = true } = options;
  if (typeof directory !== "string" || typeof autoPersist !== "boolean") {
    throw new TypeError("mountOPFS: directory must be a string, autoPersist a boolean");
  }
  const folder = await privateFolder(String(directory));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const persistSoon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      mounted.syncfs().catch((error: unknown) => {
        console.error(`mountOPFS: files below '${path}' could not be saved:`, error);
      });
    }, PERSIST_DELAY);
  };
  const mounted = await mountNativeFS(FS, path, folder, autoPersist ? persistSoon : undefined);
  return mounted;
}
