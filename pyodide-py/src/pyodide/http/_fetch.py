"""Asynchronous requests."""

import asyncio
from collections.abc import Callable
from typing import Any

from _pyodide.without_javascript import require_javascript
from pyodide.http._errors import AbortError, NetworkError, explain
from pyodide.http._response import FetchResponse, Request

# There is nothing to abort; Node.js 24 ends with an error of its own if one tries.
WITHOUT_CONNECTION = ("data:", "blob:")


async def pyfetch(
    url: Any, *, signal: Any = None, fetcher: Callable[..., Any] | None = None, **kwargs: Any
) -> FetchResponse:
    """Fetch an address with JavaScript's `fetch`.

    Cancelling the task that waits for it aborts the request.

    Args:
        url: The address, or a Request of JavaScript.
        signal: An AbortSignal that aborts the request.
        fetcher: Called instead of `fetch`, with the same arguments.
        **kwargs: Options of `fetch`, such as `method`, `headers` (a dict), `body` (a str, a bytes-like object or an
            object of JavaScript), `credentials`, `cache`.

    Returns:
        The response, whatever its status: see `FetchResponse.raise_for_status`.

    Raises:
        NetworkError: there is no answer, or none that the page may see.
        AbortError: the request was aborted.
        ValueError: the address or an option is wrong.

    Examples:
        >>> response = await pyfetch("https://example.com/data.json")
        >>> response.raise_for_status()
        >>> data = await response.json()
    """
    require_javascript("pyfetch()")
    import js
    from pyodide.ffi import JsException, to_js

    controller = js.AbortController.new()
    signals = controller.signal
    if signal is not None:
        signals = js.AbortSignal.any(to_js([signal, controller.signal]))
    address = url if isinstance(url, str) else url.url
    if not address.startswith(WITHOUT_CONNECTION):
        kwargs["signal"] = signals
    options = to_js(kwargs, dict_converter=js.Object.fromEntries, create_pyproxies=False)
    try:
        response = await (js.fetch if fetcher is None else fetcher)(url, options)
    except asyncio.CancelledError:
        controller.abort()
        raise
    except JsException as error:
        if signals.aborted or error.name == "AbortError":
            raise AbortError(signals.reason) from error
        if fetcher is None:
            _check_arguments(url, {**kwargs, "body": None}, error)
        raise NetworkError(address, explain(error)) from error
    return FetchResponse(address, response, controller, signals)._belong_to(Request(controller))


def _check_arguments(url: Any, options: dict[str, Any], error: Exception) -> None:
    """Find out whether a request that failed could have been made at all.

    Raises:
        ValueError: it could not.
    """
    import js
    from pyodide.ffi import JsException, to_js

    try:
        js.Request.new(url, to_js(options, dict_converter=js.Object.fromEntries))
    except JsException as reason:
        raise ValueError(f"Cannot fetch {url}: {reason.message}") from error
