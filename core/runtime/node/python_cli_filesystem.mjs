// python_cli_filesystem.mjs: give the interpreter the host's files under their own paths.
import { readdirSync, statSync } from "node:fs";

// The interpreter has its own of these.
const NOT_THE_HOSTS = new Set(["dev", "lib", "lib64", "proc", "sys"]);

const TYPE_MASK = 0o170000;
const REGULAR = 0o100000;
const KNOWN_TYPES = new Set([0o040000, REGULAR, 0o120000]);

/** Mount every top-level directory of the host and go to its current directory. */
export function mountHost(FS) {
  acceptSpecialFiles(FS.filesystems.NODEFS);
  for (const { root, path } of hostDirectories()) {
    FS.mkdirTree(path);
    FS.mount(FS.filesystems.NODEFS, { root }, path);
  }
  FS.chdir(guestPath(process.cwd()));
}

/**
 * NODEFS refuses to list a folder that holds a socket, pipe or device. To emscripten they are regular files, then;
 * what Python learns from stat() still comes from the host.
 */
function acceptSpecialFiles(NODEFS) {
  const { createNode } = NODEFS;
  NODEFS.createNode = (parent, name, mode, dev) => {
    const known = KNOWN_TYPES.has(mode & TYPE_MASK);
    return createNode(parent, name, known ? mode : (mode & ~TYPE_MASK) | REGULAR, dev);
  };
}

function hostDirectories() {
  if (process.platform === "win32") {
    const drive = process.cwd().slice(0, 3);
    return [{ root: drive, path: guestPath(drive) }];
  }
  return readdirSync("/")
    .filter((name) => !NOT_THE_HOSTS.has(name) && isDirectory(`/${name}`))
    .map((name) => ({ root: `/${name}`, path: `/${name}` }));
}

function isDirectory(path) {
  // a mount whose server is gone, or a link to nowhere, is no reason not to start
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Put a drive of Windows under the root: `C:\work` is `/c/work`. */
function guestPath(path) {
  return path.replace(/^([A-Za-z]):/, (_, letter) => `/${letter.toLowerCase()}`).replaceAll("\\", "/");
}
