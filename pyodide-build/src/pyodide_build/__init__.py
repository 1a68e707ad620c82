"""Cross-build Python packages for WebAssembly."""

from importlib import metadata


def version() -> str:
    """Return the version of this distribution."""
    return metadata.version("pyodide-build")
