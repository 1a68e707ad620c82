"""Functions, and proxies whose life Python decides about."""

from typing import Any

from _pyodide.jsproxy.proxy import JsProxy


class JsCallable[**P, T](JsProxy):
    """A function or a class. Keyword arguments become one object, the last argument."""

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        raise NotImplementedError

    def new(self, *args: Any, **kwargs: Any) -> Any:
        """Construct: JavaScript's `new object(...)`."""
        raise NotImplementedError


class JsOnceCallable[**P, T](JsCallable[P, T]):
    """What create_once_callable() gives."""

    def destroy(self) -> None:
        """Let go of the Python function without a call."""
        raise NotImplementedError


class JsDoubleProxy[T](JsProxy):
    """What create_proxy() gives: a proxy of JavaScript's proxy of a Python object."""

    def destroy(self) -> None:
        """Destroy JavaScript's proxy."""
        raise NotImplementedError

    def unwrap(self) -> T:
        """Return the Python object."""
        raise NotImplementedError


class JsCallableDoubleProxy[**P, T](JsDoubleProxy[Any], JsCallable[P, T]):
    """What create_proxy() gives for a function."""
