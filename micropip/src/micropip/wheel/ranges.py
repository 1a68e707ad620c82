"""Asks a server for parts of a file (RFC 9110, section 14)."""

import re

from micropip.errors import FetchError
from micropip.fetch import Fetcher
from micropip.host.protocol import Response

CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")


class WholeFile(Exception):
    """The server sent all of a file though a part was asked for."""

    def __init__(self, body: bytes) -> None:
        super().__init__("The server does not serve parts")
        self.body = body


class RangeRequests:
    """Reads a file at a server in parts.

    Args:
        fetcher: Makes the requests.
        url: Where the file is.
        size: Its size, if it is known.
    """

    def __init__(self, fetcher: Fetcher, url: str, size: int | None) -> None:
        self._fetcher = fetcher
        self._url = url
        self._size = size

    async def read_tail(self, length: int) -> tuple[bytes, int]:
        """Return the end of the file, and the size of all of it. Raises what `read_range` raises."""
        if self._size is not None:
            return await self.read_range(max(0, self._size - length), self._size), self._size
        response = await self._request(f"-{length}")
        # Browsers show this header to scripts only if the server allows it.
        if not (match := CONTENT_RANGE.fullmatch(response.headers.get("content-range", ""))):
            raise FetchError(self._url, "the server does not say how large the file is")
        return response.body, int(match[3])

    async def read_range(self, start: int, end: int) -> bytes:
        """Return what is from `start` up to `end`.

        Raises:
            FetchError: there is no such part.
            WholeFile: the server does not serve parts.
        """
        body = (await self._request(f"{start}-{end - 1}")).body
        if len(body) != end - start:
            raise FetchError(self._url, f"the server sent {len(body)} bytes of the {end - start} that were asked for")
        return body

    async def _request(self, range_: str) -> Response:
        # Once: there is another way if a server, or a browser on its behalf, refuses.
        response = await self._fetcher.get(self._url, {"Range": f"bytes={range_}"}, attempts=1)
        if response.status != 206:
            raise WholeFile(response.body)
        return response
