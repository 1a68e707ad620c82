"""Python in the browser and in Node.js: what the runtime offers to Python code."""

from pyodide._version import __version__

__all__ = ["__version__"]

TYPE_CHECKING = False
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Import a submodule when it is first looked at, since each would make every start longer (PEP 562)."""
        if name not in ("code", "console", "ffi", "http", "webloop"):
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return import_module(f"{__name__}.{name}")
