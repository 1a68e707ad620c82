"""The built-in module of the runtime, written in C (core/native)."""

from collections.abc import Callable
from typing import Any

class JsProxy:
    """A JavaScript object that Python holds."""

    typeof: str
    def __getattr__(self, name: str) -> Any: ...

class JsException(Exception):
    """A value that JavaScript threw."""

    def __getattr__(self, name: str) -> Any: ...

def schedule(callback: Callable[[], object], delay: float) -> None:
    """Call back from JavaScript's event loop after `delay` milliseconds."""

def resolve(settler: Callable[[Any], None], value: object) -> None:
    """Resolve a JavaScript promise with a value."""

def reject(settler: Callable[[Any], None], exception: BaseException) -> None:
    """Reject a JavaScript promise with an exception, as a PythonError."""
