"""Interpreters with packages and sockets, and servers for them to talk to."""

from collections.abc import Iterator

import pytest

from harness.http_server import Server, running_server
from harness.interpreter import Interpreter
from harness.leaks import reference_counts
from harness.realms import Realm
from harness.tcp_server import TcpServer, serving

OPEN_SOCKETS = "return pyodide.FS.streams.filter((stream) => stream && pyodide.FS.isSocket(stream.node.mode)).length"


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
        interpreter.js("await pyodide.loadPackage('requests')")
    yield interpreter
    if interpreter.is_loaded():
        interpreter.clean()


@pytest.fixture(scope="session")
def session_tcp_server() -> Iterator[TcpServer]:
    """Run the server of the session."""
    with serving(TcpServer()) as server:
        yield server


@pytest.fixture
def tcp_server(session_tcp_server: TcpServer) -> TcpServer:
    """Give the server, which has counted nothing."""
    session_tcp_server.forget()
    return session_tcp_server


@pytest.fixture
def with_sockets(realm: Realm, no_unhandled_rejections: None) -> Iterator[Interpreter]:
    """Give an interpreter that has sockets, the same to all tests of a realm, and check what they leave behind."""
    interpreter = Interpreter(realm, "with sockets")
    if not interpreter.is_loaded():
        interpreter.start()
        interpreter.js("await pyodide.useNodeSockFS()")
        interpreter.run_async("import asyncio; await asyncio.sleep(0)")
    before = reference_counts(interpreter)
    yield interpreter
    assert before == reference_counts(interpreter)
    assert 0 == interpreter.js(OPEN_SOCKETS)
