"""Standard streams that call functions."""

import contextlib
import io
from collections.abc import Callable


class _Terminal(io.TextIOBase):
    """What both directions have in common: they look like a terminal."""

    encoding = "utf-8"
    errors = "strict"

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def isatty(self) -> bool:
        return True


class OutputStream(_Terminal):
    """Hands each piece of text that is written to a function."""

    def __init__(self, callback: Callable[[str], object], name: str) -> None:
        super().__init__(name)
        self._callback = callback

    def writable(self) -> bool:
        return True

    def write(self, text: str, /) -> int:
        """Write text.

        Raises:
            TypeError: it is not a str.
            Exception: whatever the function raises.
        """
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._callback(text)
        return len(text)


class InputStream(_Terminal):
    """Asks a function for text, telling it how many characters are wanted: -1 is any number. None is the end."""

    def __init__(self, callback: Callable[[int], str | None], name: str) -> None:
        super().__init__(name)
        self._callback = callback
        self._rest = ""  # given, but not read yet

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> str:
        """Read what is there, or what the function gives to a single question; empty at the end."""
        return self._take(self._ask(size), size)

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        """Read a line. What the function gives without a newline at its end is one, too: prompts do so."""
        text = self._ask(size)
        end = text.find("\n") + 1 or len(text)
        return self._take(text, end if size is None or size < 0 else min(end, size))

    def _ask(self, size: int | None) -> str:
        if not self._rest and size != 0:
            text = self._callback(-1 if size is None else size)
            if text is None:
                text = ""
            elif not isinstance(text, str):
                raise TypeError(f"the callback for standard input must return a str, not {type(text).__name__}")
            self._rest = text
        return self._rest

    def _take(self, text: str, size: int | None) -> str:
        end = len(text) if size is None or size < 0 else size
        self._rest = text[end:]
        return text[:end]


class RedirectStdin(contextlib._RedirectStream[InputStream]):
    """What contextlib.redirect_stdout is for standard output."""

    _stream = "stdin"
