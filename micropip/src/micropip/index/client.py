"""Asks package indexes for the page of a project."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message

from micropip.errors import FetchError, IndexPageError, ResolutionError
from micropip.fetch import ATTEMPTS, Fetcher
from micropip.host.protocol import Response
from micropip.index.json_page import parse_json_page
from micropip.index.page import ProjectPage
from micropip.log import logger

# Short enough, and of harmless characters, so that browsers send it without asking the server first.
ACCEPT = "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1"
PLACEHOLDER = "{package_name}"
NOT_FOUND = "not found"


class ProjectNotFound(ResolutionError):
    """No index has a project of a name.

    Attributes:
        name: The project.
        answers: What each index said, or why it could not be asked.
        is_certain: Whether all of them have said that they do not know it.
    """

    def __init__(self, name: str, answers: dict[str, str]) -> None:
        self.name = name
        self.answers = answers
        self.is_certain = set(answers.values()) <= {NOT_FOUND}
        if answers:
            lines = "".join(f"\n  {url}: {answer}" for url, answer in answers.items())
            super().__init__(f"No package index has a project named {name!r}:{lines}")
        else:
            super().__init__(
                f"There is no package index to ask for {name!r}: give index_urls, or call micropip.set_index_urls"
            )


@dataclass(frozen=True)
class CachedPage:
    """A page, with what tells the server which one it is."""

    validators: dict[str, str]
    body: bytes
    page: ProjectPage


class PageCache(dict[str, CachedPage]):
    """The pages that were seen in this session, by address."""


class IndexClient:
    """Finds projects at the first index that has them.

    Args:
        fetcher: Makes the requests.
        index_urls: The indexes, in the order in which to ask them.
        cache: The pages that are known.
        sends_validators: Whether to ask conditionally: browsers do so by themselves.
    """

    def __init__(
        self, fetcher: Fetcher, index_urls: Sequence[str], cache: PageCache, *, sends_validators: bool
    ) -> None:
        self._fetcher = fetcher
        self._index_urls = index_urls
        self._cache = cache
        self._sends_validators = sends_validators

    async def project(self, name: str) -> ProjectPage:
        """Return the page of a project.

        Raises:
            ProjectNotFound: no index has one that could be read.
        """
        answers = {}
        for position, index_url in enumerate(self._index_urls, start=1):
            is_last = position == len(self._index_urls)
            try:
                # A server that does not allow this page to read it looks like one that is down: the next may be better.
                return await self._ask(name, index_url, ATTEMPTS if is_last else 2)
            except FetchError as error:
                answers[index_url] = NOT_FOUND if error.status == 404 else f"could not be asked: {error.reason}"
            except IndexPageError as error:
                answers[index_url] = str(error)
            logger.debug("  %s: %s", index_url, answers[index_url])
        raise ProjectNotFound(name, answers)

    async def _ask(self, name: str, index_url: str, attempts: int) -> ProjectPage:
        url = project_url(index_url, name)
        known = self._cache.get(url)
        validators = known.validators if known and self._sends_validators else {}
        response = await self._fetcher.get(url, {"Accept": ACCEPT, **validators}, attempts=attempts, revalidate=True)
        if known and (response.status == 304 or response.body == known.body):
            return known.page
        page = parse_page(name, response, index_url)
        self._cache[url] = CachedPage(validators_of(response), response.body, page)
        return page


def project_url(index_url: str, name: str) -> str:
    """Return the address of a project's page."""
    if PLACEHOLDER in index_url:
        return index_url.replace(PLACEHOLDER, name)
    return f"{index_url.rstrip('/')}/{name}/"


def validators_of(response: Response) -> dict[str, str]:
    """Return the headers of a request for this page if it is another one by then."""
    etag, modified = response.headers.get("etag"), response.headers.get("last-modified")
    return {"If-None-Match": etag} if etag else {"If-Modified-Since": modified} if modified else {}


def parse_page(name: str, response: Response, index_url: str) -> ProjectPage:
    """Read a page of any kind, by what it is called, or else by how it begins.

    Raises:
        IndexPageError: it is none.
    """
    header = Message()
    header["Content-Type"] = response.headers.get("content-type", "")
    content_type = header.get_content_type()
    start = response.body[:100].lstrip()
    if content_type.endswith("json") or start.startswith(b"{"):
        try:
            data = json.loads(response.body)
        except ValueError as error:
            raise IndexPageError(f"The page {response.url} is no JSON: {error}") from error
        return parse_json_page(data, response.url, index_url)
    if content_type.endswith("html") or start.startswith(b"<"):
        from micropip.index.html_page import parse_html_page  # few indexes need it

        text = response.body.decode(str(header.get_param("charset", "utf-8")), errors="replace")
        return parse_html_page(name, text, response.url, index_url)
    raise IndexPageError(f"The page {response.url} is neither JSON nor HTML, but {content_type}")
