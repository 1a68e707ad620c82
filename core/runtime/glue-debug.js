// Put before the glue of `make debug`: its dynamic linker tells what it does where LD_DEBUG is set, as others do.
dbg = (...args) => {
  if (ENV?.LD_DEBUG) {
    console.warn(...args);
  }
};
