"""Where there are no sockets, whoever wants one is told."""

import pytest

from harness.errors import ThrownError


@pytest.mark.parametrize(
    "code",
    ["asyncio.open_connection('127.0.0.1', 80)", "asyncio.start_server(print, '127.0.0.1', 80)"],
    ids=["open_connection", "start_server"],
)
def test_asyncio_says_so(pyodide, code: str) -> None:
    with pytest.raises(ThrownError, match=r"NotImplementedError: .*browsers give no access to sockets \(Node\.js does"):
        pyodide.run_async(f"import asyncio; await {code}")


def test_the_module_socket_can_be_imported(pyodide) -> None:
    assert "socket" == pyodide.run("import socket; socket.socket.__name__")


@pytest.mark.realms("chromium", "chromium-module-worker", "firefox")
def test_browsers_have_none_to_give(pyodide) -> None:
    with pytest.raises(ThrownError, match=r"useNodeSockFS works in Node\.js only"):
        pyodide.js("await pyodide.useNodeSockFS()")


@pytest.mark.realms("node20", "node24")
def test_asking_twice(fresh_pyodide) -> None:
    fresh_pyodide.js("await pyodide.useNodeSockFS(); await pyodide.useNodeSockFS()")
