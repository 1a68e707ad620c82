"""A request and its answer while Python waits, in the best way that the current call has: the body may stream."""

import io
from dataclasses import dataclass
from typing import Any

from pyodide.http import _blocking
from pyodide.http._blocking import Request, fetch_request
from pyodide.http._errors import NetworkError, explain


@dataclass(frozen=True)
class Response:
    """The head of an answer, and a file of its body. The host has decoded it, and the headers agree with that."""

    status: int
    status_text: str
    headers: list[tuple[str, str]]
    body: io.RawIOBase | io.BytesIO


def exchange(request: Request) -> Response:
    """Make a request: by fetch where the call can be suspended, which lets the body stream, else all at once.

    Raises:
        NetworkError: there is no answer, or none that the page may see.
        TimeoutError: the answer did not come in time.
        ValueError: the address, the method or a header is wrong.
        RuntimeError: this environment has no blocking requests.
    """
    from pyodide.ffi import can_run_sync

    if can_run_sync():
        return _Fetch(request).response()
    if _blocking.is_node():
        body = _blocking.ThreadRequest(request)
        answer = body.answer()
        return Response(answer.status, answer.status_text, _as_sent(answer.header_lines), body)
    answer = _blocking.send(request)
    length = None if request.method == "HEAD" else len(answer.content)
    headers = _as_decoded(answer.header_lines, length)
    return Response(answer.status, answer.status_text, headers, io.BytesIO(answer.content))


def _as_sent(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return headers without the length of what was compressed, if it was."""
    return _as_decoded(headers, None) if "content-encoding" in dict(headers) else headers


def _as_decoded(headers: list[tuple[str, str]], length: int | None) -> list[tuple[str, str]]:
    """Return headers that fit a body which was decoded, with its length if it is known."""
    names = {"content-encoding", "content-length"}
    kept = [(name, value) for name, value in headers if name not in names]
    return kept if length is None else [*kept, ("content-length", str(length))]


class _Fetch(io.RawIOBase):
    """A request made by fetch; as a file, the body of its answer."""

    def __init__(self, request: Request) -> None:
        import js

        self._request = request
        self._controller = js.AbortController.new()
        self._reader: Any = None
        self._chunk = memoryview(b"")

    def response(self) -> Response:
        """Wait for the head of the answer."""
        import js

        answer = self._wait(js.fetch(fetch_request(self._request, signal=self._controller.signal)))
        if answer.body:
            self._reader = answer.body.getReader()
        headers = [(name, value) for name, value in answer.headers]
        # Of other origins a page may see the length and yet not that it is one of compressed data.
        headers = _as_sent(headers) if answer.type == "basic" else _as_decoded(headers, None)
        return Response(answer.status, answer.statusText, headers, self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._chunk and self._reader is not None:
            part = self._wait(self._reader.read())
            if part.done:
                self._reader = None
            else:
                self._chunk = memoryview(part.value.to_bytes())
        count = min(len(buffer), len(self._chunk))
        buffer[:count] = self._chunk[:count]
        self._chunk = self._chunk[count:]
        return count

    def close(self) -> None:
        if not self.closed:
            if self._reader is not None:
                self._reader = None
                self._controller.abort()
            super().close()

    def _wait(self, promise: Any) -> Any:
        import js
        from pyodide.ffi import JsException, run_sync

        request, controller = self._request, self._controller
        timer = None
        if request.timeout is not None:
            timer = js.setTimeout(controller.abort.bind(controller), round(request.timeout * 1000))
        try:
            return run_sync(promise)
        except JsException as error:
            if controller.signal.aborted:
                raise TimeoutError(f"Cannot fetch {request.url}: no answer within {request.timeout} s") from error
            raise NetworkError(request.url, explain(error)) from error
        except BaseException:
            controller.abort()
            raise
        finally:
            if timer is not None:
                js.clearTimeout(timer)
