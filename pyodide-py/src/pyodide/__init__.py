"""Python in the browser and in Node.js: what the runtime offers to Python code."""

from pyodide._version import __version__

__all__ = ["__version__"]
