"""Build CPython for WebAssembly as content-addressed steps."""
