"""An asyncio event loop on top of JavaScript's.

JavaScript's loop cannot be run from inside, so this one counts as always running: a task starts as soon as it is made,
and code that is not asynchronous can schedule tasks too.
"""

import asyncio
import contextvars
import time
import traceback
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from _pyodide_core import schedule

MILLISECONDS = 1000.0


class WebLoop(asyncio.AbstractEventLoop):
    """The event loop of the page, worker or Node process."""

    def __init__(self) -> None:
        self._debug = False
        self._exception_handler: Callable[[asyncio.AbstractEventLoop, dict[str, Any]], object] | None = None
        self._task_factory: Any = None

    def get_debug(self) -> bool:
        return self._debug

    def set_debug(self, enabled: bool) -> None:
        self._debug = enabled

    def is_running(self) -> bool:
        return True

    def is_closed(self) -> bool:
        return False

    def close(self) -> None:
        pass

    def stop(self) -> None:
        pass

    def run_forever(self) -> None:
        """Do nothing: JavaScript's loop goes on by itself when this call has returned."""

    def run_until_complete[T](self, future: Awaitable[T]) -> asyncio.Future[T]:  # type: ignore[override]
        """Schedule an awaitable. Returns its future, not its result: that comes when JavaScript's loop gets to it."""
        return asyncio.ensure_future(future, loop=self)

    def time(self) -> float:
        return time.monotonic()

    def call_soon[*Args](
        self, callback: Callable[[*Args], object], *args: *Args, context: contextvars.Context | None = None
    ) -> asyncio.Handle:
        handle = asyncio.Handle(callback, args, self, context=context)
        schedule(lambda: _run(handle), 0.0)
        return handle

    call_soon_threadsafe = call_soon  # there are no other threads

    def call_later[*Args](
        self,
        delay: float,
        callback: Callable[[*Args], object],
        *args: *Args,
        context: contextvars.Context | None = None,
    ) -> asyncio.TimerHandle:
        if delay < 0:
            raise ValueError("Can't schedule in the past")
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def call_at[*Args](
        self, when: float, callback: Callable[[*Args], object], *args: *Args, context: contextvars.Context | None = None
    ) -> asyncio.TimerHandle:
        handle = asyncio.TimerHandle(when, callback, args, self, context=context)
        schedule(lambda: _run(handle), max(when - self.time(), 0.0) * MILLISECONDS)
        return handle

    def _timer_handle_cancelled(self, handle: asyncio.TimerHandle) -> None:
        """Do nothing: the timer fires and finds the handle cancelled."""

    def create_future(self) -> asyncio.Future[Any]:
        return asyncio.Future(loop=self)

    def create_task[T](self, coro: Coroutine[Any, Any, T], **options: Any) -> asyncio.Task[T]:
        if self._task_factory is not None:
            task: asyncio.Task[T] = self._task_factory(self, coro, **options)
            return task
        return asyncio.Task(coro, loop=self, **options)

    def set_task_factory(self, factory: Any) -> None:
        self._task_factory = factory

    def get_task_factory(self) -> Any:
        return self._task_factory

    def set_exception_handler(
        self, handler: Callable[[asyncio.AbstractEventLoop, dict[str, Any]], object] | None
    ) -> None:
        self._exception_handler = handler

    def get_exception_handler(self) -> Callable[[asyncio.AbstractEventLoop, dict[str, Any]], object] | None:
        return self._exception_handler

    def default_exception_handler(self, context: dict[str, Any]) -> None:
        """Print what happened to standard error."""
        import sys

        print(context.get("message") or "Unhandled exception in event loop", file=sys.stderr)
        if exception := context.get("exception"):
            traceback.print_exception(exception)

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        if self._exception_handler is None:
            self.default_exception_handler(context)
        else:
            self._exception_handler(self, context)

    async def shutdown_asyncgens(self) -> None:
        pass

    async def shutdown_default_executor(self, timeout: float | None = None) -> None:
        pass


def _run(handle: asyncio.Handle) -> None:
    if not handle.cancelled():
        handle._run()


class WebLoopPolicy(asyncio.AbstractEventLoopPolicy):
    """One WebLoop for everything: there is one thread."""

    def __init__(self) -> None:
        self._loop = WebLoop()  # type: ignore[abstract] # sockets, pipes and signals are not to be had

    def get_event_loop(self) -> asyncio.AbstractEventLoop:
        return self._loop

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        return self._loop

    def set_event_loop(self, loop: asyncio.AbstractEventLoop | None) -> None:
        pass


def install() -> None:
    """Make WebLoop asyncio's loop, running from now on."""
    policy = WebLoopPolicy()  # type: ignore[abstract] # there are no child processes to watch
    asyncio.set_event_loop_policy(policy)
    asyncio._set_running_loop(policy.get_event_loop())
