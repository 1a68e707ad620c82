"""asyncio.run and asyncio.Runner on a loop that is always running: they block by stack switching."""

import asyncio
import contextvars
from asyncio import runners
from collections.abc import Callable, Coroutine
from typing import Any

from _pyodide.stack_switching import run_sync
from _pyodide_core import check_run_sync

# Which Runner a task was started in: others on the same loop are none of its business.
current_runner: contextvars.ContextVar["Runner | None"] = contextvars.ContextVar("current_runner", default=None)


class Runner(asyncio.Runner):  # type: ignore[misc] # final only to type checkers
    """Runs coroutines on JavaScript's event loop and blocks until they are done; the loop goes on meanwhile."""

    # What asyncio.Runner has, and its types do not tell.
    _context: contextvars.Context
    _loop: asyncio.AbstractEventLoop | None
    _state: Any
    _lazy_init: Callable[[], None]

    def run[T](self, coro: Coroutine[Any, Any, T], *, context: contextvars.Context | None = None) -> T:
        """Run a coroutine and return its result.

        Raises:
            RuntimeError: the current call cannot be suspended; see `pyodide.ffi.can_run_sync`.
            KeyboardInterrupt: an interrupt came, and the coroutine was cancelled.
        """
        if not asyncio.iscoroutine(coro):
            raise ValueError(f"a coroutine was expected, got {coro!r}")
        check_run_sync()
        self._lazy_init()
        context = context or self._context
        context.run(current_runner.set, self)
        task = self.get_loop().create_task(coro, context=context)
        try:
            return run_sync(task)
        except KeyboardInterrupt:
            if task.done():
                raise
            task.cancel()
            try:
                return run_sync(task)
            except asyncio.CancelledError:
                raise KeyboardInterrupt from None

    def close(self) -> None:
        """Cancel the tasks that are left of those that were started here."""
        if self._state is not runners._State.INITIALIZED:  # type: ignore[attr-defined]
            return
        loop = self.get_loop()
        self._state = runners._State.CLOSED  # type: ignore[attr-defined]
        self._loop = None
        left = [task for task in asyncio.all_tasks(loop) if task.get_context().get(current_runner) is self]
        for task in left:
            task.cancel()
        if left:
            run_sync(asyncio.gather(*left, return_exceptions=True))
        for task in left:
            if not task.cancelled() and (error := task.exception()) is not None:
                loop.call_exception_handler(
                    {"message": "unhandled exception during asyncio.run() shutdown", "exception": error, "task": task}
                )


def run[T](
    main: Coroutine[Any, Any, T],
    *,
    debug: bool | None = None,
    loop_factory: Callable[[], asyncio.AbstractEventLoop] | None = None,
) -> T:
    """Run a coroutine, then cancel the tasks that it has left behind; return its result.

    Raises:
        RuntimeError: the current call cannot be suspended; see `pyodide.ffi.can_run_sync`.
    """
    check_run_sync()
    with Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)


def install() -> None:
    """Put these in the place of asyncio's."""
    asyncio.run = runners.run = run
    asyncio.Runner = runners.Runner = Runner  # type: ignore[misc]
