// python_cli_filesystem.mjs: give the interpreter the host's files under their own paths.
import { readdirSync, statSync } from "node:fs";

// The interpreter has its own of these.
const NOT_THE_HOSTS = new Set(["dev", "lib", "lib64", "proc", "sys"]);

/** Mount every top-level directory of the host and go to its current directory. */
export function mountHost(FS) {
  for (const { root, path } of hostDirectories()) {
    FS.mkdirTree(path);
    FS.mount(FS.filesystems.NODEFS, { root }, path);
  }
  FS.chdir(guestPath(process.cwd()));
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
