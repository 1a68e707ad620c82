"""Awaitables of Python as promises."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import _pyodide_core

# A promise whose function on_done was interrupted would never be settled.
_pyodide_core.hold_interrupts(globals())


def settle_with(awaitable: Awaitable[Any], resolve: Callable[[Any], None], reject: Callable[[Any], None]) -> bool:
    """Schedule an awaitable and settle a JavaScript promise, by its two functions, when it is done."""

    def on_done(future: asyncio.Future[Any]) -> None:
        if future.cancelled():
            _pyodide_core.reject(reject, asyncio.CancelledError())
        elif error := future.exception():
            _pyodide_core.reject(reject, error)
        else:
            _pyodide_core.resolve(resolve, future.result())

    asyncio.ensure_future(awaitable).add_done_callback(on_done)
    return True
