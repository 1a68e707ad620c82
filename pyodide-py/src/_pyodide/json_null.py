"""jsnull in JSON: it is written as null, which it is."""

from types import ModuleType
from typing import Any

from pyodide.ffi import jsnull


def install(encoder: ModuleType) -> None:
    """Let encoders write null where nothing but an error would come of it otherwise: all else is as fast as before."""
    refuse = encoder.JSONEncoder.default

    def default(self: Any, o: Any) -> Any:
        return None if o is jsnull else refuse(self, o)

    default.__doc__ = refuse.__doc__
    encoder.JSONEncoder.default = default
