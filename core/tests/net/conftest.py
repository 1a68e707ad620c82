"""Interpreters with packages of the package index, and servers for them to talk to."""

from collections.abc import Iterator

import pytest

from harness.http_server import Server, running_server
from harness.interpreter import Interpreter
from harness.realms import Realm
from harness.wheels import REQUESTS

INSTALL = """
    const folder = pyodide.runPython("import sysconfig; sysconfig.get_path('platlib')");
    for (const wheel of wheels) {
        pyodide.unpackArchive(wheel, "wheel", { extractDir: folder });
    }
"""


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


@pytest.fixture
def with_requests(realm: Realm, no_unhandled_rejections: None) -> Iterator[Interpreter]:
    """Give an interpreter that has the published `requests` and what it needs, the same to all tests of a realm."""
    interpreter = Interpreter(realm, "with requests")
    if not interpreter.is_loaded():
        interpreter.start()
        interpreter.js(INSTALL, wheels=[wheel.fetch().read_bytes() for wheel in REQUESTS])
    yield interpreter
    if interpreter.is_loaded():
        interpreter.clean()
