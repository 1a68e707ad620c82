"""Iterables, iterators and generators."""

from collections.abc import AsyncIterator, Awaitable, Iterator
from types import TracebackType
from typing import Any, Self, overload

from _pyodide.jsproxy.proxy import JsProxy


class JsIterable[T](JsProxy):
    """An object with a method Symbol.iterator."""

    def __iter__(self) -> Iterator[T]:
        raise NotImplementedError


class JsAsyncIterable[T](JsProxy):
    """An object with a method Symbol.asyncIterator."""

    def __aiter__(self) -> AsyncIterator[T]:
        raise NotImplementedError


class JsIterator[T](JsProxy):
    """An object with a method `next`, and with Symbol.iterator or without Symbol.asyncIterator."""

    def __iter__(self) -> Self:
        raise NotImplementedError

    def __next__(self) -> T:
        raise NotImplementedError

    def send(self, value: object, /) -> T:
        """Call `next(value)` and return the next value."""
        raise NotImplementedError


class JsAsyncIterator[T](JsProxy):
    """An object with a method `next`, and with Symbol.asyncIterator or without Symbol.iterator."""

    def __aiter__(self) -> Self:
        raise NotImplementedError

    def __anext__(self) -> Awaitable[T]:
        raise NotImplementedError


class JsGenerator[T, S, R](JsIterable[T]):
    """An object whose Symbol.toStringTag is "Generator"."""

    def __next__(self) -> T:
        raise NotImplementedError

    def send(self, value: S) -> T:
        """Resume with the value of the current `yield`; return the next one. A first value is ignored.

        Raises:
            StopIteration: the generator has returned; with what it returned.
        """
        raise NotImplementedError

    @overload
    def throw(self, typ: type[BaseException], value: object = None, tb: TracebackType | None = None, /) -> T: ...
    @overload
    def throw(self, typ: BaseException, value: None = None, tb: TracebackType | None = None, /) -> T: ...
    def throw(self, typ: Any, value: object = None, tb: TracebackType | None = None, /) -> T:
        """Raise an exception at the current `yield`; return the next value.

        Raises:
            StopIteration: the generator has returned; with what it returned.
            BaseException: what the generator does not catch.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Return at the current `yield`; do nothing if the generator has ended.

        Raises:
            RuntimeError: the generator goes on.
        """
        raise NotImplementedError


class JsAsyncGenerator[T, S, R](JsAsyncIterable[T]):
    """An object whose Symbol.toStringTag is "AsyncGenerator"."""

    def __anext__(self) -> Awaitable[T]:
        raise NotImplementedError

    def asend(self, value: S, /) -> Awaitable[T]:
        """Resume with the value of the current `yield`; return the next one. A first value is ignored.

        Raises:
            StopAsyncIteration: the generator has returned.
        """
        raise NotImplementedError

    def athrow(self, error: Any, value: object = None, traceback: TracebackType | None = None, /) -> Awaitable[T]:
        """Raise an exception at the current `yield`; return the next value.

        Raises:
            StopAsyncIteration: the generator has returned.
            BaseException: what the generator does not catch.
        """
        raise NotImplementedError

    def aclose(self) -> Awaitable[None]:
        """Return at the current `yield`; do nothing if the generator has ended.

        Raises:
            RuntimeError: the generator goes on.
        """
        raise NotImplementedError
