"""What happens in Python once the bridge is there, before the first line of a user's code."""

import io
import posix
import sys

from _pyodide import import_hint, import_hooks, js_import, stdlib_sources, terminal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

CURRENT_DIRECTORY = ""


def start(js: "Any", pyodide_js: "Any") -> None:
    """Connect the import system to JavaScript and make output visible line by line.

    Args:
        js: The proxy of the global object.
        pyodide_js: The proxy of this interpreter's API.
    """
    import pyodide  # noqa: F401 - programs look for it in sys.modules to learn where they run

    # As the interactive interpreter has it: what lies in the current directory can be imported.
    sys.path.insert(0, CURRENT_DIRECTORY)
    js_import.install(js, pyodide_js)
    import_hooks.install()
    stdlib_sources.install(pyodide_js)
    import_hint.install(pyodide_js)
    terminal.install()
    sys.stdout = sys.__stdout__ = _page_output(sys.stdout)  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = _page_output(sys.stderr)  # type: ignore[misc]


class PageOutput(io.TextIOWrapper):
    """Standard output of a page: visible line by line, since there is no end at which Python flushes."""

    def flush(self) -> None:
        """Write what is buffered and tell the handler, which may hold a part of a line, that this was meant."""
        super().flush()
        posix.fsync(self.fileno())


def _page_output(stream: "Any") -> "Any":
    if stream is None:
        return None
    encoding, errors = stream.encoding, stream.errors
    return PageOutput(stream.detach(), encoding, errors, line_buffering=True)


def start_command_line() -> None:
    """Let the `python` command decide what comes first in sys.path, and find the whole standard library."""
    sys.path.remove(CURRENT_DIRECTORY)
    import pyodide_js
    from _pyodide import stdlib_packages

    stdlib_packages.install(pyodide_js)
