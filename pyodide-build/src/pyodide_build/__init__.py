"""Cross-build Python packages for WebAssembly."""
