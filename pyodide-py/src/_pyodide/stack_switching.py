"""Wait for awaitables in code that is not asynchronous, by suspending the stack."""

from _pyodide_core import JsProxy, await_promise, check_run_sync, waiter

TYPE_CHECKING = False
if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable
    from typing import Any


def run_sync[T](awaitable: "Awaitable[T]") -> T:
    """Block until an awaitable is done and return its result, while the event loop goes on.

    Raises:
        RuntimeError: the current call cannot be suspended; see `can_run_sync`.
        JsException: the awaitable is a promise that was rejected.
        BaseException: whatever the awaitable raises, and KeyboardInterrupt while waiting.
    """
    if isinstance(awaitable, JsProxy):
        result: T = await_promise(awaitable)
        return result
    check_run_sync()
    import asyncio

    started_here = not asyncio.isfuture(awaitable)
    future = asyncio.ensure_future(awaitable)
    try:
        _wait_for(future)
    except BaseException:
        if started_here:
            future.cancel()
        raise
    return future.result()


def _wait_for(future: "asyncio.Future[Any]") -> None:
    if future.done():
        return
    wait = waiter()
    wake = wait.wake

    def on_done(_: object) -> None:
        wake()

    future.add_done_callback(on_done)
    try:
        await_promise(wait.promise)
    finally:
        future.remove_done_callback(on_done)
