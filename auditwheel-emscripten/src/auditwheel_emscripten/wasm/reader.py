"""Read the pieces that all sections are made of, never beyond what there is."""

from auditwheel_emscripten.errors import MalformedModuleError
from auditwheel_emscripten.wasm.leb128 import Leb128Error, decode_signed, decode_unsigned


class Reader:
    """A position in a stretch of a file; offsets count from the file's start."""

    def __init__(self, data: bytes, file: str, start: int = 0, end: int | None = None) -> None:
        self.data = data
        self.file = file
        self.offset = start
        self.end = len(data) if end is None else end

    @property
    def at_end(self) -> bool:
        return self.offset >= self.end

    def malformed(self, problem: str, offset: int | None = None) -> MalformedModuleError:
        """Return the error for something that is wrong here, or at `offset`."""
        return MalformedModuleError(self.file, self.offset if offset is None else offset, problem)

    def take(self, size: int, what: str) -> bytes:
        """Return the next bytes."""
        start = self._advance(size, what)
        return self.data[start : self.offset]

    def window(self, size: int, what: str) -> "Reader":
        """Return a reader of the next bytes, and go behind them."""
        start = self._advance(size, what)
        return Reader(self.data, self.file, start, self.offset)

    def byte(self, what: str) -> int:
        """Return the next byte."""
        return self.data[self._advance(1, what)]

    def unsigned(self, bits: int = 32) -> int:
        """Return the next unsigned integer."""
        try:
            value, self.offset = decode_unsigned(self.data, self.offset, self.end, bits)
        except Leb128Error as error:
            raise self.malformed(str(error)) from None
        return value

    def signed(self, bits: int) -> int:
        """Return the next signed integer."""
        try:
            value, self.offset = decode_signed(self.data, self.offset, self.end, bits)
        except Leb128Error as error:
            raise self.malformed(str(error)) from None
        return value

    def count(self, what: str, limit: int) -> int:
        """Return how many things follow: no more than the stretch can hold, nor than engines accept."""
        start = self.offset
        number = self.unsigned()
        if number > self.end - self.offset:
            raise self.malformed(f"{number} {what} are announced in {self.end - self.offset} bytes", start)
        if number > limit:
            raise self.malformed(f"{number} {what} are more than the {limit} that engines accept", start)
        return number

    def name(self, what: str) -> str:
        """Return the next string."""
        start = self.offset
        encoded = self.take(self.unsigned(), what)
        try:
            return encoded.decode()
        except UnicodeDecodeError:
            raise self.malformed(f"{what} is not UTF-8", start) from None

    def expect_end(self, what: str) -> None:
        """Refuse bytes that nothing has read."""
        if not self.at_end:
            raise self.malformed(f"{self.end - self.offset} bytes follow the end of {what}")

    def _advance(self, size: int, what: str) -> int:
        start = self.offset
        if size > self.end - start:
            raise self.malformed(f"{what} of {size} bytes is cut off after {self.end - start}")
        self.offset += size
        return start
