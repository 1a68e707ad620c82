"""Methods of proxies of JavaScript objects that are not worth writing in C.

Nobody makes instances of these classes: the runtime copies their functions into the types of proxies that can do
the same in JavaScript.
"""

from types import TracebackType
from typing import Any

from _pyodide_core import async_resume, dispose

NEXT, THROW, RETURN = range(3)


async def _step(iterator: Any, how: int, *value: Any) -> Any:
    done, result = await async_resume(iterator, how, *value)
    if done:
        raise StopAsyncIteration
    return result


class AsyncIterator:
    """An object with a method `next` that gives promises."""

    async def __anext__(self) -> Any:
        return await _step(self, NEXT, None)


class AsyncGenerator:
    """What calls itself an AsyncGenerator."""

    async def asend(self, value: Any, /) -> Any:
        """Resume with the value of the current `yield`; return the next one.

        Raises:
            StopAsyncIteration: the generator has returned.
        """
        return await _step(self, NEXT, value)

    async def athrow(self, error: Any, value: Any = None, traceback: TracebackType | None = None, /) -> Any:
        """Raise at the current `yield`; return the next value.

        Raises:
            StopAsyncIteration: the generator has returned.
            BaseException: what the generator does not catch.
        """
        return await _step(self, THROW, error, value, traceback)

    async def aclose(self) -> None:
        """Return at the current `yield`.

        Raises:
            RuntimeError: the generator goes on.
        """
        done, _ = await async_resume(self, RETURN, None)
        if not done:
            raise RuntimeError("the JavaScript generator ignored that it was closed")


class Disposable:
    """An object with a method `Symbol.dispose`."""

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *exception: object) -> None:
        dispose(self, False)


class AsyncDisposable:
    """An object with a method `Symbol.asyncDispose`."""

    async def __aenter__(self) -> Any:
        return self

    async def __aexit__(self, *exception: object) -> None:
        finished = dispose(self, True)
        if hasattr(finished, "__await__"):
            await finished
