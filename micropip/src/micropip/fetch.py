"""Requests: not too many at once, and again when the connection or the server fails."""

import asyncio
from collections.abc import Mapping
from http import HTTPStatus

from micropip.errors import FetchError
from micropip.host.protocol import Host, Response
from micropip.log import logger

CONCURRENCY = 8
ATTEMPTS = 4
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 20.0
# The server may do better the next time.
TRANSIENT = {408, 425, 429, 500, 502, 503, 504}


class Fetcher:
    """Fetches files for one installation.

    Args:
        host: Makes the requests.
        credentials: The option of that name of JavaScript's `fetch`.
        first_pause: Seconds to wait before the second attempt; the double before each further one.
    """

    def __init__(self, host: Host, credentials: str | None = None, first_pause: float = FIRST_PAUSE) -> None:
        self._host = host
        self.credentials = credentials
        self._first_pause = first_pause
        self._turn = asyncio.Semaphore(CONCURRENCY)

    async def get(
        self,
        url: str,
        headers: Mapping[str, str] | None = None,
        *,
        attempts: int = ATTEMPTS,
        revalidate: bool = False,
    ) -> Response:
        """Return the answer to a request.

        Args:
            url: The address.
            headers: Headers of the request.
            attempts: How often to try at most.
            revalidate: Whether to ask the server even if there is a copy in a cache.

        Raises:
            FetchError: there is none, or its status is an error.
        """
        if is_local(url):
            return await self._read(url)
        for attempt in range(attempts):
            pause = min(self._first_pause * 2**attempt, LONGEST_PAUSE)
            try:
                async with self._turn:
                    response = await self._host.fetch(url, headers or {}, self.credentials, revalidate=revalidate)
            except OSError as error:
                failure = FetchError(url, str(error).removeprefix(f"Cannot fetch {url}: "))
                failure.__cause__ = error
            else:
                if response.status < 400:
                    return response
                failure = FetchError(url, describe_status(response.status), response.status)
                if response.status not in TRANSIENT:
                    raise failure
                pause = max(pause, min(retry_after(response), LONGEST_PAUSE))
            if attempt + 1 < attempts:
                logger.debug("  %s; trying again in %.1f s", failure, pause)
                await asyncio.sleep(pause)
        raise failure

    async def _read(self, url: str) -> Response:
        try:
            return Response(200, {}, url, await self._host.read(url))
        except FileNotFoundError as error:
            raise FetchError(url, "there is no such file") from error
        except OSError as error:
            raise FetchError(url, str(error)) from error


def is_local(url: str) -> bool:
    """Tell whether an address, or a path, is one of the file system."""
    return url.startswith(("emfs:", "file:")) or not ("://" in url or url.startswith(("data:", "blob:")))


def describe_status(status: int) -> str:
    """Return what a status code means."""
    try:
        return f"the server answered {status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"the server answered {status}"


def retry_after(response: Response) -> float:
    """Return for how many seconds a server asks to be left alone."""
    value = response.headers.get("retry-after", "")
    return float(value) if value.isdigit() else 0.0
