"""The steps of an asynchronous iteration that JavaScript drives."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from typing import Any

import _pyodide_core

Settle = Callable[[Any], None]

# The event loop knows its tasks only weakly.
_steps: set[asyncio.Task[None]] = set()


def schedule_next(iterator: AsyncIterator[Any], on_item: Settle, on_end: Settle, on_error: Settle, *sent: Any) -> None:
    """Schedule `anext(iterator)`, or `iterator.asend(value)` if there is a value to send."""
    step = iterator.asend(*sent) if sent and hasattr(iterator, "asend") else anext(iterator)
    _settle(step, on_item, on_end, on_error, StopAsyncIteration)


def schedule_throw(
    generator: AsyncGenerator[Any, Any],
    on_item: Settle,
    on_end: Settle,
    on_error: Settle,
    exception: BaseException | None = None,
) -> None:
    """Schedule `generator.athrow(exception)`; without an exception, the generator is asked to end."""
    if exception is not None:
        _settle(generator.athrow(exception), on_item, on_end, on_error, StopAsyncIteration)
    else:
        _settle(generator.athrow(GeneratorExit()), on_item, on_end, on_error, (StopAsyncIteration, GeneratorExit))


def _settle(
    step: Awaitable[Any],
    on_item: Settle,
    on_end: Settle,
    on_error: Settle,
    end: type[BaseException] | tuple[type[BaseException], ...],
) -> None:
    async def run() -> None:
        try:
            item = await step
        except end:
            _pyodide_core.resolve(on_end, None)
        except BaseException as error:
            _pyodide_core.reject(on_error, error)
            if not isinstance(error, Exception):
                raise
        else:
            _pyodide_core.resolve(on_item, item)

    task = asyncio.ensure_future(run())
    _steps.add(task)
    task.add_done_callback(_steps.discard)
