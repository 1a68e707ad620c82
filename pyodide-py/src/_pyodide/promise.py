"""Join promises and futures."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import _pyodide_core


def future_of(then: Callable[[Callable[[Any], None], Callable[[BaseException], None]], None]) -> asyncio.Future[Any]:
    """Return a future of the running loop that is settled with a promise.

    Args:
        then: Calls its first argument with the promise's value or its second with an exception.
    """
    future = asyncio.get_running_loop().create_future()

    def on_value(value: Any) -> None:
        if not future.done():
            future.set_result(value)

    def on_error(error: BaseException) -> None:
        if not future.done():
            future.set_exception(error)

    then(on_value, on_error)
    return future


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
