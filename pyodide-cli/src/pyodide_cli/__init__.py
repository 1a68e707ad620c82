"""Host of the `pyodide` command; plugins mark their hooks with `hookimpl`."""

import pluggy

__all__ = ["hookimpl"]

hookimpl = pluggy.HookimplMarker("pyodide")
