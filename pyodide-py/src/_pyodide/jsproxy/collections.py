"""Arrays and maps."""

# mypy: disable-error-code="override"
# The names of parameters are JavaScript's users' habits, not those of collections.abc.

import sys
from collections.abc import (
    ItemsView,
    Iterable,
    Iterator,
    KeysView,
    Mapping,
    MutableMapping,
    MutableSequence,
    ValuesView,
)
from typing import Any, overload

from _pyodide.jsproxy.iteration import JsIterable
from _pyodide.jsproxy.proxy import DefaultConverter


class JsArray[T](JsIterable[T], MutableSequence[T]):
    """An Array; also a typed array, a NodeList, and other iterables with a length, of which not all may be changed."""

    def __len__(self) -> int:
        raise NotImplementedError

    def __iter__(self) -> Iterator[T]:
        raise NotImplementedError

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> "JsArray[T]": ...
    def __getitem__(self, index: int | slice) -> "T | JsArray[T]":
        raise NotImplementedError

    @overload
    def __setitem__(self, index: int, value: T) -> None: ...
    @overload
    def __setitem__(self, index: slice, value: Iterable[T]) -> None: ...
    def __setitem__(self, index: int | slice, value: T | Iterable[T]) -> None:
        raise NotImplementedError

    def __delitem__(self, index: int | slice) -> None:
        raise NotImplementedError

    def __add__(self, other: Iterable[T], /) -> "JsArray[T]":
        raise NotImplementedError

    def __mul__(self, times: int, /) -> "JsArray[T]":
        raise NotImplementedError

    def append(self, object: T, /) -> None:
        """Add an item at the end."""
        raise NotImplementedError

    def clear(self) -> None:
        """Remove all items."""
        raise NotImplementedError

    def count(self, x: T, /) -> int:
        """Return how often a value is in the array."""
        raise NotImplementedError

    def extend(self, other: Iterable[T], /) -> None:
        """Add the items of an iterable at the end."""
        raise NotImplementedError

    def index(self, value: T, start: int = 0, stop: int = sys.maxsize, /) -> int:
        """Return the first index of a value from start up to stop.

        Raises:
            ValueError: it is not there.
        """
        raise NotImplementedError

    def insert(self, index: int, value: T, /) -> None:
        """Insert an item before an index."""
        raise NotImplementedError

    def pop(self, index: int = -1, /) -> T:
        """Remove the item at an index and return it.

        Raises:
            IndexError: there is no such index.
        """
        raise NotImplementedError

    def remove(self, value: T, /) -> None:
        """Remove the first item that is equal to a value.

        Raises:
            ValueError: there is none.
        """
        raise NotImplementedError

    def reverse(self) -> None:
        """Reverse the array in place."""
        raise NotImplementedError

    def to_py(self, *, depth: int = -1, default_converter: DefaultConverter | None = None) -> list[Any]:
        """See JsProxy.to_py."""
        raise NotImplementedError


class JsMap[K, V](JsIterable[K], Mapping[K, V]):
    """An iterable object with a method `get` and a number `size` or `length`."""

    def __len__(self) -> int:
        raise NotImplementedError

    def __iter__(self) -> Iterator[K]:
        raise NotImplementedError

    def __getitem__(self, key: K) -> V:
        raise NotImplementedError

    def get(self, key: K, default: Any = None, /) -> Any:
        """Return self[key], or default if there is no such key."""
        raise NotImplementedError

    def items(self) -> ItemsView[K, V]:
        """Return a view of pairs of keys and values."""
        raise NotImplementedError

    def keys(self) -> KeysView[K]:
        """Return a view of the keys."""
        raise NotImplementedError

    def values(self) -> ValuesView[V]:
        """Return a view of the values."""
        raise NotImplementedError


class JsMutableMap[K, V](JsMap[K, V], MutableMapping[K, V]):
    """A map with methods `has` and `set`; also what as_object_map() gives."""

    def __setitem__(self, key: K, value: V) -> None:
        raise NotImplementedError

    def __delitem__(self, key: K) -> None:
        raise NotImplementedError

    def clear(self) -> None:
        """Remove every key."""
        raise NotImplementedError

    def pop(self, key: K, default: Any = None, /) -> Any:
        """Remove a key and return its value; without the key, return default.

        Raises:
            KeyError: there is neither the key nor a default.
        """
        raise NotImplementedError

    def popitem(self) -> tuple[K, V]:
        """Remove some key and return it with its value.

        Raises:
            KeyError: the map is empty.
        """
        raise NotImplementedError

    def setdefault(self, key: K, default: Any = None) -> Any:
        """Return self[key], which is default from now on if there was no such key."""
        raise NotImplementedError

    def update(self, other: Mapping[K, V] | Iterable[tuple[K, V]] = (), /, **kwargs: V) -> None:
        """Set keys from a mapping, or an iterable of pairs, and then from keyword arguments."""
        raise NotImplementedError
