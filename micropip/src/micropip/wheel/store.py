"""Gets wheels, and what is in them, each once."""

import io
from urllib.parse import urldefrag

from micropip.candidate import Wheel
from micropip.errors import FetchError
from micropip.fetch import Fetcher
from micropip.log import logger
from micropip.wheel.archive import read_metadata, read_remote_metadata
from micropip.wheel.integrity import check_hashes
from micropip.wheel.metadata import WheelMetadata, parse_metadata
from micropip.wheel.ranges import RangeRequests, WholeFile

# Below this, the whole wheel costs hardly more than a part of it.
SMALL = 1 << 16


class WheelStore:
    """The wheels of one installation.

    Args:
        fetcher: Makes the requests.
        metadata: What was read in this session, by address and hash.
    """

    def __init__(self, fetcher: Fetcher, metadata: dict[tuple[str, str], WheelMetadata]) -> None:
        self._fetcher = fetcher
        self._metadata = metadata
        self._contents: dict[str, bytes] = {}

    async def contents(self, wheel: Wheel) -> bytes:
        """Return a wheel whose hash has been checked.

        Raises:
            FetchError: it cannot be downloaded.
            IntegrityError: it is not the one that was meant.
        """
        url = urldefrag(wheel.file.url)[0]
        if url not in self._contents:
            logger.info("  Downloading %s", wheel.file.filename)
            data = (await self._fetcher.get(url)).body
            check_hashes(data, wheel.file.hashes, url)
            self._contents[url] = data
        return self._contents[url]

    async def metadata(self, wheel: Wheel) -> WheelMetadata:
        """Return what a wheel needs, without downloading it if that can be.

        Raises:
            FetchError: it cannot be downloaded.
            IntegrityError: it is not what was meant.
            MetadataError: it is damaged.
        """
        key = key_of(wheel)
        # What a bare address holds may change.
        if key not in self._metadata or not wheel.file.hashes:
            self._metadata[key] = parse_metadata(await self._read_metadata(wheel), wheel.file.filename)
        return self._metadata[key]

    def known_metadata(self, wheel: Wheel) -> WheelMetadata | None:
        """Return what has been read of a wheel's metadata."""
        return self._metadata.get(key_of(wheel))

    async def _read_metadata(self, wheel: Wheel) -> bytes:
        file = wheel.file
        if not wheel.is_direct and urldefrag(file.url)[0] not in self._contents:
            if file.metadata_hashes is not None:
                try:
                    return await self._separate_metadata(file.url + ".metadata", wheel)
                except FetchError as error:
                    logger.debug("  %s", error)
            if file.size is None or file.size > SMALL:
                try:
                    return await self._remote_metadata(wheel)
                except FetchError as error:
                    logger.debug("  %s", error)
                except WholeFile as whole:
                    check_hashes(whole.body, file.hashes, file.url)
                    self._contents[urldefrag(file.url)[0]] = whole.body
        return read_metadata(io.BytesIO(await self.contents(wheel)), file.filename)

    async def _separate_metadata(self, url: str, wheel: Wheel) -> bytes:
        # Not more often: there are other ways to them.
        response = await self._fetcher.get(url, attempts=2)
        check_hashes(response.body, wheel.file.metadata_hashes or {}, url)
        return response.body

    async def _remote_metadata(self, wheel: Wheel) -> bytes:
        reader = RangeRequests(self._fetcher, urldefrag(wheel.file.url)[0], wheel.file.size)
        return await read_remote_metadata(reader, wheel.file.filename)


def key_of(wheel: Wheel) -> tuple[str, str]:
    """Return what tells a wheel from all others."""
    return wheel.file.url, str(sorted(wheel.file.hashes.items()))
