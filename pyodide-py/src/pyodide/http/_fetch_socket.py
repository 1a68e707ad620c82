"""What http.client takes for a socket: it reads a request, has JavaScript make it, and writes the answer."""

import io
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, NoReturn

from pyodide.http._blocking import Request, is_node
from pyodide.http._exchange import Response, exchange

END_OF_HEAD = b"\r\n\r\n"
# What http.client adds by itself, and the host sees to.
SENT_BY_HOST = {"accept-encoding", "connection", "content-length", "host", "transfer-encoding"}
# What the standard library calls itself. Browsers ask the server whether it may be sent, and many do not answer.
DEFAULT_AGENTS = ("Python-urllib/", "Python-xmlrpc/")
FORBIDDEN = {
    "access-control-request-headers",
    "access-control-request-method",
    "cookie",
    "cookie2",
    "date",
    "dnt",
    "expect",
    "keep-alive",
    "origin",
    "referer",
    "te",
    "trailer",
    "upgrade",
    "via",
}
FORBIDDEN_STARTS = ("proxy-", "sec-")
# The answer is given whole, on a connection that then ends.
NOT_FROM_HERE = {"connection", "keep-alive", "transfer-encoding"}


class FetchSocket:
    """One request and its answer. It is made when the request is complete, so that sending tells what went wrong."""

    def __init__(self, origin: str, timeout: float | None) -> None:
        self._origin = origin
        self._timeout = timeout
        self._sent = bytearray()
        self._response: Response | None = None

    def __getattr__(self, name: str) -> NoReturn:
        raise AttributeError(
            f"There is no socket to {self._origin}, which would have {name}: JavaScript makes the request"
        )

    def settimeout(self, timeout: float | None) -> None:
        """Set how many seconds to wait for each part of the answer."""
        self._timeout = timeout

    def gettimeout(self) -> float | None:
        """Return what settimeout has set."""
        return self._timeout

    def sendall(self, data: Any) -> None:
        """Take a part of the request.

        Raises:
            NetworkError: it was the last part, and there is no answer.
            TimeoutError: it was the last part, and the answer did not come in time.
            ValueError: the request is one that JavaScript cannot make.
        """
        if self._response is not None:
            raise OSError(
                "The request is complete already: a body needs the header Content-Length or Transfer-Encoding"
            )
        self._sent += data
        request = _parse(bytes(self._sent), self._origin, self._timeout)
        if request is not None:
            self._response = exchange(request)

    def makefile(self, mode: str, *args: Any, **kwargs: Any) -> io.BufferedIOBase:
        """Return a file of the answer, as a server writes it."""
        if self._response is None:
            raise OSError("The request is not complete: less was sent than its head says")
        return io.BufferedReader(_Answer(self._response))

    def close(self) -> None:
        """Do nothing: files of the answer go on, as those of sockets do."""


class _Answer(io.RawIOBase):
    """A head and a body, one behind the other."""

    def __init__(self, response: Response) -> None:
        lines = [f"HTTP/1.1 {response.status} {response.status_text or _phrase(response.status)}"]
        lines += [f"{name}: {value}" for name, value in response.headers if name.lower() not in NOT_FROM_HERE]
        self._head = memoryview("\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1"))
        self._body = response.body

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._head:
            return self._body.readinto(buffer) or 0
        count = min(len(buffer), len(self._head))
        buffer[:count] = self._head[:count]
        self._head = self._head[count:]
        return count

    def close(self) -> None:
        self._body.close()
        super().close()


def _parse(sent: bytes, origin: str, timeout: float | None) -> Request | None:
    """Return a request if it is complete.

    Raises:
        ValueError: JavaScript cannot make such a request.
    """
    head, end, rest = sent.partition(END_OF_HEAD)
    if not end:
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ", 2)
    headers = [(name, value.strip()) for name, _, value in (line.partition(":") for line in lines)]
    body = _body(rest, {name.lower(): value for name, value in headers})
    if body is None:
        return None
    if "://" in target:
        raise ValueError("JavaScript chooses the proxy: that of the browser or of Node.js")
    if body and method in ("GET", "HEAD"):
        raise ValueError(f"JavaScript sends no body with a {method} request")
    kept = [(name, value) for name, value in headers if _is_sent(name, value)]
    redirect = "manual" if is_node() else "follow"
    return Request(method, origin + target, kept, body or None, timeout, redirect)


def _body(rest: bytes, headers: dict[str, str]) -> bytes | None:
    """Return a body, or None as long as it is not complete."""
    if headers.get("transfer-encoding", "").lower() == "chunked":
        return b"".join(_chunks(rest)) if rest.endswith(b"0\r\n\r\n") else None
    return rest if len(rest) >= int(headers.get("content-length") or 0) else None


def _chunks(encoded: bytes) -> Iterator[bytes]:
    while (size := int(encoded.split(b"\r\n", 1)[0], 16)) > 0:
        start = encoded.index(b"\r\n") + 2
        yield encoded[start : start + size]
        encoded = encoded[start + size + 2 :]


def _is_sent(name: str, value: str) -> bool:
    """Tell whether a header is for us to send.

    Raises:
        ValueError: a browser lets nobody set it.
    """
    name = name.lower()
    if name in SENT_BY_HOST:
        return False
    if is_node():
        return True
    if name in FORBIDDEN or name.startswith(FORBIDDEN_STARTS):
        raise ValueError(f"A browser lets no program set the header {name!r}")
    return not (name == "user-agent" and value.startswith(DEFAULT_AGENTS))


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
