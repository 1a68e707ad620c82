"""The built-in module of the runtime, written in C (core/native)."""

from collections.abc import Callable
from typing import Any

from _pyodide.jsproxy import JsArray as JsArray
from _pyodide.jsproxy import JsAsyncGenerator as JsAsyncGenerator
from _pyodide.jsproxy import JsAsyncIterable as JsAsyncIterable
from _pyodide.jsproxy import JsAsyncIterator as JsAsyncIterator
from _pyodide.jsproxy import JsBigInt as JsBigInt
from _pyodide.jsproxy import JsBuffer as JsBuffer
from _pyodide.jsproxy import JsCallable as JsCallable
from _pyodide.jsproxy import JsCallableDoubleProxy as JsCallableDoubleProxy
from _pyodide.jsproxy import JsDomElement as JsDomElement
from _pyodide.jsproxy import JsDoubleProxy as JsDoubleProxy
from _pyodide.jsproxy import JsException as JsException
from _pyodide.jsproxy import JsFetchResponse as JsFetchResponse
from _pyodide.jsproxy import JsGenerator as JsGenerator
from _pyodide.jsproxy import JsIterable as JsIterable
from _pyodide.jsproxy import JsIterator as JsIterator
from _pyodide.jsproxy import JsMap as JsMap
from _pyodide.jsproxy import JsMutableMap as JsMutableMap
from _pyodide.jsproxy import JsNull as JsNull
from _pyodide.jsproxy import JsOnceCallable as JsOnceCallable
from _pyodide.jsproxy import JsPromise as JsPromise
from _pyodide.jsproxy import JsProxy as JsProxy
from _pyodide.jsproxy import JsTypedArray as JsTypedArray
from _pyodide.jsproxy import JsWeakRef as JsWeakRef
from _pyodide.jsproxy import jsnull as jsnull

class ConversionError(Exception):
    """An object has no faithful counterpart in the other language."""

def to_js(
    obj: Any,
    /,
    *,
    depth: int = -1,
    pyproxies: Any = None,
    create_pyproxies: bool = True,
    dict_converter: Callable[[Any], Any] | None = None,
    default_converter: Callable[[Any, Callable[[Any], Any], Callable[[Any, Any], None]], Any] | None = None,
    eager_converter: Callable[[Any, Callable[[Any], Any], Callable[[Any, Any], None]], Any] | None = None,
) -> Any:
    """Convert an object and what is in it to JavaScript.

    Args:
        obj: The object; what implicit conversion copies or unwraps is returned as it is.
        depth: How many levels of containers to convert; negative: all.
        pyproxies: A JavaScript Array that takes the proxies that are made.
        create_pyproxies: Whether proxies may be made of what cannot be converted.
        dict_converter: Makes something else than a LiteralMap of the iterable of a dict's entries.
        default_converter: Asked about objects without a conversion; gets the object, a function that converts what is
            in it, and one that remembers the result for objects that contain themselves.
        eager_converter: Asked about every object that is not a scalar, before all else.

    Raises:
        ConversionError: JavaScript would tell keys apart in another way, or a proxy was needed but refused.
    """

def create_proxy(obj: Any, /, *, capture_this: bool = False, roundtrip: bool = True) -> Any:
    """Make a proxy of obj that JavaScript can use until its destroy() is called.

    Args:
        obj: The object to wrap.
        capture_this: Give JavaScript's `this` to a callable as the first argument.
        roundtrip: Let the proxy come back to Python as a proxy, not as obj.
    """

def create_once_callable(obj: Callable[..., Any], /, *, _may_syncify: bool = False) -> Any:
    """Make a JavaScript function that calls obj once and then lets go of it; its destroy() does so without a call."""

def destroy_proxies(pyproxies: Any, /) -> None:
    """Destroy every PyProxy of a JavaScript Array, such as the one that to_js() fills.

    Raises:
        JsException: something else is in the array.
    """

def hold_interrupts(globals: dict[str, Any], /) -> None:
    """Let no interrupt come while code with these globals runs: it comes in the code around, or later."""

def call_soon(callback: Callable[[], object], /) -> None:
    """Call back from JavaScript's event loop as soon as possible, but not as a microtask."""

def call_later(delay: float, callback: Callable[[], object], /) -> int:
    """Call back from JavaScript's event loop after `delay` milliseconds. Returns a number for cancel_call."""

def cancel_call(timer: int, /) -> None:
    """Take call_later back, unless it is over."""

def terminal_size(fd: int) -> tuple[int, int]:
    """Return columns and rows of the terminal behind a descriptor."""

def resolve(settler: Callable[[Any], None], value: object) -> None:
    """Resolve a JavaScript promise with a value."""

def reject(settler: Callable[[Any], None], exception: BaseException) -> None:
    """Reject a JavaScript promise with an exception, as a PythonError."""

def async_resume(iterator: Any, how: int, /, *value: Any) -> Any:
    """Resume an async iterator, 0 by next, 1 by throw, 2 by return; give a promise of an array of done and value."""

def dispose(object: Any, is_async: bool, /) -> Any:
    """Call Symbol.dispose or Symbol.asyncDispose."""

def can_run_sync() -> bool:
    """Tell whether `run_sync` can block here.

    It can where the engine has JavaScript Promise Integration and JavaScript made the call in a way that can wait:
    `runPythonAsync`, `callPromising`, or a task of the event loop; and no JavaScript function is in between.
    """

def check_run_sync() -> None:
    """Raise RuntimeError where `can_run_sync` is False, saying what to do about it."""

def await_promise(promise: JsProxy) -> Any:
    """Block until a JavaScript promise is settled; return its value or raise its reason."""

def waiter() -> JsProxy:
    """Make a JavaScript object with a `promise` and a function `wake` that resolves it."""

def buffer_to_file(buffer: Any, fd: int, position: int | None, /) -> int:
    """Write a JavaScript buffer to an open file, at a position or at its own; return how many bytes."""

def buffer_from_file(buffer: Any, fd: int, position: int | None, /) -> int:
    """Fill a JavaScript buffer from an open file, from a position or from its own; return how many bytes."""
