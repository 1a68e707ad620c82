"""Reads METADATA out of a wheel, of which only parts may be here."""

import io
import zipfile
import zlib
from typing import Protocol

from micropip.errors import MetadataError

# The directory of a wheel, and before it METADATA, are mostly within this from its end.
TAIL = 1 << 15
# The fixed part of an entry's header, and room for the fields that the directory does not have.
HEADER = 30 + 64


class MissingRange(Exception):
    """A part is needed that is not here: from `start` up to `end`."""

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end


class PartialFile(io.RawIOBase):
    """A file of which some ranges are known."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._position = 0
        self._parts: list[tuple[int, bytes]] = []

    def add(self, start: int, data: bytes) -> None:
        self._parts.append((start, data))

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = max(0, base + offset)
        return self._position

    def read(self, size: int | None = -1, /) -> bytes:
        """Return a part.

        Raises:
            MissingRange: it is not known.
        """
        start = min(self._position, self._size)
        end = self._size if size is None or size < 0 else min(start + size, self._size)
        first, data = self.require(start, end)
        self._position = end
        return data[start - first : end - first]

    def require(self, start: int, end: int) -> tuple[int, bytes]:
        """Return a known part that has another in it, and where it begins.

        Raises:
            MissingRange: there is none.
        """
        for first, data in self._parts:
            if first <= start and end <= first + len(data):
                return first, data
        raise MissingRange(start, end)


class RangeReader(Protocol):
    """Gets parts of a file."""

    async def read_tail(self, length: int) -> tuple[bytes, int]:
        """Return the end of the file, and the size of all of it."""

    async def read_range(self, start: int, end: int) -> bytes:
        """Return what is from `start` up to `end`."""


async def read_remote_metadata(reader: RangeReader, name: str) -> bytes:
    """Return the METADATA of a wheel that stays where it is. Raises what the reader raises.

    Raises:
        MetadataError: it has none, or is no wheel.
    """
    tail, size = await reader.read_tail(TAIL)
    file = PartialFile(size)
    file.add(size - len(tail), tail)
    while True:
        file.seek(0)
        try:
            return read_metadata(file, name)
        except MissingRange as missing:
            file.add(missing.start, await reader.read_range(missing.start, missing.end))


def read_metadata(file: PartialFile | io.BytesIO, name: str) -> bytes:
    """Return the METADATA of a wheel.

    Raises:
        MetadataError: it has none, or is no wheel.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            distribution = "-".join(name.split("-")[:2])
            names = [entry for entry in archive.namelist() if is_metadata(entry)]
            if f"{distribution}.dist-info/METADATA" in names:
                names = [f"{distribution}.dist-info/METADATA"]
            if len(names) != 1:
                raise MetadataError(f"{name} is no wheel: it has {len(names)} METADATA files, and should have one")
            if isinstance(file, PartialFile):
                entry = archive.getinfo(names[0])
                start, length = entry.header_offset, HEADER + len(names[0]) + entry.compress_size
                file.require(start, min(start + length, archive.start_dir))
            return archive.read(names[0])
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise MetadataError(f"{name} is damaged: {error}") from error


def is_metadata(path: str) -> bool:
    """Tell whether an entry of a wheel is its METADATA."""
    folder, _, file = path.partition("/")
    return folder.endswith(".dist-info") and file == "METADATA"
