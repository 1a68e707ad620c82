"""Every test of the Python API gives back all references that it took."""

from collections.abc import Iterator

import pytest

from harness.http_server import Server, running_server
from harness.leaks import no_leaks

__all__ = ["no_leaks"]


@pytest.fixture(autouse=True)
def check_leaks(no_leaks: None) -> None:
    """Ask for the check everywhere."""


@pytest.fixture(scope="session")
def session_server() -> Iterator[Server]:
    """Run the server of the session."""
    with running_server() as server:
        yield server


@pytest.fixture
def server(session_server: Server) -> Server:
    """Give a server of an origin of its own."""
    session_server.forget()
    return session_server
