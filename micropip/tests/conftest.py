"""Installs with micropip, natively, from an index on this machine."""

import asyncio
import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from local_index.server import IndexServer, running_index
from micropip.host.native import NativeHost
from micropip.installer import Installer
from micropip.listing import list_packages

# As the runtime describes itself.
VARIABLES = {"sys_platform": "emscripten", "platform_system": "Emscripten", "platform_machine": "wasm32"}
PLATFORMS = ["pyemscripten_2025_0_wasm32", "emscripten_3_1_69_wasm32"]


class Environment:
    """A folder to install into, and what does it."""

    def __init__(self, folder: Path, index: IndexServer) -> None:
        self.folder = folder
        self.index = index
        self.host = NativeHost(folder, [index.simple], platforms=PLATFORMS, environment=VARIABLES)
        self.installer = Installer(self.host, first_pause=0.01)

    def install(self, *requirements: str, **options: Any) -> None:
        """Install from the index unless options say otherwise."""
        asyncio.run(self.installer.install(requirements, **options))

    @property
    def installed(self) -> dict[str, str]:
        """The versions of what is installed."""
        return {name: package.version for name, package in sorted(list_packages(self.host).items())}

    def note(self, name: str, version: str, note: str) -> str | None:
        """Return a file of a dist-info folder."""
        path = self.folder / f"{name}-{version}.dist-info" / note
        return path.read_text() if path.exists() else None

    def direct_url(self, name: str, version: str) -> Any:
        """Return what is in direct_url.json."""
        return json.loads(self.note(name, version, "direct_url.json") or "null")

    def leftovers(self) -> list[str]:
        """Return what is in the folder."""
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())


@pytest.fixture
def index() -> Iterator[IndexServer]:
    """Run an empty index."""
    with running_index() as server:
        yield server


@pytest.fixture
def environment(tmp_path: Path, index: IndexServer) -> Iterator[Environment]:
    """Give an empty environment whose default index is `index`."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    yield Environment(folder, index)
    importlib.invalidate_caches()
    sys.path_importer_cache.pop(str(folder), None)
