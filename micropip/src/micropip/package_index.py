"""What others reach for: JupyterLite's piplite puts a function of its own in the place of `query_package`.

Nothing in micropip uses these names unless somebody has done so.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from micropip._vendor.packaging.utils import canonicalize_name
from micropip.fetch import Fetcher
from micropip.index.html_page import parse_html_page
from micropip.index.indexes import Indexes
from micropip.index.json_page import legacy_file, parse_json_page
from micropip.index.page import ProjectPage
from micropip.settings import as_tuple


class CompatibilityLayer:
    """Requests, as piplite makes them."""

    @staticmethod
    async def fetch_string_and_headers(url: str, kwargs: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
        """Return a text and the headers that came with it.

        Raises:
            FetchError: there is none.
        """
        response = await _fetcher(kwargs).get(url, kwargs.get("headers", {}), revalidate=True)
        return response.body.decode("utf-8", errors="replace"), dict(response.headers)

    @staticmethod
    async def fetch_bytes(url: str, kwargs: Mapping[str, Any]) -> bytes:
        """Return a file.

        Raises:
            FetchError: there is none.
        """
        return (await _fetcher(kwargs).get(url, kwargs.get("headers", {}))).body


class ProjectInfo:
    """The files of a project."""

    def __init__(self, page: ProjectPage) -> None:
        self.page = page

    @property
    def name(self) -> str:
        """The project."""
        return self.page.name

    @classmethod
    def _compatible_only(cls, name: str, releases: Mapping[Any, Iterable[Mapping[str, Any]]]) -> "ProjectInfo":
        """Make one of releases as the JSON API describes them; which wheels run here is found out later."""
        files = [legacy_file(entry, "") for entries in releases.values() for entry in entries]
        return cls(ProjectPage(name, tuple(files)))

    @classmethod
    def from_json_api(cls, data: Any) -> "ProjectInfo":
        """Make one of a page of the JSON API."""
        return cls(parse_json_page(_loaded(data), ""))

    @classmethod
    def from_simple_json_api(cls, data: Any, index_base_url: str = "") -> "ProjectInfo":
        """Make one of a page in JSON (PEP 691)."""
        return cls(parse_json_page(_loaded(data), index_base_url))

    @classmethod
    def from_simple_html_api(cls, data: str, pkgname: str, index_base_url: str = "") -> "ProjectInfo":
        """Make one of a page in HTML (PEP 503)."""
        return cls(parse_html_page(pkgname, data, index_base_url))


async def query_package(
    name: str,
    index_urls: Iterable[str] | str | None = None,
    *,
    compat_layer: type[CompatibilityLayer] = CompatibilityLayer,
    fetch_kwargs: Mapping[str, Any] | None = None,
) -> ProjectInfo:
    """Return the files of a project from the first index that has it.

    Raises:
        ProjectNotFound: none has.
    """
    from micropip import default_installer

    installer = default_installer()
    urls = None if index_urls is None else as_tuple(index_urls)
    indexes = Indexes(installer.host, _fetcher(fetch_kwargs or {}), installer.pages, urls)
    return ProjectInfo(await indexes.ask(canonicalize_name(name)))


_ORIGINAL = query_package


def is_replaced() -> bool:
    """Tell whether somebody has put another function in the place of `query_package`."""
    return query_package is not _ORIGINAL


async def ask_replacement(name: str, index_urls: list[str], credentials: str | None) -> ProjectPage:
    """Ask that function."""
    options = {"credentials": credentials} if credentials else {}
    return (await query_package(name, index_urls, compat_layer=CompatibilityLayer, fetch_kwargs=options)).page


def _fetcher(options: Mapping[str, Any]) -> Fetcher:
    from micropip import default_installer

    return Fetcher(default_installer().host, options.get("credentials"))


def _loaded(data: Any) -> Any:
    import json

    return json.loads(data) if isinstance(data, str | bytes) else data
