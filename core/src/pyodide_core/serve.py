"""Serve a distribution over HTTP the way browsers want it."""

import os
import signal
import socket
import socketserver
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from pyodide_core.errors import AddressInUseError, NotADirectoryToServeError

FIRST_PORT = 8000
PORTS_TO_TRY = 100

MIME_TYPES = {
    ".css": "text/css",
    ".data": "application/octet-stream",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".map": "application/json",
    ".mjs": "text/javascript",
    ".py": "text/x-python",
    ".svg": "image/svg+xml",
    ".tar": "application/x-tar",
    ".ts": "text/plain",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".whl": "application/zip",
    ".zip": "application/zip",
}

HEADERS = {
    # A page gets SharedArrayBuffer, and with it interrupts, only when isolated.
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    # Isolated pages of another local server may load the runtime from here.
    "Cross-Origin-Resource-Policy": "cross-origin",
    # Ask each time; an unchanged file costs a 304.
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
}


class DistributionHandler(SimpleHTTPRequestHandler):
    """Answer with files, their MIME types and validators."""

    protocol_version = "HTTP/1.1"
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, **MIME_TYPES}  # noqa: RUF012 - as its base has it
    verbose = False
    _etag: str | None = None

    def send_head(self):  # type: ignore[no-untyped-def]  # as typeshed has it, private types
        """Answer 304 to who has this very file."""
        self._etag = _etag(Path(self.translate_path(self.path)))
        if self._etag and _matches(self.headers.get("If-None-Match"), self._etag):
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self.end_headers()
            return None
        return super().send_head()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Give no validator to an error."""
        self._etag = None
        super().send_error(code, message, explain)

    def end_headers(self) -> None:
        """Add what every answer carries."""
        for name, value in HEADERS.items():
            self.send_header(name, value)
        if self._etag:
            self.send_header("ETag", self._etag)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Be quiet unless asked."""
        if self.verbose:
            super().log_message(format, *args)


class DistributionServer(ThreadingHTTPServer):
    """A threading server that finds its family and knows its URL."""

    # On Windows the option would let two servers share a port.
    allow_reuse_address = os.name == "posix"
    daemon_threads = True

    def __init__(self, directory: Path, bind: str = "127.0.0.1", port: int = 0, *, verbose: bool = False) -> None:
        if not directory.is_dir():
            raise NotADirectoryToServeError(directory)
        handler = type("Handler", (DistributionHandler,), {"verbose": verbose})
        try:
            found = socket.getaddrinfo(bind, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
            self.address_family = found[0][0]
            super().__init__((bind, port), partial(handler, directory=str(directory)))
        except OSError as error:
            raise AddressInUseError(bind, port, error.strerror or str(error)) from error

    def server_bind(self) -> None:
        """Bind without looking up a name for the address, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]  # type: ignore[assignment]

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that hung up."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    @property
    def url(self) -> str:
        """Where a browser on this machine finds the server."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.server_name, self.server_name)
        return f"http://{f'[{host}]' if ':' in host else host}:{self.server_port}/"


def open_server(directory: Path, bind: str, port: int | None, *, verbose: bool = False) -> DistributionServer:
    """Make a server at a port, or at the first free one from 8000."""
    if port is not None:
        return DistributionServer(directory, bind, port, verbose=verbose)
    for candidate in range(FIRST_PORT, FIRST_PORT + PORTS_TO_TRY):
        try:
            return DistributionServer(directory, bind, candidate, verbose=verbose)
        except AddressInUseError:
            continue
    return DistributionServer(directory, bind, 0, verbose=verbose)


def serve_until_interrupted(directory: Path, bind: str, port: int | None, *, verbose: bool = False) -> None:
    """Serve in the foreground; Ctrl-C is the way to end it."""
    with open_server(directory, bind, port, verbose=verbose) as server:
        # a script's background jobs start with the signal ignored
        signal.signal(signal.SIGINT, signal.default_int_handler)
        print(f"Serving {directory} at {server.url}", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return


@contextmanager
def serving(directory: Path, bind: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """Serve from a thread while the block runs, for tests; yields the URL."""
    with DistributionServer(directory, bind, port) as server:
        # looks often whether it should end: tests wait for that
        thread = threading.Thread(target=server.serve_forever, args=[0.02], daemon=True)
        thread.start()
        try:
            yield server.url
        finally:
            server.shutdown()
            thread.join()


def _etag(file: Path) -> str | None:
    if not file.is_file():
        return None
    status = file.stat()
    return f'"{status.st_mtime_ns:x}-{status.st_size:x}"'


def _matches(if_none_match: str | None, etag: str) -> bool:
    candidates = [each.strip().removeprefix("W/") for each in (if_none_match or "").split(",")]
    return etag in candidates or "*" in candidates
