"""The indexes that one installation asks."""

import sys
from collections.abc import Iterable

from micropip.fetch import Fetcher
from micropip.host.protocol import Host
from micropip.index.client import IndexClient, PageCache
from micropip.index.page import ProjectPage
from micropip.settings import PYPI


class Indexes:
    """Indexes by name or address.

    Args:
        host: Knows the default ones.
        fetcher: Makes the requests.
        cache: The pages that are known.
        urls: The addresses, with PYPI for the default ones; None: those alone.
    """

    def __init__(self, host: Host, fetcher: Fetcher, cache: PageCache, urls: Iterable[str] | None) -> None:
        self._host = host
        self._fetcher = fetcher
        self._cache = cache
        self._urls = [PYPI] if urls is None else list(urls)
        self._default: list[str] = []

    def add(self, urls: Iterable[str]) -> None:
        """Ask further indexes, after the others."""
        self._urls += urls

    def is_default(self, url: str) -> bool:
        """Tell whether an index is one that the distribution was built with."""
        return url in self._default

    async def project(self, name: str) -> ProjectPage:
        """Return the page of a project.

        Raises:
            ProjectNotFound: no index has one that could be read.
        """
        # Whoever wants to decide this has imported that module; see there.
        hook = sys.modules.get("micropip.package_index")
        if hook is not None and hook.is_replaced():
            page: ProjectPage = await hook.ask_replacement(name, await self._addresses(), self._fetcher.credentials)
            return page
        return await self.ask(name)

    async def ask(self, name: str) -> ProjectPage:
        """Do what `project` does, whoever would like to decide it."""
        sends_validators = not self._host.has_http_cache
        client = IndexClient(self._fetcher, await self._addresses(), self._cache, sends_validators=sends_validators)
        return await client.project(name)

    async def _addresses(self) -> list[str]:
        if PYPI in self._urls:
            self._default = list(await self._host.default_index_urls())
        return [each for url in self._urls for each in (self._default if url == PYPI else [url])]
