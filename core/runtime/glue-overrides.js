// Parts of emscripten's glue that are replaced: a library like its own, read after it.
addToLibrary({
  // The original makes every interpreter listen to all messages of its page or worker, for ever, and in a way that
  // workerd refuses. Only a service worker or a page has no setImmediate.
  $polyfillSetImmediate__postset: `
    var emSetImmediate = (func) => setTimeout(func, 0);
    var emClearImmediate = (id) => clearTimeout(id);
  `,
});
