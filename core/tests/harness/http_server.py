"""A server that answers well and badly, on an origin of its own."""

import base64
import gzip
import io
import json
import tarfile
import threading
import xmlrpc.client
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

EVERY_BYTE = bytes(range(256)) * 4
FIRST_HALF = b"half " * 20_000
PATIENCE = 20.0


def zip_archive(*names: str) -> bytes:
    """Return a zip archive whose files hold their names."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, name)
    return file.getvalue()


def tar_archive(*names: str) -> bytes:
    """Return a compressed tar archive whose files hold their names."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name in names:
            entry = tarfile.TarInfo(name)
            entry.size = len(name)
            archive.addfile(entry, io.BytesIO(name.encode()))
    return gzip.compress(file.getvalue())


FILES = {
    "/text": ("text/plain; charset=utf-8", "héllo 🐍".encode()),
    "/latin1": ("text/plain; charset=iso-8859-1", "é".encode("latin-1")),
    "/json": ("application/json", b'{"name": "value", "numbers": [1, 2.5]}'),
    "/bytes": ("application/octet-stream", EVERY_BYTE),
    "/empty": ("text/plain", b""),
    "/private": ("text/plain", b"secret"),
    "/files/archive.zip": ("application/zip", zip_archive("a.txt", "folder/b.txt")),
    "/files/archive-1.0.tar.gz": ("application/gzip", tar_archive("a.txt", "folder/b.txt")),
    "/files/archive": ("application/zip", zip_archive("a.txt")),
    "/files/climbing.zip": ("application/zip", zip_archive("../climbed.txt")),
    "/files/broken.zip": ("application/zip", zip_archive("a.txt")[:-10]),
}


class Handler(BaseHTTPRequestHandler):
    """Serve FILES, and what a test needs beside them."""

    protocol_version = "HTTP/1.1"
    server: "Server"

    def handle_any(self) -> None:
        """Answer by the path, whatever the method."""
        body = self.read_body()
        path = urlsplit(self.path).path
        if path.startswith("/status/"):
            self.answer(int(path.removeprefix("/status/")), "text/plain", b"an error page")
        elif path == "/redirect":
            self.answer(302, "text/plain", b"", {"Location": "/text"})
        elif path == "/basic-auth":
            wanted = "Basic " + base64.b64encode(b"user:pass").decode()
            if self.headers["Authorization"] == wanted:
                self.answer(200, "text/plain", b"come in")
            else:
                self.answer(401, "text/plain", b"stay out", {"WWW-Authenticate": 'Basic realm="tests"'})
        elif path == "/cookies":
            self.answer(200, "text/plain", b"", {"Set-Cookie": "a=1", "set-cookie": "b=2"})
        elif path == "/compressed":
            self.answer(200, "text/plain", gzip.compress(b"text " * 1000), {"Content-Encoding": "gzip"})
        elif path == "/xmlrpc":
            arguments, method = xmlrpc.client.loads(body)
            answer = xmlrpc.client.dumps(([method, list(arguments)],), methodresponse=True)
            self.answer(200, "text/xml", answer.encode())
        elif path == "/halves":
            self.answer_in_halves()
        elif path == "/second-half":
            self.server.asked_for_more.set()
            self.answer(200, "text/plain", b"coming")
        elif path == "/echo":
            described = {
                "method": self.command,
                "path": self.path,
                "headers": {name.lower(): value for name, value in self.headers.items()},
                "body": base64.b64encode(body).decode(),
            }
            self.answer(200, "application/json", json.dumps(described).encode(), {"X-Echo": "yes"})
        elif path == "/broken":
            self.answer(200, "text/plain", b"0123456789", {"Content-Length": "1000"})
            self.close_connection = True
        elif path == "/stalled":
            self.answer(200, "text/plain", b"the beginning", {"Content-Length": "1000000"})
            self.wait_for_the_end()
        elif path == "/silent":
            self.wait_for_the_end()
        elif path in FILES:
            self.answer(200, *FILES[path])
        else:
            self.answer(404, "text/plain", b"not found")

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = handle_any  # noqa: N815 - what the base calls

    def do_OPTIONS(self) -> None:
        """Allow everything that a browser asks for in advance."""
        self.answer(204, "text/plain", b"")

    def read_body(self) -> bytes:
        """Return the body of the request."""
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = b""
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def answer(self, status: int, content_type: str, body: bytes, headers: dict[str, str] | None = None) -> None:
        """Send a whole response, readable by pages of other origins."""
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        for name, value in ({"Content-Length": str(len(body))} | (headers or {})).items():
            self.send_header(name, value)
        if not self.path.startswith("/private"):
            for what in ("Origin", "Headers", "Methods"):
                self.send_header(f"Access-Control-Allow-{what}", "*")
            self.send_header("Access-Control-Expose-Headers", "*")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def answer_in_halves(self) -> None:
        """Send the first half of a body, and the second as soon as another request asks for it."""
        self.server.asked_for_more.clear()
        self.answer(200, "text/plain", FIRST_HALF, {"Content-Length": str(len(FIRST_HALF) * 2)})
        if self.server.asked_for_more.wait(PATIENCE):
            self.wfile.write(FIRST_HALF)

    def wait_for_the_end(self) -> None:
        """Wait until the client closes the connection, and tell the test."""
        self.close_connection = True
        self.server.waiting.set()
        self.connection.settimeout(PATIENCE)
        try:
            gone = self.connection.recv(1) == b""
        except TimeoutError:
            gone = False
        except OSError:
            gone = True
        if gone:
            self.server.disconnected.set()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Knows which requests hang."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.waiting = threading.Event()
        self.disconnected = threading.Event()
        self.asked_for_more = threading.Event()

    def forget(self) -> None:
        """Start anew with the next test."""
        self.waiting.clear()
        self.disconnected.clear()

    def has_been_left(self) -> bool:
        """Tell whether the client of a hanging request goes away within some seconds."""
        return self.waiting.wait(PATIENCE) and self.disconnected.wait(PATIENCE / 2)


@contextmanager
def running_server() -> Iterator[Server]:
    """Serve from threads while the block runs."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
