"""Pages in HTML (PEP 503, with what PEP 592, PEP 658 and PEP 714 add)."""

from collections.abc import Mapping
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from micropip.index.json_page import check_version
from micropip.index.page import ProjectFile, ProjectPage, parse_hash


def parse_html_page(name: str, text: str, base_url: str, index_url: str = "") -> ProjectPage:
    """Read a page.

    Args:
        name: The project that was asked for: such a page need not say.
        text: The page.
        base_url: Where it came from.
        index_url: The index that the page is from.

    Raises:
        IndexPageError: it says that it is of a version to come.
    """
    parser = PageParser(base_url)
    parser.feed(text)
    parser.close()
    return ProjectPage(name, tuple(parser.files), index_url)


class PageParser(HTMLParser):
    """Collects the links of a page."""

    def __init__(self, base_url: str) -> None:
        super().__init__()
        self.files: list[ProjectFile] = []
        self._base_url = base_url

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Of several attributes of a name, the first counts.
        attributes = {key: value or "" for key, value in reversed(attrs)}
        if tag == "a" and "href" in attributes:
            self.files.append(linked_file(attributes, self._base_url))
        elif tag == "base" and "href" in attributes:
            self._base_url = urljoin(self._base_url, attributes["href"])
        elif tag == "meta" and attributes.get("name") == "pypi:repository-version":
            check_version(attributes.get("content", ""), self._base_url)


def linked_file(attributes: Mapping[str, str], base_url: str) -> ProjectFile:
    """Read a link."""
    url, fragment = urldefrag(urljoin(base_url, attributes["href"].strip()))
    metadata = attributes.get("data-core-metadata", attributes.get("data-dist-info-metadata"))
    return ProjectFile(
        filename=unquote(urlsplit(url).path.rpartition("/")[2]),
        url=url,
        hashes=parse_hash(fragment),
        requires_python=attributes.get("data-requires-python") or None,
        yanked=attributes.get("data-yanked"),
        metadata_hashes=None if metadata is None else parse_hash(metadata),
    )
