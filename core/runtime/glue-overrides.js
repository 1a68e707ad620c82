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
});
