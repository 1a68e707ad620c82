"""Requests that block Python until the answer is there."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from _pyodide.without_javascript import require_javascript
from pyodide.http._errors import NetworkError, explain

DONE = 4  # as a readyState
IMPOSSIBLE = "Blocking requests are not possible here (service workers have none): use pyfetch()"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    url: str
    status: int
    status_text: str
    header_lines: list[tuple[str, str]]
    content: bytes

    @property
    def headers(self) -> dict[str, str]:
        """The headers, with names in lower case."""
        return dict(self.header_lines)

    @property
    def text(self) -> str:
        """The content, in the encoding that the headers name; in UTF-8 if they name none."""
        for parameter in self.headers.get("content-type", "").split(";")[1:]:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "charset":
                try:
                    return self.content.decode(value.strip().strip("\"'"), "replace")
                except LookupError:
                    break
        return self.content.decode("utf-8-sig", "replace")


@dataclass(frozen=True)
class Request:
    """What is asked for."""

    method: str
    url: str
    headers: Iterable[tuple[str, str]] = ()
    body: str | bytes | None = None
    timeout: float | None = None
    """Seconds; the main thread of a page has no timeouts for requests that block."""
    redirect: str = "follow"
    """What to do about redirections, as an option of fetch; browsers follow them in any case."""


def is_node() -> bool:
    """Tell whether requests are Node.js's, which shows redirections and takes any header."""
    import pyodide_js

    return pyodide_js._api.requestSync is not None


def send(request: Request) -> Answer:
    """Make a request with XMLHttpRequest, or in Node.js by a thread of its own.

    Raises:
        NetworkError: there is no answer, or none that the page may see.
        TimeoutError: the answer did not come in time.
        ValueError: the address or a header is wrong.
        RuntimeError: this environment has no blocking requests.
    """
    require_javascript("A request")
    import js

    if is_node():
        with ThreadRequest(request) as body:
            return body.answer(body.read())
    if not hasattr(js, "XMLHttpRequest"):
        raise RuntimeError(IMPOSSIBLE)
    return _send_by_xhr(js.XMLHttpRequest.new(), request)


def _send_by_xhr(xhr: Any, request: Request) -> Answer:
    import js
    from pyodide.ffi import JsException, to_js

    try:
        xhr.open(request.method, request.url, False)
        for name, value in request.headers:
            xhr.setRequestHeader(name, value)
    except JsException as error:
        raise ValueError(f"Cannot fetch {request.url}: {error.message}") from error
    if request.timeout is not None and not hasattr(js, "window"):
        xhr.timeout = _milliseconds(request.timeout)
    # A page may not ask for an ArrayBuffer; this character set maps the bytes from 0x80 on to U+F780 and on.
    xhr.overrideMimeType("text/plain; charset=x-user-defined")
    try:
        xhr.send(to_js(request.body))
    except JsException as error:
        if error.name == "TimeoutError":
            raise _timed_out(request) from error
        raise NetworkError(request.url, explain(error)) from error
    if xhr.readyState != DONE:
        raise RuntimeError(IMPOSSIBLE)  # a stand-in for XMLHttpRequest, which cannot block
    lines = [line.partition(": ") for line in xhr.getAllResponseHeaders().split("\r\n") if line]
    return Answer(
        url=xhr.responseURL or request.url,
        status=xhr.status,
        status_text=xhr.statusText,
        header_lines=[(name.lower(), value) for name, _, value in lines],
        content=xhr.responseText.encode("utf-16-le", "surrogatepass")[::2],
    )


class ThreadRequest(io.RawIOBase):
    """A request that a thread of Node.js makes; as a file, the body of its answer, which streams."""

    def __init__(self, request: Request) -> None:
        """Wait for the head of the answer; raises what `send` raises."""
        import pyodide_js

        self._request = request
        self._response: Any = None
        self._part = memoryview(b"")
        fetch_request(request)  # complains if it cannot be made
        timeout = () if request.timeout is None else (_milliseconds(request.timeout),)
        self._response = self._check(pyodide_js._api.requestSync(request.url, _options(request), *timeout))

    def answer(self, content: bytes = b"") -> Answer:
        """Return the head of the answer, with a body that was read."""
        head = self._response
        lines = [(name, value) for name, value in head.headers]
        return Answer(head.url or self._request.url, head.status, head.statusText, lines, content)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._part:
            part = self._check(self._response.read())
            self._part = memoryview(b"" if part is None else part.to_bytes())
        count = min(len(buffer), len(self._part))
        buffer[:count] = self._part[:count]
        self._part = self._part[count:]
        return count

    def close(self) -> None:
        if not self.closed and self._response is not None:
            self._response.close()
        super().close()

    def _check(self, result: Any) -> Any:
        if not hasattr(result, "error"):
            return result
        if result.timedOut:
            raise _timed_out(self._request)
        raise NetworkError(self._request.url, result.error)


def fetch_request(request: Request, **options: Any) -> Any:
    """Return a Request of JavaScript.

    Raises:
        ValueError: the address, the method or a header is wrong.
    """
    import js
    from pyodide.ffi import JsException

    try:
        return js.Request.new(request.url, _options(request, **options))
    except JsException as error:
        raise ValueError(f"Cannot fetch {request.url}: {error.message}") from error


def _options(request: Request, **options: Any) -> Any:
    import js
    from pyodide.ffi import to_js

    options |= {"method": request.method, "headers": list(request.headers), "redirect": request.redirect}
    if request.body is not None:
        options["body"] = request.body
    return to_js(options, dict_converter=js.Object.fromEntries)


def _milliseconds(seconds: float) -> int:
    return max(1, round(seconds * 1000))


def _timed_out(request: Request) -> TimeoutError:
    return TimeoutError(f"Cannot fetch {request.url}: no answer within {request.timeout} s")
