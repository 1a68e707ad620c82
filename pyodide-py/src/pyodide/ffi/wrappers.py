"""Events and timers of JavaScript that call Python functions, whose proxies live just as long as they are needed."""

from collections.abc import Callable
from typing import Any

from pyodide.ffi import create_once_callable, create_proxy

__all__ = [
    "add_event_listener",
    "clear_interval",
    "clear_timeout",
    "remove_event_listener",
    "set_interval",
    "set_timeout",
]

# Proxies of objects are not hashable: js_id stands for the object.
_listeners: dict[tuple[int, str, Callable[[Any], object]], Any] = {}
_timeouts: dict[int, Any] = {}
_intervals: dict[int, Any] = {}


def add_event_listener(elt: Any, event: str, listener: Callable[[Any], object]) -> None:
    """Call `listener` with every `event` of `elt` until remove_event_listener() is called with the same arguments.

    Like JavaScript's addEventListener, it does nothing if the listener is there already.
    """
    key = elt.js_id, event, listener
    if key in _listeners:
        return
    proxy = create_proxy(listener)
    try:
        elt.addEventListener(event, proxy)
    except BaseException:
        proxy.destroy()
        raise
    _listeners[key] = proxy


def remove_event_listener(elt: Any, event: str, listener: Callable[[Any], object]) -> None:
    """Take back what add_event_listener() did with the same arguments; do nothing if it was not called."""
    proxy = _listeners.pop((elt.js_id, event, listener), None)
    if proxy is not None:
        elt.removeEventListener(event, proxy)
        proxy.destroy()


def set_timeout(callback: Callable[[], object], timeout: int) -> Any:
    """Call `callback` once after `timeout` milliseconds. Returns what clear_timeout() takes."""
    from js import setTimeout

    def run() -> object:
        del _timeouts[key]
        return callback()

    function = create_once_callable(run)
    handle = setTimeout(function, timeout)
    key = _key(handle)
    _timeouts[key] = function
    return handle


def clear_timeout(timeout_retval: Any) -> None:
    """Do not call the callback of set_timeout() any more."""
    from js import clearTimeout

    clearTimeout(timeout_retval)
    function = _timeouts.pop(_key(timeout_retval), None)
    if function is not None:
        function.destroy()


def set_interval(callback: Callable[[], object], interval: int) -> Any:
    """Call `callback` every `interval` milliseconds. Returns what clear_interval() takes."""
    from js import setInterval

    proxy = create_proxy(callback)
    handle = setInterval(proxy, interval)
    _intervals[_key(handle)] = proxy
    return handle


def clear_interval(interval_retval: Any) -> None:
    """End what set_interval() has begun."""
    from js import clearInterval

    clearInterval(interval_retval)
    proxy = _intervals.pop(_key(interval_retval), None)
    if proxy is not None:
        proxy.destroy()


def _key(timer: Any) -> int:
    """Return what tells timers apart: browsers number them, Node.js makes objects."""
    return timer if isinstance(timer, int) else timer.js_id
