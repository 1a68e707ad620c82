/** Find the library that another one needs. */

import type { FileSystem } from "../emscripten";

/** Where libraries are that belong to no package of Python's. */
export const LIBRARY_FOLDERS: readonly string[] = ["/usr/lib", "/lib"];
const VENDORED = /\.libs$/;

/** Libraries of packages, by their file names; the last one that was installed comes first. */
const known = new Map<string, string[]>();

/** Remember a library of a package. */
export function rememberLibrary(path: string): void {
  const name = baseName(path);
  const others = (known.get(name) ?? []).filter((other) => other !== path);
  known.set(name, [path, ...others]);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function folderName(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** The name itself, then without its version number by number: libx.so.1.2, libx.so.1, libx.so. */
function spellings(name: string): string[] {
  const names = [name];
  for (let shorter = name; /\.so(\.\d+)+$/.test(shorter);) {
    shorter = shorter.replace(/\.\d+$/, "");
    names.push(shorter);
  }
  return names;
}

function isFile(FS: FileSystem, path: string): boolean {
  const { exists, object } = FS.analyzePath(path);
  return exists && object !== null && FS.isFile(object.mode);
}

function namesIn(FS: FileSystem, folder: string): string[] {
  const { exists, object } = FS.analyzePath(folder);
  return exists && object !== null && FS.isDir(object.mode) ? FS.readdir(folder) : [];
}

/** The file of a name in a folder, also if one of the two spells a version that the other does not. */
function findIn(FS: FileSystem, folder: string, name: string): string | undefined {
  for (const spelling of spellings(name)) {
    if (isFile(FS, `${folder}/${spelling}`)) {
      return `${folder}/${spelling}`;
    }
  }
  const stem = name.replace(/\.so(\.\d+)*$/, ".so.");
  const versioned = namesIn(FS, folder).filter(
    (each) => each.startsWith(stem) && /^(\d+\.)*\d+$/.test(each.slice(stem.length)),
  );
  return versioned.length === 0 ? undefined : `${folder}/${versioned.sort().pop()}`;
}

/** The `NAME.libs` folders beside a file and above it, in which tools put the libraries that a wheel brings. */
function vendoredFolders(FS: FileSystem, path: string): string[] {
  const folders = [];
  for (let folder = folderName(path); folder !== ""; folder = folderName(folder)) {
    folders.push(
      ...namesIn(FS, folder)
        .filter((name) => VENDORED.test(name))
        .map((name) => `${folder}/${name}`),
    );
    if (baseName(folder) === "site-packages") {
      break;
    }
  }
  return folders;
}

/**
 * Find a library.
 *
 * @param requester the path of the library that needs it; undefined for a program that asks for it by its name.
 * @param runtimePaths where the requester says that it may be.
 * @param environment the folders of LD_LIBRARY_PATH.
 */
export function findLibrary(
  FS: FileSystem,
  name: string,
  requester: string | undefined,
  runtimePaths: readonly string[],
  environment: readonly string[],
): string | undefined {
  if (name.includes("/")) {
    return isFile(FS, name) ? name : undefined;
  }
  const origin = requester === undefined ? undefined : folderName(requester);
  const own = origin === undefined ? [] : [origin, ...vendoredFolders(FS, requester!)];
  const rpath = runtimePaths.map((path) => path.replace(/\$ORIGIN|\$\{ORIGIN\}/g, origin ?? "/"));
  for (const folder of [...rpath, ...environment, ...own, ...LIBRARY_FOLDERS]) {
    const found = findIn(FS, folder, name);
    if (found !== undefined) {
      return normalize(found);
    }
  }
  return spellings(name)
    .flatMap((spelling) => known.get(spelling) ?? [])
    .find((path) => isFile(FS, path));
}

/** Take `.` and `..` out of a path, since libraries are known by the paths of their files. */
function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") {
      parts.pop();
    } else if (part !== "" && part !== ".") {
      parts.push(part);
    }
  }
  return `/${parts.join("/")}`;
}
