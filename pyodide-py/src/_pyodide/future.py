"""Futures and tasks with the methods of JavaScript's promises."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from typing import Any, overload


class PyodideFuture[T](asyncio.Future[T]):
    """A Future that can be used like a promise: it has `then`, `catch` and `finally_`."""

    @overload
    def then[S](
        self,
        onfulfilled: None,
        onrejected: Callable[[BaseException], Awaitable[S]] | Callable[[BaseException], S],
    ) -> "PyodideFuture[S]": ...
    @overload
    def then[S](
        self,
        onfulfilled: Callable[[T], Awaitable[S]] | Callable[[T], S],
        onrejected: Callable[[BaseException], object] | None = None,
    ) -> "PyodideFuture[S]": ...
    def then(
        self,
        onfulfilled: Callable[[T], object] | None,
        onrejected: Callable[[BaseException], object] | None = None,
    ) -> "PyodideFuture[Any]":
        """Call a handler with the result or the exception, as soon as there is one.

        Args:
            onfulfilled: Takes the result.
            onrejected: Takes the exception. A cancelled future calls neither.

        Returns:
            A future for what the handler returns; where that is awaitable, it is awaited until something else comes
            out. Without a handler for the case it gets the result or the exception itself. Cancelling this future
            cancels the one that is returned.
        """
        result = _new_future(self)

        def on_done(source: asyncio.Future[T]) -> None:
            if source.cancelled():
                result.cancel()
                return
            error = source.exception()
            if error is None and onfulfilled is not None:
                _settle(result, lambda: onfulfilled(source.result()), lambda outcome: _copy(outcome, result))
            elif error is not None and onrejected is not None:
                _settle(result, lambda: onrejected(error), lambda outcome: _copy(outcome, result))
            else:
                _copy(source, result)

        self.add_done_callback(on_done)
        return result

    def catch[S](
        self, onrejected: Callable[[BaseException], Awaitable[S]] | Callable[[BaseException], S]
    ) -> "PyodideFuture[T | S]":
        """Call a handler with the exception if there is one: the same as `then(None, onrejected)`."""
        return self.then(None, onrejected)

    def finally_(self, onfinally: Callable[[], object]) -> "PyodideFuture[T]":
        """Call a handler when the future is done in whatever way, also when it is cancelled.

        Args:
            onfinally: Takes nothing. What it returns counts only if it is awaitable: then it is awaited.

        Returns:
            A future with the same result or exception, or with the one that the handler raises.
        """
        result = _new_future(self)

        def on_done(source: asyncio.Future[T]) -> None:
            def copy(outcome: asyncio.Future[object]) -> None:
                failed = outcome.cancelled() or outcome.exception() is not None
                _copy(outcome if failed else source, result)

            _settle(result, onfinally, copy)

        self.add_done_callback(on_done)
        return result

    def syncify(self) -> T:
        """Block until the future is done and return its result, where `pyodide.ffi.can_run_sync` is True."""
        from _pyodide.stack_switching import run_sync

        return run_sync(self)


class PyodideTask[T](asyncio.Task[T], PyodideFuture[T]):
    """A Task that can be used like a promise. The event loop makes them: see `asyncio.create_task`."""


def _new_future(source: asyncio.Future[Any]) -> PyodideFuture[Any]:
    return PyodideFuture(loop=source.get_loop())


def _settle(
    result: asyncio.Future[Any], handler: Callable[[], object], finish: Callable[[asyncio.Future[Any]], None]
) -> None:
    """Call the handler and give `finish` a future that is done with what came of it."""
    outcome = _new_future(result)
    try:
        value = handler()
    except BaseException as error:
        _set_exception(outcome, error)
        finish(outcome)
        if not isinstance(error, Exception):
            raise
        return
    if not inspect.isawaitable(value):
        outcome.set_result(value)
        finish(outcome)
        return
    task = PyodideTask(_await_all(value), loop=result.get_loop())
    task.add_done_callback(finish)
    result.add_done_callback(lambda result: result.cancelled() and task.cancel())


async def _await_all(value: object) -> object:
    while inspect.isawaitable(value):
        value = await value
    return value


def _copy(source: asyncio.Future[Any], target: asyncio.Future[Any]) -> None:
    """Make the target what the source is, unless somebody has cancelled it."""
    if source.cancelled():
        target.cancel()
    elif (error := source.exception()) is not None:
        if not target.done():
            target.set_exception(error)
    elif not target.done():
        target.set_result(source.result())


def _set_exception(future: asyncio.Future[Any], error: BaseException) -> None:
    if isinstance(error, StopIteration):  # which no future takes, since it would end whatever awaits it
        stopped = RuntimeError("a handler raised StopIteration")
        stopped.__cause__ = error
        error = stopped
    future.set_exception(error)
