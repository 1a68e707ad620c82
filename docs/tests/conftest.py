"""One Node.js and one Chromium for all pages, and the site, built once."""

import pytest
from built_site import BuiltSite, build_site

from harness.fixtures import engines
from harness.realms import Engines, Realm

__all__ = ["engines"]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "xdist_group(name): which tests share a process of pytest-xdist")


@pytest.fixture
def node(engines: Engines) -> Realm:
    """Give the main thread of Node.js."""
    return engines.realm("node24")


@pytest.fixture
def chromium(engines: Engines) -> Realm:
    """Give the main thread of Chromium."""
    return engines.realm("chromium")


@pytest.fixture(scope="session")
def site() -> BuiltSite:
    """Build the site once."""
    return build_site()
