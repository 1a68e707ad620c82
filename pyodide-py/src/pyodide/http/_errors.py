"""What can go wrong with a request. All of it is an OSError."""

from http import HTTPStatus
from typing import Any


class HttpStatusError(OSError):
    """The server answered with a status of 400 or above.

    Attributes:
        status: The status code.
        status_text: What the server says that it means; HTTP/2 has no such text.
        url: Where the answer came from.
    """

    def __init__(self, status: int, status_text: str, url: str) -> None:
        self.status = status
        self.status_text = status_text
        self.url = url
        side = "Client" if status < 500 else "Server"
        super().__init__(f"{status} {side} Error: {status_text or _phrase(status)} for url: {url}")

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.status, self.status_text, self.url)


class NetworkError(ConnectionError):
    """There was no answer, or none that the page may see.

    Attributes:
        url: What was asked for.
    """

    def __init__(self, url: str, reason: str) -> None:
        self.url = url
        self._reason = reason
        super().__init__(f"Cannot fetch {url}: {reason}")

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.url, self._reason)


class AbortError(OSError):
    """The request was aborted before all of the answer had come.

    Attributes:
        reason: What the abort gave as its reason.
    """

    def __init__(self, reason: Any = None) -> None:
        self.reason = reason
        message = getattr(reason, "message", reason)
        super().__init__(str(message) if message else "The request was aborted")


class BodyUsedError(OSError):
    """The body of a response was read before; it can be read once. `clone()` the response to read it again."""

    def __init__(self, *args: Any) -> None:
        super().__init__(
            *args or ("The body of the response was read already: clone() the response before reading it",)
        )


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


# What engines say when they do not say why; the reason is on the console of the page, since scripts may not know it.
UNEXPLAINED = {
    "Failed to fetch",  # Chromium
    "Load failed",  # WebKit
    "NetworkError when attempting to fetch resource.",  # Firefox
    "fetch failed",  # Node.js, with a cause
}


def explain(error: Any) -> str:
    """Return the reason that a JavaScript error gives for a failed request, with what the engine may not say."""
    message = f"{error.name}: {error.message}"
    cause = getattr(error, "cause", None)
    causes = list(getattr(cause, "errors", None) or [cause]) if cause else []
    details = [detail for cause in causes if (detail := _describe(cause))]
    if details:
        return f"{message} ({'; '.join(details)})"
    if error.message in UNEXPLAINED:
        return f"{message}. Either the connection failed, or the server does not allow this page to read it (CORS)"
    return message


def _describe(cause: Any) -> str:
    message, code = str(getattr(cause, "message", "") or ""), str(getattr(cause, "code", "") or "")
    return message if not code or code in message else f"{code}: {message}".removesuffix(": ")
