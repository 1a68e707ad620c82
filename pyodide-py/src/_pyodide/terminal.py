"""os.get_terminal_size, which this platform's os module lacks."""

import os


def get_terminal_size(fd: int = 1, /) -> os.terminal_size:
    """Return the size of the terminal behind a file descriptor.

    Raises:
        OSError: there is no terminal behind it.
    """
    from _pyodide_core import terminal_size

    return os.terminal_size(terminal_size(fd))


def install() -> None:
    """Make it a member of os."""
    os.get_terminal_size = get_terminal_size
    os.__all__.append("get_terminal_size")
