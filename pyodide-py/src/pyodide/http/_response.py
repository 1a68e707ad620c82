"""The answer to a request."""

import asyncio
import builtins
import json
import os
from collections.abc import Awaitable, Callable
from typing import Any

from pyodide.http._errors import AbortError, BodyUsedError, HttpStatusError, NetworkError, explain


class Request:
    """A request that was made here, as its responses share it: `clone()` makes several of one.

    Cancelling a body is not enough to end the connection: what has come in already keeps it alive in Firefox.
    """

    def __init__(self, abort_controller: Any) -> None:
        self._abort_controller = abort_controller
        self._holders = 0

    def hold(self) -> None:
        """Count somebody who may still want the answer."""
        self._holders += 1

    def release(self, *, is_unread: bool) -> None:
        """Count one less; when nobody is left, and the last one has not read the answer, abort."""
        self._holders -= 1
        if is_unread and self._holders == 0:
            self._abort_controller.abort()


class FetchResponse:
    """A response of JavaScript's `fetch`, with methods that give Python objects.

    A response that is dropped before its body was read lets go of the connection.

    Args:
        url: What was asked for.
        js_response: The Response of JavaScript.
        abort_controller: Aborts the request.
        abort_signal: Tells whether the request was aborted, by the controller or by somebody else.
    """

    def __init__(self, url: str, js_response: Any, abort_controller: Any = None, abort_signal: Any = None) -> None:
        self._url = url
        self._js_response = js_response
        self._is_shared = False
        self._request: Request | None = None
        self.abort_controller = abort_controller
        self.abort_signal = abort_signal if abort_signal or not abort_controller else abort_controller.signal

    def __del__(self) -> None:
        if self._is_shared:
            return
        body: Any = None if self._js_response.bodyUsed else self._js_response.body
        is_unread = bool(body) and not body.locked
        if is_unread:
            body.cancel()
        if self._request is not None:
            self._request.release(is_unread=is_unread)

    def _belong_to(self, request: Request) -> "FetchResponse":
        """Abort a request when this is its last response, and is dropped."""
        self._request = request
        request.hold()
        return self

    def __repr__(self) -> str:
        return f"<FetchResponse {self.status} {self.url}>"

    @property
    def js_response(self) -> Any:
        """The Response of JavaScript. Its body stays even when this object is dropped."""
        self._is_shared = True
        return self._js_response

    @property
    def body_used(self) -> bool:
        """Whether the body was read, or is being read."""
        return bool(self._js_response.bodyUsed)

    @property
    def headers(self) -> dict[str, str]:
        """The headers, with names in lower case; only those that CORS allows to see."""
        return dict(self._js_response.headers.entries())

    @property
    def ok(self) -> bool:
        """Whether the status is between 200 and 299."""
        return bool(self._js_response.ok)

    @property
    def redirected(self) -> bool:
        """Whether the answer came from another address than the one that was asked."""
        return bool(self._js_response.redirected)

    @property
    def status(self) -> int:
        """The status code."""
        return int(self._js_response.status)

    @property
    def status_text(self) -> str:
        """What the server says that the status means; HTTP/2 has no such text."""
        return str(self._js_response.statusText)

    @property
    def type(self) -> str:
        """How CORS sees the response: `basic`, `cors`, `opaque` and others."""
        return str(self._js_response.type)

    @property
    def url(self) -> str:
        """Where the answer came from in the end."""
        return str(self._js_response.url)

    def raise_for_status(self) -> None:
        """Complain if the server did.

        Raises:
            HttpStatusError: the status is 400 or above.
        """
        if self.status >= 400:
            raise HttpStatusError(self.status, self.status_text, self.url or self._url)

    def clone(self) -> "FetchResponse":
        """Return the same response, whose body can be read another time.

        Raises:
            BodyUsedError: the body of this one was read already.
        """
        if self.body_used:
            raise BodyUsedError
        clone = FetchResponse(self._url, self._js_response.clone(), self.abort_controller, self.abort_signal)
        if self._request is not None:
            clone._belong_to(self._request)
        return clone

    def abort(self, reason: Any = None) -> None:
        """Abort the request, as far as it is not over. Reading the body then raises AbortError.

        Raises:
            ValueError: the response has no abort_controller.
        """
        if self.abort_controller is None:
            raise ValueError("This response has no abort_controller")
        if reason is None:
            self.abort_controller.abort()
        else:
            self.abort_controller.abort(reason)

    async def buffer(self) -> Any:
        """Return the body as an ArrayBuffer, a JsBuffer.

        Raises:
            BodyUsedError: the body was read already.
            AbortError: the request was aborted.
            NetworkError: the connection broke.
        """
        return await self._read(self._js_response.arrayBuffer)

    async def text(self) -> str:
        """Return the body, which is UTF-8, as a str. Raises what `buffer` raises."""
        return str(await self._read(self._js_response.text))

    async def string(self) -> str:
        """Do what `text` does, which is the newer name."""
        return await self.text()

    async def json(self, **kwargs: Any) -> Any:
        """Return the body as what it describes in JSON. Raises what `buffer` raises.

        Args:
            **kwargs: Arguments for `json.loads`.

        Raises:
            json.JSONDecodeError: it is not JSON.
        """
        return json.loads(await self.text(), **kwargs)

    async def memoryview(self) -> builtins.memoryview:
        """Return the body as a memoryview of bytes. Raises what `buffer` raises."""
        view: builtins.memoryview = (await self.buffer()).to_memoryview()
        return view

    async def bytes(self) -> builtins.bytes:
        """Return the body as bytes. Raises what `buffer` raises."""
        data: builtins.bytes = (await self.buffer()).to_bytes()
        return data

    async def unpack_archive(self, *, extract_dir: str | None = None, format: str | None = None) -> None:
        """Unpack the body, an archive, into a folder. Raises what `buffer` raises.

        Args:
            extract_dir: The folder; default: the current directory.
            format: What `shutil.unpack_archive` calls the format, or `wheel`; default: as the address ends.

        Raises:
            ValueError: there is no such format, or an entry would end up outside the folder.
            OSError: the archive is damaged.
        """
        import tempfile  # takes longer to import than all the rest
        from pathlib import Path

        from _pyodide import archive

        if format is None:
            format = _format_of(self.url or self._url)
        archive.extractor_for(format)  # complains before anything is fetched
        buffer = await self.buffer()
        descriptor, path = tempfile.mkstemp()
        try:
            with os.fdopen(descriptor, "wb") as file:
                buffer.to_file(file)
            archive.unpack(path, format, extract_dir)
        finally:
            Path(path).unlink()

    async def _read(self, method: Callable[[], Awaitable[Any]]) -> Any:
        from pyodide.ffi import JsException

        if self.body_used:
            raise BodyUsedError
        if self.abort_signal and self.abort_signal.aborted:
            raise AbortError(self.abort_signal.reason)
        try:
            return await method()
        except asyncio.CancelledError:
            if self.abort_controller is not None:
                self.abort_controller.abort()
            raise
        except JsException as error:
            if error.name == "AbortError" or (self.abort_signal and self.abort_signal.aborted):
                raise AbortError(self.abort_signal.reason if self.abort_signal else error) from error
            raise NetworkError(self.url or self._url, f"the connection broke ({explain(error)})") from error


def _format_of(url: str) -> str:
    """Return the ending of an address that is that of an archive.

    Raises:
        ValueError: it is none.
    """
    from urllib.parse import unquote, urlsplit

    from _pyodide import archive

    path = unquote(urlsplit(url).path)
    _, *endings = path.rpartition("/")[2].split(".")
    for start in range(len(endings)):
        ending = ".".join(endings[start:])
        try:
            archive.extractor_for(ending)
        except ValueError:
            continue
        return ending
    raise ValueError(f"{path!r} does not end like an archive; say its format")
