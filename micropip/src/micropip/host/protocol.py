"""What micropip asks of its surroundings."""

from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any, Protocol


@dataclass(frozen=True)
class Response:
    """An answer to a request, with its whole body. Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    url: str
    body: bytes


@dataclass(frozen=True)
class Lock:
    """The packages of the distribution, as `pyodide-lock.json` lists them, and where their files are."""

    info: Mapping[str, str]
    packages: Mapping[str, Mapping[str, Any]]
    base_url: str


class StagedWheel(Protocol):
    """A checked wheel, unpacked where nothing finds it yet."""

    def discard(self) -> None:
        """Remove it."""


class Change(Protocol):
    """Wheels that were made importable, and what they have replaced."""

    @property
    def shared_libraries(self) -> list[str]:
        """Where the shared libraries of the wheels are."""

    def keep(self) -> None:
        """Forget what was replaced."""

    def undo(self) -> list[str]:
        """Bring back what was replaced, and return its shared libraries."""


class Host(Protocol):
    """The runtime that packages are installed into."""

    site_packages: Path
    platforms: list[str]
    """Platform tags of wheels that run here, the preferred one first."""
    python_version: tuple[int, int, int]
    abi_tag: str
    """The tag of extension modules, such as cp313."""
    loaded_packages: MutableMapping[str, str]
    """Where each loaded package came from."""
    has_http_cache: bool
    """Whether what was fetched is kept, and revalidated, without our doing."""

    def marker_environment(self) -> dict[str, str]:
        """Return the variables of environment markers (PEP 508)."""

    def lock(self) -> Lock:
        """Return what the lock file says."""

    async def load_locked(self, names: list[str]) -> None:
        """Load packages of the lock file, as loadPackage does."""

    async def default_index_urls(self) -> list[str]:
        """Return the indexes that the distribution was built with; none if it does not say."""

    def resolve_url(self, reference: str) -> str:
        """Return the complete address for one that may be relative to the page or the working directory."""

    async def fetch(
        self, url: str, headers: Mapping[str, str], credentials: str | None, *, revalidate: bool
    ) -> Response:
        """Get what is at an address.

        Args:
            url: The address.
            headers: Headers of the request.
            credentials: The option of that name of JavaScript's `fetch`.
            revalidate: Whether to ask the server even if there is a copy in a cache.

        Raises:
            OSError: there is no answer, or the connection broke.
        """

    async def read(self, url: str) -> bytes:
        """Return the contents of a file that `emfs:` or `file:` addresses.

        Raises:
            OSError: it cannot be read.
        """

    def distributions(self) -> Iterable[Distribution]:
        """Return what is installed."""

    def stage_wheel(
        self,
        data: bytes,
        filename: str,
        *,
        expected_name: str,
        requested: bool,
        direct_url: dict[str, Any] | None,
        extra_files: dict[str, str],
    ) -> StagedWheel:
        """Check a wheel whole and unpack it aside.

        Raises:
            ValueError: it is damaged, dangerous, or not what its name says.
            OSError: it cannot be written.
        """

    def install_all(self, wheels: list[StagedWheel]) -> Change:
        """Make staged wheels importable: all or none."""

    def uninstall(self, name: str) -> None:
        """Remove the files that an installed distribution lists in its RECORD."""

    async def load_shared_libraries(self, paths: list[str]) -> None:
        """Load the libraries that wheels have brought.

        Raises:
            WheelError: one does not fit this runtime.
        """
