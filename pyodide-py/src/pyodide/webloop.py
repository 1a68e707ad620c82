"""The event loop of asyncio in a page, a worker or Node.js: JavaScript's.

That one cannot be run from inside, so this loop counts as always running: a task starts as soon as it is made, and code
that is not asynchronous can schedule tasks too.
"""

import asyncio
import contextvars
import sys
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Executor
from types import ModuleType
from typing import Any

from _pyodide.event_loop import TurnLoop
from _pyodide.future import PyodideFuture, PyodideTask

__all__ = ["PyodideFuture", "PyodideTask", "WebLoop", "WebLoopPolicy"]


class WebLoop(TurnLoop):
    """An event loop that runs on JavaScript's and does not end: `run_forever`, `stop` and `close` do nothing."""

    # What BaseEventLoop has, and its types do not tell.
    _asyncgen_finalizer_hook: Callable[[Any], None]
    _asyncgen_firstiter_hook: Callable[[Any], None]
    _asyncgens_shutdown_called: bool
    _task_factory: Any

    def __del__(self) -> None:
        """Do nothing: there is nothing that should have been closed."""

    def close(self) -> None:
        """Do nothing: JavaScript's loop does not close."""

    def stop(self) -> None:
        """Do nothing: JavaScript's loop does not stop."""

    def run_forever(self) -> None:
        """Do nothing: JavaScript's loop goes on by itself when this call has returned."""

    def run_until_complete[T](self, future: Awaitable[T]) -> T | asyncio.Future[T]:  # type: ignore[override]
        """Schedule an awaitable, and block until it is done where that is possible.

        Returns:
            Its result. Where `pyodide.ffi.can_run_sync` is False, and where the option `enableRunUntilComplete` of
            loadPyodide is, its future: the result comes when JavaScript's loop gets to it.
        """
        from pyodide.ffi import can_run_sync, run_sync

        scheduled = asyncio.ensure_future(future, loop=self)
        if can_run_sync() and _is_blocking_enabled():
            return run_sync(scheduled)
        return scheduled

    async def shutdown_asyncgens(self) -> None:
        """Close all asynchronous generators that are being iterated over."""
        await super().shutdown_asyncgens()
        self._asyncgens_shutdown_called = False  # the loop goes on, and may run others

    async def shutdown_default_executor(self, timeout: float | None = None) -> None:
        """Do nothing: there are no threads to wait for."""

    def create_future(self) -> PyodideFuture[Any]:
        """Make a future that belongs to this loop."""
        return PyodideFuture(loop=self)

    def create_task[T](
        self,
        coro: Coroutine[Any, Any, T],
        *,
        name: Any = None,
        context: contextvars.Context | None = None,
        **options: Any,
    ) -> asyncio.Task[T]:
        """Schedule a coroutine, by the task factory if one is set."""
        if self._task_factory is not None:
            return super().create_task(coro, name=name, context=context, **options)
        return PyodideTask(coro, loop=self, name=name, context=context, **options)

    def run_in_executor[*Args, T](
        self, executor: Executor | None, func: Callable[[*Args], T], *args: *Args
    ) -> asyncio.Future[T]:
        """Call a function, here and at once where the executor would need a thread: there are no threads.

        Args:
            executor: An executor that works without threads, a ThreadPoolExecutor, or None; the last two are not used.
            func: What to call.
            *args: Its arguments.
        """
        if executor is not None:
            from concurrent.futures import ThreadPoolExecutor

            if not isinstance(executor, ThreadPoolExecutor):
                return asyncio.wrap_future(executor.submit(func, *args), loop=self)
        future = self.create_future()
        try:
            future.set_result(func(*args))
        except Exception as error:
            future.set_exception(error)
        return future


NO_SOCKETS = (
    "browsers give no access to sockets (Node.js does: call pyodide.useNodeSockFS() in JavaScript first); "
    "pyodide.http makes requests"
)
NO_PROCESSES = "there are no processes and pipes in WebAssembly"
NO_SIGNALS = "there are no signals but SIGINT, for which signal.signal() works"
UNSUPPORTED = {
    "add_reader": NO_SOCKETS,
    "add_signal_handler": NO_SIGNALS,
    "add_writer": NO_SOCKETS,
    "connect_accepted_socket": NO_SOCKETS,
    "connect_read_pipe": NO_PROCESSES,
    "connect_write_pipe": NO_PROCESSES,
    "create_connection": NO_SOCKETS,
    "create_datagram_endpoint": NO_SOCKETS,
    "create_server": NO_SOCKETS,
    "create_unix_connection": NO_SOCKETS,
    "create_unix_server": NO_SOCKETS,
    "remove_reader": NO_SOCKETS,
    "remove_signal_handler": NO_SIGNALS,
    "remove_writer": NO_SOCKETS,
    "subprocess_exec": NO_PROCESSES,
    "subprocess_shell": NO_PROCESSES,
}
# What there is after all when Node.js gives its sockets.
SOCKET_METHODS = {name for name, reason in UNSUPPORTED.items() if reason is NO_SOCKETS and "unix" not in name}


def _refusal(name: str, reason: str) -> Callable[..., Any]:
    def refuse(self: WebLoop, *args: object, **kwargs: object) -> None:
        raise NotImplementedError(f"WebLoop has no {name}(): {reason}")

    refuse.__name__ = name
    return refuse


def _refuse_unsupported() -> None:
    for name, reason in UNSUPPORTED.items():
        setattr(WebLoop, name, _refusal(name, reason))


_refuse_unsupported()


class WebLoopPolicy(asyncio.AbstractEventLoopPolicy):
    """One WebLoop for everything: there is one thread."""

    def __init__(self) -> None:
        self._loop = WebLoop()

    def get_event_loop(self) -> asyncio.AbstractEventLoop:
        """Return the loop."""
        return self._loop

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        """Return the loop, which is no new one."""
        return self._loop

    def set_event_loop(self, loop: asyncio.AbstractEventLoop | None) -> None:
        """Do nothing: the loop is JavaScript's."""


def _is_blocking_enabled() -> bool:
    import pyodide_js

    return bool(pyodide_js._api.config.enableRunUntilComplete)


def install(asyncio: ModuleType) -> None:
    """Make WebLoop asyncio's loop, running from now on."""
    from _pyodide import runner

    runner.install()
    policy = WebLoopPolicy()  # type: ignore[abstract] # there are no child processes to watch
    loop = policy._loop
    asyncio.set_event_loop_policy(policy)
    asyncio._set_running_loop(loop)
    sys.set_asyncgen_hooks(firstiter=loop._asyncgen_firstiter_hook, finalizer=loop._asyncgen_finalizer_hook)
