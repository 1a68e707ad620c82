"""Pages in JSON: of the simple API (PEP 691, PEP 700), and of the older JSON API."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from micropip.errors import IndexPageError
from micropip.index.page import ProjectFile, ProjectPage


def parse_json_page(data: Any, base_url: str, index_url: str = "") -> ProjectPage:
    """Read either kind of page.

    Args:
        data: What the JSON describes.
        base_url: What relative addresses are relative to.
        index_url: The index that the page is from.

    Raises:
        IndexPageError: it is neither.
    """
    try:
        if "files" in data:
            check_version(data.get("meta", {}).get("api-version", "1.0"), base_url)
            files = [simple_file(entry, base_url) for entry in data["files"]]
            return ProjectPage(str(data["name"]), tuple(files), index_url)
        if "releases" in data or "urls" in data:
            entries = [legacy_file(entry, base_url) for entry in legacy_entries(data)]
            return ProjectPage(str(data["info"]["name"]), tuple(entries), index_url)
    except (AttributeError, KeyError, TypeError) as error:
        raise IndexPageError(f"The page {base_url} is not as PEP 691 says: {type(error).__name__}: {error}") from error
    raise IndexPageError(f"The page {base_url} is JSON, but neither of the simple API (PEP 691) nor of the JSON API")


def check_version(version: str, url: str) -> None:
    """Refuse a page of an API that is to come.

    Raises:
        IndexPageError: it says so.
    """
    if str(version).partition(".")[0] != "1":
        raise IndexPageError(f"The page {url} is of version {version} of the simple API; micropip knows version 1")


def simple_file(entry: Mapping[str, Any], base_url: str) -> ProjectFile:
    """Read an entry of `files`."""
    yanked = entry.get("yanked", False)
    return ProjectFile(
        filename=entry["filename"],
        url=urljoin(base_url, entry["url"]),
        hashes=entry.get("hashes", {}),
        size=entry.get("size"),
        requires_python=entry.get("requires-python") or None,
        yanked=None if yanked is False else "" if yanked is True else str(yanked),
        metadata_hashes=metadata_hashes(entry),
    )


def metadata_hashes(entry: Mapping[str, Any]) -> Mapping[str, str] | None:
    """Return what an entry says about separate metadata (PEP 714)."""
    for key in ("core-metadata", "dist-info-metadata"):
        if key in entry:
            value = entry[key]
            return value if isinstance(value, Mapping) else {} if value else None
    return None


def legacy_entries(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the files of all releases, or those of the only one that the page is about."""
    if "releases" in data:
        for entries in data["releases"].values():
            yield from entries
    else:
        yield from data["urls"]


def legacy_file(entry: Mapping[str, Any], base_url: str) -> ProjectFile:
    """Read an entry of a release."""
    digests = entry.get("digests") or {}
    return ProjectFile(
        filename=entry["filename"],
        url=urljoin(base_url, entry["url"]),
        hashes={name: digest for name, digest in digests.items() if name in {"sha256", "sha384", "sha512"}},
        size=entry.get("size"),
        requires_python=entry.get("requires_python") or None,
        yanked=(entry.get("yanked_reason") or "") if entry.get("yanked") else None,
        metadata_hashes=metadata_hashes(entry),
    )
