"""Cross-build Python packages for WebAssembly."""


def version() -> str:
    """Return the version of this distribution."""
    from importlib import metadata  # not for the programs that stand in for compilers, which start often

    return metadata.version("pyodide-build")
