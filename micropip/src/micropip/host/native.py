"""CPython on the build machine: for tests, and for looking into what would be installed."""

import asyncio
import sys
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from email.message import Message
from http.client import HTTPException
from importlib.metadata import Distribution, MetadataPathFinder
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.request import url2pathname

from micropip._vendor.packaging.markers import default_environment
from micropip.host.protocol import Lock, Response
from micropip.host.wheels import WheelFolder

TIME_LIMIT = 60


class NativeHost:
    """Installs into a folder, with urllib.

    Args:
        site_packages: The folder.
        index_urls: What to ask by default.
        lock: What can be loaded without an index.
        platforms: Platform tags of wheels to take.
        environment: Variables of markers, where they shall differ from this interpreter's.
    """

    has_http_cache = False

    def __init__(
        self,
        site_packages: Path,
        index_urls: Iterable[str] = (),
        lock: Lock | None = None,
        platforms: Iterable[str] = (),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.site_packages = site_packages
        self.platforms = list(platforms)
        self.python_version = sys.version_info[:3]
        self.abi_tag = f"cp{sys.version_info[0]}{sys.version_info[1]}"
        self.loaded_packages: dict[str, str] = {}
        wheels = WheelFolder(site_packages)
        self.stage_wheel = wheels.stage
        self.install_all = wheels.install_all
        self.uninstall = wheels.uninstall
        self._index_urls = list(index_urls)
        self._lock = lock or Lock({}, {}, "")
        self._environment = environment or {}

    def marker_environment(self) -> dict[str, str]:
        return {**default_environment(), **self._environment}  # type: ignore[dict-item]

    def lock(self) -> Lock:
        return self._lock

    async def load_locked(self, names: list[str]) -> None:
        """Note that packages were loaded: there is no runtime that could."""
        for name in names:
            self.loaded_packages.setdefault(name, "default channel")

    async def default_index_urls(self) -> list[str]:
        return self._index_urls

    def resolve_url(self, reference: str) -> str:
        return reference if urlsplit(reference).scheme else urljoin(f"{Path.cwd().as_uri()}/", reference)

    async def fetch(
        self, url: str, headers: Mapping[str, str], credentials: str | None, *, revalidate: bool
    ) -> Response:
        return await asyncio.to_thread(request, url, headers)

    async def read(self, url: str) -> bytes:
        path = urlsplit(url).path
        return Path(url2pathname(path) if url.startswith("file:") else path).read_bytes()

    def distributions(self) -> Iterable[Distribution]:
        MetadataPathFinder.invalidate_caches()
        return Distribution.discover(path=[str(self.site_packages)])

    async def load_shared_libraries(self, paths: list[str]) -> None:
        """Leave them alone: the dynamic linker does that by itself."""


def request(url: str, headers: Mapping[str, str]) -> Response:
    """Make a request, and read all of the answer.

    Raises:
        OSError: there is none, or the connection broke.
    """
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=dict(headers)), timeout=TIME_LIMIT) as answer:
            return Response(answer.status, lower(answer.headers), answer.url, answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return Response(error.code, lower(error.headers), url, error.read())
    except HTTPException as error:
        raise ConnectionError(f"{type(error).__name__}: {error}") from error


def lower(headers: Message) -> dict[str, str]:
    """Return headers with names in lower case."""
    return {name.lower(): value for name, value in headers.items()}
