"""One Node.js and one Chromium for all pages."""

from collections.abc import Iterator

import pytest
from built_site import BuiltSite, build_site

from harness.realms import Engines, Realm, running_engines


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "xdist_group(name): which tests share a process of pytest-xdist")


@pytest.fixture(scope="session")
def documentation_engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engines]:
    """Start each engine when it is first used, end all."""
    with running_engines(tmp_path_factory.mktemp("engines")) as engines:
        yield engines


@pytest.fixture
def node(documentation_engines: Engines) -> Realm:
    """Give the main thread of Node.js."""
    return documentation_engines.realm("node24")


@pytest.fixture
def chromium(documentation_engines: Engines) -> Realm:
    """Give the main thread of Chromium."""
    return documentation_engines.realm("chromium")


@pytest.fixture(scope="session")
def site() -> BuiltSite:
    """Build the site once."""
    return build_site()
