"""JavaScript buffers to files and back, without a copy in between where the file has a descriptor."""

import io

from _pyodide_core import buffer_from_file, buffer_to_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def to_file(buffer: "Any", file: "Any") -> None:
    """Write the whole buffer at the current position of a file, which moves on.

    Raises:
        OSError: the file cannot be written.
    """
    file.flush()
    fd = _descriptor(file)
    if fd is None:
        file.write(buffer.to_bytes())
        return
    _transfer(buffer_to_file, buffer, file, fd)


def from_file(buffer: "Any", file: "Any") -> None:
    """Fill the buffer from the current position of a file, which moves on; what is missing there stays as it was.

    Raises:
        OSError: the file cannot be read.
    """
    fd = _descriptor(file)
    if fd is None:
        data = buffer.to_bytes()
        chunk = file.read(len(data))
        buffer.assign(chunk + data[len(chunk) :])
        return
    _transfer(buffer_from_file, buffer, file, fd)


def _descriptor(file: "Any") -> int | None:
    try:
        return file.fileno()  # type: ignore[no-any-return]
    except io.UnsupportedOperation:
        return None


def _transfer(move: "Any", buffer: "Any", file: "Any", fd: int) -> None:
    """Move bytes where the layers of a Python file agree that its position is."""
    if isinstance(file, io.TextIOBase):
        if file.seekable():
            file.seek(file.tell())  # forget characters that were decoded ahead
        file = file.buffer  # type: ignore[attr-defined]
    position = file.tell() if file.seekable() else None
    moved = move(buffer, fd, position)
    if position is not None:
        file.seek(position + moved)
