// Parts of emscripten's glue that are replaced: a library like its own, read after it.
addToLibrary({
  // The original makes every interpreter listen to all messages of its page or worker, for ever, and in a way that
  // workerd refuses. Only a service worker or a page has no setImmediate.
  $polyfillSetImmediate__postset: `
    var emSetImmediate = (func) => setTimeout(func, 0);
    var emClearImmediate = (id) => clearTimeout(id);
  `,

  // The original looks where the file was when it was opened: another one may be there by now, or none.
  __syscall_fstat64__deps: ["$FS", "$SYSCALLS"],
  __syscall_fstat64: (fd, buf) => {
    try {
      return SYSCALLS.doStat(FS.statOpened, SYSCALLS.getStreamFromFD(fd), buf);
    } catch (error) {
      if (error.name !== "ErrnoError") {
        throw error;
      }
      return -error.errno;
    }
  },

  // The original shortens `folder/..`, though the folder may be a link.
  __syscall_mkdirat__deps: ["$FS", "$SYSCALLS"],
  __syscall_mkdirat: (dirfd, path, mode) => {
    try {
      const folder = SYSCALLS.calculateAt(dirfd, SYSCALLS.getStr(path));
      FS.mkdir(folder.replace(/(?<=.)\/+$/, ""), mode);
      return 0;
    } catch (error) {
      if (error.name !== "ErrnoError") {
        throw error;
      }
      return -error.errno;
    }
  },

  // The original has one time for reading and writing, and follows every link.
  __syscall_utimensat__deps: ["$FS", "$SYSCALLS", "$readI53FromI64"],
  __syscall_utimensat: (dirfd, path, times, flags) => {
    const UTIME_NOW = 0x3fffffff;
    const UTIME_OMIT = 0x3ffffffe;
    const AT_SYMLINK_NOFOLLOW = 0x100;
    const SIZE = 16; // of a timespec: 64 bits of seconds, 32 of nanoseconds
    try {
      const now = Date.now();
      const time = (address) => {
        const nanoseconds = HEAP32[(address + 8) >>> 2];
        if (nanoseconds === UTIME_OMIT) {
          return undefined;
        }
        return nanoseconds === UTIME_NOW ? now : readI53FromI64(address) * 1000 + nanoseconds / 1_000_000;
      };
      const [atime, mtime] = times ? [time(times), time(times + SIZE)] : [now, now];
      const follow = !(flags & AT_SYMLINK_NOFOLLOW);
      const name = path ? SYSCALLS.getStr(path) : "";
      const node = name
        ? FS.lookupPath(SYSCALLS.calculateAt(dirfd, name), { follow }).node
        : SYSCALLS.getStreamFromFD(dirfd).node;
      if (atime !== undefined || mtime !== undefined) {
        FS.setTimes(node, atime, mtime);
      }
      return 0;
    } catch (error) {
      if (error.name !== "ErrnoError") {
        throw error;
      }
      return -error.errno;
    }
  },
});
