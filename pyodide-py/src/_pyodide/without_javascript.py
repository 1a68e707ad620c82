"""What stands for the functions of the interface in an ordinary Python, so that code which uses them can be tested."""

import sys
from typing import Any, Never

IN_PYODIDE = "_pyodide_core" in sys.builtin_module_names
"""Whether this is the runtime, with JavaScript around it."""


def require_javascript(what: str) -> None:
    """Refuse in an ordinary Python.

    Raises:
        RuntimeError: this is one.
    """
    if not IN_PYODIDE:
        raise RuntimeError(f"{what} needs JavaScript, which is not there: this is an ordinary Python")


class ConversionError(Exception):
    """An object has no faithful counterpart in the other language."""


def to_js[T](obj: T, /, **options: object) -> T:
    """Return obj: there is nothing to convert it to."""
    return obj


def create_proxy[T](obj: T, /, *, capture_this: bool = False, roundtrip: bool = True) -> T:
    """Return obj."""
    return obj


def create_once_callable[T](obj: T, /, *, _may_syncify: bool = False) -> T:
    """Return obj."""
    return obj


def destroy_proxies(pyproxies: Any, /) -> None:
    """Do nothing."""


def can_run_sync() -> bool:
    """Return False: there is no promise to wait for."""
    return False


def run_sync(awaitable: Any, /) -> Never:
    """Refuse.

    Raises:
        RuntimeError: always.
    """
    raise RuntimeError("run_sync() waits for JavaScript, which is not there: use asyncio.run()")


def hold_interrupts(globals: dict[str, object], /) -> None:
    """Do nothing: this is not the only loop, and Python's own is interrupted in its own way."""


def call_soon(callback: object, /) -> Never:
    """Refuse.

    Raises:
        RuntimeError: always.
    """
    raise RuntimeError("WebLoop runs on JavaScript's event loop, which is not there: use asyncio.run()")


def call_later(delay: float, callback: object, /) -> Never:
    """See call_soon."""
    call_soon(callback)


def cancel_call(timer: int, /) -> None:
    """Do nothing."""
