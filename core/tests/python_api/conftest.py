"""Every test of the Python API gives back all references that it took."""

from collections.abc import Iterator

import pytest

from harness.http_server import Server, running_server
from harness.leaks import no_leaks

__all__ = ["no_leaks"]

HTTP_IMPORTS = "import asyncio, gc\nfrom pyodide.http import *\nfrom pyodide.ffi import to_js\n"


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


@pytest.fixture
def fetch(pyodide, server):
    """Run code in which `url` is the address of the server."""

    def fetch(code: str):
        pyodide.js("pyodide.globals.set('url', url); pyodide.globals.set('code', code)", url=server.url, code=code)
        return pyodide.run_async(
            "import textwrap\n"
            "from pyodide.code import eval_code_async\n"
            "from pyodide.ffi import to_js\n"
            f"value = await eval_code_async({HTTP_IMPORTS!r} + textwrap.dedent(code), {{'url': url}})\n"
            "from js import Object\n"
            "to_js(value, dict_converter=Object.fromEntries)"
        )

    return fetch
