"""JsProxy, and kinds of objects without methods of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from _pyodide.jsproxy.collections import JsArray, JsMutableMap

type DefaultConverter = Callable[[Any, Callable[[Any], Any], Callable[[Any, Any], None]], Any]


class JsProxy:
    """A JavaScript object. Its properties are attributes; a name that is a keyword of Python gets an underscore."""

    def __new__(cls, *args: object, **kwargs: object) -> Self:
        """Refuse.

        Raises:
            TypeError: always; objects come from JavaScript.
        """
        raise TypeError(f"cannot create '{cls.__module__}.{cls.__qualname__}' instances: they come from JavaScript")

    @property
    def js_id(self) -> int:
        """A number that stands for the object as a key of dicts and sets: proxies of one object have the same."""
        raise NotImplementedError

    @property
    def typeof(self) -> str:
        """JavaScript's `typeof` of the object."""
        raise NotImplementedError

    def as_object_map(self, *, hereditary: bool = False) -> JsMutableMap[str, Any]:
        """Return a proxy that treats the object as a map of its own properties; its length takes time to count.

        Args:
            hereditary: Treat plain objects among the values so, too.
        """
        raise NotImplementedError

    def as_py_json(self) -> JsMutableMap[str, Any] | JsArray[Any]:
        """Return a proxy that treats the object and all in it like parsed JSON: objects as dicts, arrays as lists."""
        raise NotImplementedError

    def object_entries(self) -> JsArray[JsArray[Any]]:
        """Return JavaScript's `Object.entries(object)`."""
        raise NotImplementedError

    def object_keys(self) -> JsArray[str]:
        """Return JavaScript's `Object.keys(object)`."""
        raise NotImplementedError

    def object_values(self) -> JsArray[Any]:
        """Return JavaScript's `Object.values(object)`."""
        raise NotImplementedError

    def to_py(self, *, depth: int = -1, default_converter: DefaultConverter | None = None) -> Any:
        """Convert the object and what is in it to Python.

        Args:
            depth: How many levels of containers to convert; negative: all.
            default_converter: Asked about objects without a conversion; gets the object, a function that converts
                what is in it, and one that remembers the result for objects that contain themselves.

        Raises:
            ConversionError: Python would not tell keys apart that JavaScript does.
        """
        raise NotImplementedError

    def to_weakref(self) -> JsWeakRef[Self]:
        """Return a JavaScript WeakRef to the object."""
        raise NotImplementedError

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...
        def __setattr__(self, name: str, value: Any) -> None: ...
        def __delattr__(self, name: str) -> None: ...


class JsWeakRef[T](JsProxy):
    """A WeakRef."""

    def deref(self) -> T | None:
        """Return the object, None if it has been collected."""
        raise NotImplementedError


class JsDomElement(JsProxy):
    """An element of a document."""

    @property
    def tagName(self) -> str:  # noqa: N802 - JavaScript's name
        """The name of its tag."""
        raise NotImplementedError

    @property
    def children(self) -> JsArray[JsDomElement]:
        """The elements in it."""
        raise NotImplementedError

    def appendChild(self, child: JsDomElement) -> None:  # noqa: N802 - JavaScript's name
        """Put an element behind the last child."""
        raise NotImplementedError

    def addEventListener(self, event: str, listener: Callable[[Any], None]) -> None:  # noqa: N802 - JavaScript's name
        """Call a proxy of `listener` with every event of a kind."""
        raise NotImplementedError

    def removeEventListener(self, event: str, listener: Callable[[Any], None]) -> None:  # noqa: N802 - JavaScript's name
        """Take back what addEventListener() did with the same proxy."""
        raise NotImplementedError


class JsFetchResponse(JsProxy):
    """The Response to a request of fetch()."""

    bodyUsed: bool  # noqa: N815 - JavaScript's name
    headers: JsProxy
    ok: bool
    redirected: bool
    status: int
    statusText: str  # noqa: N815 - JavaScript's name
    type: str
    url: str
