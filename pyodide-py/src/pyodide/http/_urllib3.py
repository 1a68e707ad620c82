"""urllib3 where its own code has no way: in Node.js and in service workers, in calls that cannot be suspended."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import js
from pyodide.http._blocking import IMPOSSIBLE, Request, ThreadRequest, is_node


def install(fetch: ModuleType) -> None:
    """Let urllib3 make requests with a thread of their own in Node.js, and say so where there is no way.

    Args:
        fetch: The module `urllib3.contrib.emscripten.fetch`.
    """
    if not is_node() and hasattr(js, "XMLHttpRequest"):
        return
    sends = {name: getattr(fetch, name) for name in ("send_request", "send_streaming_request")}
    for name, send_suspended in sends.items():
        setattr(fetch, name, _choose(fetch, send_suspended, streaming=name == "send_streaming_request"))


def _choose(fetch: ModuleType, send_suspended: Any, streaming: bool) -> Any:
    def send_request(request: Any) -> Any:
        if fetch.has_jspi():
            return send_suspended(request)
        if not is_node():
            raise fetch._RequestError(IMPOSSIBLE, request=request)
        return _send_by_thread(fetch, request, streaming)

    return send_request


def _send_by_thread(fetch: ModuleType, request: Any, streaming: bool) -> Any:
    headers = [(name, value) for name, value in request.headers.items() if name.lower() not in fetch.HEADERS_TO_IGNORE]
    # urllib3 follows redirections itself in Node.js.
    wanted = Request(request.method, request.url, headers, request.body, request.timeout or None, redirect="manual")
    with _as_errors_of(fetch, request):
        body = _Body(fetch, request, wanted)
        answer = body.answer()
        content = body if streaming else body.readall()
    return fetch.EmscriptenResponse(status_code=answer.status, headers=answer.headers, body=content, request=request)


class _Body(ThreadRequest):
    """The body of an answer, which fails as urllib3 expects it of its own."""

    def __init__(self, fetch: ModuleType, request: Any, wanted: Request) -> None:
        super().__init__(wanted)
        self._fetch = fetch
        self._urllib3_request = request

    def readinto(self, buffer: Any) -> int:
        with _as_errors_of(self._fetch, self._urllib3_request):
            return super().readinto(buffer)


@contextmanager
def _as_errors_of(fetch: ModuleType, request: Any) -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        raise fetch._TimeoutError(str(error), request=request) from error
    except OSError as error:
        raise fetch._RequestError(str(error), request=request) from error
