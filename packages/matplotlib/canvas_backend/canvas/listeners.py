"""The event listeners of a figure, which end together."""

from collections.abc import Callable
from typing import Any

from js import AbortController, Object
from pyodide.ffi import JsProxy, create_proxy, to_js


class Listeners:
    """Adds listeners, and removes all of them at once."""

    def __init__(self) -> None:
        self._controller = AbortController.new()
        self._proxies: list[JsProxy] = []

    def add(self, target: JsProxy, kind: str, listener: Callable[[Any], None], *, once: bool = False) -> None:
        """Call `listener` with the events of a kind; it may prevent what the browser would do."""
        proxy = self.keep(listener)
        options = {"signal": self._controller.signal, "passive": False, "once": once}
        target.addEventListener(kind, proxy, to_js(options, dict_converter=Object.fromEntries))

    def keep(self, function: Callable[..., None]) -> JsProxy:
        """Return a proxy of a function that lives as long as the listeners."""
        self._proxies.append(create_proxy(function))
        return self._proxies[-1]

    def close(self) -> None:
        """Remove the listeners."""
        self._controller.abort()
        for proxy in self._proxies:
            proxy.destroy()
        self._proxies.clear()
