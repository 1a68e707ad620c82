"""A server of packages on an origin of its own, which can be told to fail, and which counts."""

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from wheel_builder import Wheel, lock_file


class Handler(BaseHTTPRequestHandler):
    """Serve files from memory, readable by pages of other origins."""

    protocol_version = "HTTP/1.1"
    server: "PackageServer"

    def do_GET(self) -> None:
        """Answer as the test wants it."""
        path = unquote(urlsplit(self.path).path).lstrip("/")
        self.server.requests[path] += 1
        answer = self.server.answers.get(path)
        if answer is not None:
            answer(self)
        elif path in self.server.files:
            self.send(200, self.server.files[path])
        else:
            self.send(404, b"not found")

    def send(self, status: int, body: bytes, length: int | None = None) -> None:
        """Send a response; its length may be a lie."""
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def status(code: int) -> Callable[[Handler], None]:
    """Answer with an error."""
    return lambda handler: handler.send(code, b"an error page")


def cut(body: bytes) -> Callable[[Handler], None]:
    """Close the connection in the middle of a file."""

    def answer(handler: Handler) -> None:
        handler.send(200, body[: len(body) // 2], len(body))
        handler.close_connection = True

    return answer


class PackageServer(ThreadingHTTPServer):
    """Files by their paths, and how to answer where that is not all."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}/"
        self.forget()

    def forget(self) -> None:
        """Start anew with the next test."""
        self.files: dict[str, bytes] = {}
        self.answers: dict[str, Callable[[Handler], None]] = {}
        self.requests: Counter[str] = Counter()

    def offer(self, *wheels: Wheel, **info: str) -> dict[str, Any]:
        """Serve wheels and a lock file, and return the lock file's contents."""
        contents = lock_file(*wheels, **info)
        self.files |= {wheel.file_name: wheel.contents for wheel in wheels}
        self.files["pyodide-lock.json"] = json.dumps(contents).encode()
        return contents


@contextmanager
def running_package_server() -> Iterator[PackageServer]:
    """Serve from threads while the block runs."""
    with PackageServer() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
