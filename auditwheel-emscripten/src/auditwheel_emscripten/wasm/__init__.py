"""Read WebAssembly modules, and write the section that dynamic linking goes by."""
