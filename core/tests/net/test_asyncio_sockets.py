"""asyncio with the sockets of Node.js: streams, servers, TLS."""

import json
import ssl
import textwrap
from pathlib import Path

import pytest

from harness.errors import ThrownError
from harness.tcp_server import Handler, TcpServer, make_certificate, serving

pytestmark = pytest.mark.realms("node20", "node24", "node24-worker")


@pytest.fixture
def run(with_sockets, tcp_server):
    """Run code in which `server` is the address of the TCP server."""

    def run(code: str, **values: object):
        main = textwrap.indent(textwrap.dedent(code), "    ")
        given = "".join(f"{name} = {value!r}\n" for name, value in values.items())
        head = f"import asyncio, json, socket, time\nserver = ('127.0.0.1', {tcp_server.port})\n{given}"
        return json.loads(with_sockets.run_async(f"{head}async def main():\n{main}\njson.dumps(await main())"))

    return run


def test_streams(run) -> None:
    assert ["hello\n", "again\n", "", True] == run("""
        reader, writer = await asyncio.open_connection(*server)
        writer.write(b"echo\\nhello\\n")
        first = (await reader.readline()).decode()
        writer.write(b"again\\n")
        await writer.drain()
        second = (await reader.readline()).decode()
        writer.write_eof()
        rest = (await reader.read()).decode()
        named = writer.get_extra_info("peername") == server
        writer.close()
        await writer.wait_closed()
        return [first, second, rest, named]
    """)


def test_a_server_and_its_clients(run) -> None:
    assert list(range(20)) == run("""
        async def serve(reader, writer):
            while line := await reader.readline():
                writer.write(line)
            writer.close()

        async def client(port, i):
            reader, writer = await asyncio.open_connection("localhost", port)
            for j in range(10):
                writer.write(f"{i} {j}\\n".encode())
                await writer.drain()
                assert f"{i} {j}\\n".encode() == await reader.readline()
            writer.close()
            await writer.wait_closed()
            return i

        listener = await asyncio.start_server(serve, "127.0.0.1", 0)
        async with listener:
            port = listener.sockets[0].getsockname()[1]
            answers = await asyncio.gather(*(client(port, i) for i in range(20)))
        await asyncio.sleep(0.05)  # the other sides close, too
        return answers
    """)


def test_much_data(run, tcp_server) -> None:
    assert 5_000_000 == run("""
        reader, writer = await asyncio.open_connection(*server)
        writer.write(b"send 5000000\\n")
        received = len(await reader.read())
        writer.close()
        reader, writer = await asyncio.open_connection(*server)
        writer.write(b"count\\n" + bytes(5_000_000))
        await writer.drain()
        writer.close()
        await writer.wait_closed()
        return received
    """)
    assert tcp_server.has_counted.wait(10)
    assert [5_000_000] == tcp_server.counted


def test_refused(run) -> None:
    with pytest.raises(ThrownError, match="ConnectionRefusedError"):
        run("await asyncio.open_connection('127.0.0.1', 1)")


def test_reset(run) -> None:
    with pytest.raises(ThrownError, match="ConnectionResetError"):
        run("""
            reader, writer = await asyncio.open_connection(*server)
            try:
                writer.write(b"reset\\n")
                await reader.read()
            finally:
                writer.close()
        """)


def test_timeouts_and_cancellation(run) -> None:
    assert run("""
        reader, writer = await asyncio.open_connection(*server)
        writer.write(b"silent\\n")
        try:
            async with asyncio.timeout(0.1):
                await reader.read()
        except TimeoutError:
            return True
        finally:
            writer.close()
    """)


def test_functions_for_sockets(run) -> None:
    assert "hello\n" == run("""
        loop = asyncio.get_running_loop()
        with socket.socket() as connection:
            connection.setblocking(False)
            await loop.sock_connect(connection, server)
            await loop.sock_sendall(connection, b"echo\\nhello\\n")
            return (await loop.sock_recv(connection, 100)).decode()
    """)


def test_other_tasks_go_on(run) -> None:
    assert run("""
        reader, writer = await asyncio.open_connection(*server)
        writer.write(b"silent\\n")
        task = asyncio.ensure_future(reader.read())
        turns = 0
        end = time.monotonic() + 0.1
        while time.monotonic() < end:
            await asyncio.sleep(0)
            turns += 1
        task.cancel()
        writer.close()
        return turns > 10
    """)


class TlsServer(TcpServer):
    """Behave as asked, behind TLS."""

    def __init__(self, context: ssl.SSLContext) -> None:
        super().__init__()
        self.context = context

    def finish_request(self, request: object, client_address: object) -> None:
        """Shake hands in the thread of the connection."""
        with self.context.wrap_socket(request, server_side=True) as secure:  # type: ignore[arg-type]
            Handler(secure, client_address, self)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> tuple[Path, Path]:
    """Return a certificate of localhost that nobody vouches for, and its key."""
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(scope="module")
def tls_server(certificate):
    """Run a server."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with serving(TlsServer(context)) as server:
        yield server


def test_tls_trusts_whom_node_trusts(run, tls_server) -> None:
    with pytest.raises(ThrownError, match="ConnectionError: The TLS handshake with localhost failed: self-signed"):
        run("await asyncio.open_connection('localhost', port, ssl=True)", port=tls_server.port)


def test_tls_without_verification(run, tls_server) -> None:
    assert "hello\n" == run(
        """
        from _pyodide.node_sockets import start_tls
        with socket.create_connection(("localhost", port)) as connection:
            start_tls(connection, "localhost", verify=False)
            connection.sendall(b"echo\\nhello\\n")
            return connection.recv(100).decode()
        """,
        port=tls_server.port,
    )


@pytest.mark.realms("node20", "node24")
def test_tls_of_the_module_ssl(fresh_pyodide, tls_server, certificate) -> None:
    fresh_pyodide.js("await pyodide.useNodeSockFS(); await pyodide.loadPackage('ssl')")
    fresh_pyodide.write_file("/certificate.pem", certificate[0].read_bytes())

    assert ["hello\n", "self-signed certificate", "again\n"] == fresh_pyodide.run_async(f"""
        import asyncio, socket, ssl
        from pyodide.ffi import to_js
        server = ("localhost", {tls_server.port})
        context = ssl.create_default_context(cafile="/certificate.pem")
        plain = socket.create_connection(server)
        with context.wrap_socket(plain, server_hostname="localhost") as connection:
            connection.sendall(b"echo\\nhello\\n")
            first = connection.recv(100).decode()
        try:
            await asyncio.open_connection(*server, ssl=ssl.create_default_context())
        except ssl.SSLCertVerificationError as error:
            second = error.verify_message
        reader, writer = await asyncio.open_connection(*server, ssl=context)
        writer.write(b"echo\\nagain\\n")
        third = (await reader.readline()).decode()
        writer.close()
        to_js([first, second, third])
    """)


def test_tls_with_nobody_on_the_other_side(run) -> None:
    assert "TimeoutError" == run("""
        from _pyodide.node_sockets import start_tls
        with socket.create_connection(server, timeout=0.2) as connection:
            connection.sendall(b"silent\\n")
            try:
                start_tls(connection, "localhost")
            except OSError as error:
                return type(error).__name__
    """)
