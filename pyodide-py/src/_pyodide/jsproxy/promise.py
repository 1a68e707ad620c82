"""Promises."""

from collections.abc import Awaitable, Callable, Generator
from typing import Any

from _pyodide.jsproxy.proxy import JsProxy


class JsPromise[T](JsProxy):
    """An object with a method `then`. It can be awaited."""

    def __await__(self) -> Generator[Any, None, T]:
        raise NotImplementedError

    def then[S](
        self,
        onfulfilled: Callable[[T], Awaitable[S] | S] | None,
        onrejected: Callable[[BaseException], Awaitable[S] | S] | None = None,
        /,
    ) -> "JsPromise[S]":
        """Call one of two functions when the promise is settled; give a promise of what it returns."""
        raise NotImplementedError

    def catch[S](self, onrejected: Callable[[BaseException], Awaitable[S] | S], /) -> "JsPromise[S]":
        """Call a function with the exception if the promise is rejected."""
        raise NotImplementedError

    def finally_(self, onfinally: Callable[[], object], /) -> "JsPromise[T]":
        """Call a function without arguments when the promise is settled."""
        raise NotImplementedError
