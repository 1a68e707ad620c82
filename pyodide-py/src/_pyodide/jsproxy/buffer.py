"""Binary data."""

# mypy: disable-error-code="misc,override"
# A typed array is converted to a memoryview, other arrays to a list.

from typing import IO, Any

from _pyodide.jsproxy.collections import JsArray
from _pyodide.jsproxy.proxy import DefaultConverter, JsProxy


class JsBuffer(JsProxy):
    """An ArrayBuffer, a SharedArrayBuffer, or a view of one."""

    def assign(self, rhs: Any, /) -> None:
        """Copy from a Python buffer of the same size and kind of items."""
        raise NotImplementedError

    def assign_to(self, to: Any, /) -> None:
        """Copy to a Python buffer of the same size and kind of items."""
        raise NotImplementedError

    def from_file(self, file: IO[bytes] | IO[str], /) -> None:
        """Fill the buffer from the current position of a file, without a copy in between."""
        raise NotImplementedError

    def to_file(self, file: IO[bytes] | IO[str], /) -> None:
        """Write the buffer at the current position of a file, without a copy in between."""
        raise NotImplementedError

    def to_bytes(self) -> bytes:
        """Return a copy of the data."""
        raise NotImplementedError

    def to_memoryview(self) -> memoryview:
        """Return a copy of the data with the format of its items."""
        raise NotImplementedError

    def to_py(self, *, depth: int = -1, default_converter: DefaultConverter | None = None) -> memoryview:
        """See to_memoryview."""
        raise NotImplementedError

    def to_string(self, encoding: str | None = None) -> str:
        """Decode the data, by default as UTF-8. The names of encodings are those of TextDecoder."""
        raise NotImplementedError


class JsTypedArray(JsBuffer, JsArray[int]):
    """A typed array. Its items may be changed, its length may not."""
