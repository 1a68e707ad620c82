"""Sockets of Node.js: Python's module socket, and what is built on it."""

import json
import textwrap

import pytest

from harness.errors import ThrownError

pytestmark = pytest.mark.realms("node20", "node24", "node24-worker")

IMPORTS = "import errno, http.client, json, select, selectors, socket, time, urllib.request\n"


@pytest.fixture(params=["blocking", "suspending"])
def run(with_sockets, tcp_server, request):
    """Run code in which `server` is the address of the TCP server, in a call that blocks or one that can suspend."""

    def run(code: str):
        main = textwrap.indent(textwrap.dedent(code), "    ")
        whole = f"{IMPORTS}server = ('127.0.0.1', {tcp_server.port})\ndef main():\n{main}\njson.dumps(main())"
        return json.loads(with_sockets.run(whole) if request.param == "blocking" else with_sockets.run_async(whole))

    return run


def test_a_conversation(run) -> None:
    assert ["hello\n", "again\n", ""] == run("""
        with socket.create_connection(server) as connection:
            connection.sendall(b"echo\\nhello\\n")
            first = connection.recv(100).decode()
            connection.sendall(b"again\\n")
            second = connection.recv(100).decode()
            connection.shutdown(socket.SHUT_WR)
            return [first, second, connection.recv(100).decode()]
    """)


def test_addresses(run) -> None:
    assert run("""
        with socket.create_connection(server) as connection:
            host, port = connection.getsockname()
            return [connection.getpeername() == server, host == "127.0.0.1", port > 0]
    """) == [True, True, True]


def test_files(run) -> None:
    assert ["one\n", "two\n"] == run("""
        with socket.create_connection(server) as connection, connection.makefile("rw") as file:
            file.write("echo\\none\\ntwo\\n")
            file.flush()
            return [file.readline(), file.readline()]
    """)


def test_much_data_in_both_directions(run, tcp_server) -> None:
    assert 5_000_000 == run("""
        with socket.create_connection(server) as connection:
            connection.sendall(b"send 5000000\\n")
            received = 0
            while part := connection.recv(1 << 16):
                received += len(part)
        with socket.create_connection(server) as connection:
            connection.sendall(b"count\\n" + bytes(5_000_000))
        return received
    """)
    assert tcp_server.has_counted.wait(10)
    assert [5_000_000] == tcp_server.counted


def test_flags(run) -> None:
    assert ["hello\n", "hello\n", "EAGAIN"] == run("""
        with socket.create_connection(server) as connection:
            connection.sendall(b"echo\\nhello\\n")
            looked_at = connection.recv(100, socket.MSG_PEEK).decode()
            received = connection.recv(100).decode()
            try:
                connection.recv(100, socket.MSG_DONTWAIT)
            except BlockingIOError as error:
                return [looked_at, received, errno.errorcode[error.errno]]
    """)


def test_several_at_once(run) -> None:
    assert [f"{i}\n" for i in range(20)] == run("""
        connections = [socket.create_connection(server) for _ in range(20)]
        for i, connection in enumerate(connections):
            connection.sendall(f"echo\\n{i}\\n".encode())
        answers = [connection.recv(100).decode() for connection in connections]
        for connection in connections:
            connection.close()
        return answers
    """)


def test_refused(run) -> None:
    assert ["ConnectionRefusedError", "ECONNREFUSED"] == run("""
        try:
            socket.create_connection(("127.0.0.1", 1))
        except OSError as error:
            return [type(error).__name__, errno.errorcode[error.errno]]
    """)


def test_an_unknown_host(run) -> None:
    assert "Name or service not known: nobody.invalid" in run("""
        try:
            socket.create_connection(("nobody.invalid", 80))
        except socket.gaierror as error:
            return str(error)
    """)


def test_a_name(run) -> None:
    assert "127.0.0.1" == run("return socket.gethostbyname('localhost')")


def test_reset(run) -> None:
    assert "ConnectionResetError" == run("""
        with socket.create_connection(server) as connection:
            connection.sendall(b"reset\\n")
            try:
                return connection.recv(100).decode()
            except OSError as error:
                return type(error).__name__
    """)


def test_sending_after_the_end(run) -> None:
    assert "BrokenPipeError" == run("""
        with socket.create_connection(server) as connection:
            connection.shutdown(socket.SHUT_WR)
            try:
                connection.sendall(b"echo\\n")
            except OSError as error:
                return type(error).__name__
    """)


def test_timeouts(run) -> None:
    name, took = run("""
        with socket.create_connection(server, timeout=0.2) as connection:
            connection.sendall(b"silent\\n")
            start = time.monotonic()
            try:
                connection.recv(100)
            except TimeoutError as error:
                return [type(error).__name__, time.monotonic() - start]
    """)
    assert "TimeoutError" == name
    assert 0.19 < took < 5


def test_sockets_that_do_not_block(run) -> None:
    assert ["EAGAIN", "hello\n"] == run("""
        with socket.create_connection(server) as connection:
            connection.setblocking(False)
            try:
                connection.recv(100)
            except BlockingIOError as error:
                name = errno.errorcode[error.errno]
            connection.send(b"echo\\nhello\\n")
            connection.setblocking(True)
            return [name, connection.recv(100).decode()]
    """)


def test_select(run) -> None:
    assert [[0, 1], [1, 1], True] == run("""
        with socket.create_connection(server) as connection:
            start = time.monotonic()
            readable, writable, _ = select.select([connection], [connection], [], 10)
            before = [len(readable), len(writable)]
            connection.sendall(b"echo\\nhello\\n")
            select.select([connection], [], [], 10)
            readable, writable, _ = select.select([connection], [connection], [])
            return [before, [len(readable), len(writable)], time.monotonic() - start < 5]
    """)


def test_selectors(run) -> None:
    assert [[], "hello\n"] == run("""
        with socket.create_connection(server) as connection, selectors.DefaultSelector() as selector:
            selector.register(connection, selectors.EVENT_READ)
            before = selector.select(0.05)
            connection.sendall(b"echo\\nhello\\n")
            [(key, events)] = selector.select(10)
            return [before, key.fileobj.recv(100).decode()]
    """)


def test_a_server(run) -> None:
    assert ["ping", "pong", True] == run("""
        with socket.create_server(("127.0.0.1", 0)) as listener:
            listener.settimeout(10)
            with socket.create_connection(listener.getsockname()) as client:
                accepted, address = listener.accept()
                with accepted:
                    client.sendall(b"ping")
                    asked = accepted.recv(10).decode()
                    accepted.sendall(b"pong")
                    return [asked, client.recv(10).decode(), address == client.getsockname()]
    """)


def test_the_address_of_a_socket_that_connects(run) -> None:
    assert [True, True] == run("""
        with socket.socket() as connection:
            connection.setblocking(False)
            code = connection.connect_ex(server)
            host, port = connection.getsockname()
            return [code == errno.EINPROGRESS and host == "127.0.0.1", port > 0]
    """)


def test_an_address_in_use(run) -> None:
    assert "EADDRINUSE" == run("""
        with socket.socket() as listener:
            try:
                listener.bind(server)
            except OSError as error:
                return errno.errorcode[error.errno]
    """)


def test_options(run) -> None:
    assert [True, False, True] == run("""
        with socket.create_connection(server) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return [
                connection.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE) == socket.SOCK_STREAM,
                connection.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) != 0,
                connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0,
            ]
    """)


def test_options_that_are_the_hosts_business_can_be_read_again(run) -> None:
    assert [0, 1, True] == run("""
        with socket.socket() as listener:
            before = listener.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            after = listener.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR)
            return [before, after, listener.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) > 1024]
    """)


def test_datagrams_are_refused(run) -> None:
    with pytest.raises(ThrownError, match=r"OSError: .*Protocol not supported"):
        run("""
            with socket.socket(type=socket.SOCK_DGRAM) as datagrams:
                datagrams.connect(server)
        """)


def test_http_client(run, server) -> None:
    assert [302, "/text", "héllo 🐍", "a=b"] == run(f"""
        connection = http.client.HTTPConnection("127.0.0.1", {server.url.rpartition(":")[2]})
        connection.request("GET", "/redirect")
        response = connection.getresponse()
        first = [response.status, response.headers["Location"]]
        response.read()
        sock = connection.sock
        connection.request("GET", "/text")
        text = connection.getresponse().read().decode()
        assert connection.sock is sock  # it was kept alive
        connection.request("GET", "/echo", headers={{"Cookie": "a=b"}})
        cookie = json.load(connection.getresponse())["headers"]["cookie"]
        connection.close()
        return [*first, text, cookie]
    """)


def test_urllib(run, server) -> None:
    assert ["héllo 🐍", f"{server.url}/text"] == run(f"""
        with urllib.request.urlopen("{server.url}/redirect") as response:
            return [response.read().decode(), response.url]
    """)


def test_an_interrupt(with_sockets, tcp_server) -> None:
    with pytest.raises(ThrownError, match="KeyboardInterrupt"):
        with_sockets.js(
            """
            const buffer = new Uint8Array(new SharedArrayBuffer(1));
            pyodide.setInterruptBuffer(buffer);
            const { Worker } = require("node:worker_threads");
            const source = "setTimeout(() => { require('node:worker_threads').workerData[0] = 2; }, 200)";
            new Worker(source, { eval: true, workerData: buffer });
            try {
                pyodide.runPython(`
                    import socket
                    with socket.create_connection(("127.0.0.1", ${port})) as connection:
                        connection.sendall(b"silent\\\\n")
                        connection.recv(1)
                `);
            } finally {
                pyodide.setInterruptBuffer(undefined);
            }
            """,
            port=tcp_server.port,
        )


def test_javascript_goes_on_while_a_call_waits(with_sockets) -> None:
    if not with_sockets.js("return 'Suspending' in WebAssembly"):
        pytest.skip("the engine has no JavaScript Promise Integration: a call blocks")
    assert [5_000_000, "done"] == with_sockets.js(
        """
        const { createServer } = require("node:net");
        const server = createServer((socket) => {
            let count = 0;
            socket.on("data", (chunk) => {
                count += chunk.length;
                if (count === 5_000_000) socket.end("done");
            });
        });
        await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
        try {
            const result = await pyodide.runPythonAsync(`
                import socket
                from pyodide.ffi import to_js
                with socket.create_connection(("127.0.0.1", ${server.address().port}), timeout=10) as connection:
                    connection.sendall(bytes(5_000_000))
                    answer = to_js([5_000_000, connection.recv(10).decode()])
                answer
            `);
            return result;
        } finally {
            server.close();
        }
        """
    )
