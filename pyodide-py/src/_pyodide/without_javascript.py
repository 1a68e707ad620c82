"""What stands for the functions of the interface in an ordinary Python, so that code which uses them can be tested."""

from typing import Any, Never


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
