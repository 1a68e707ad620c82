"""The package index that this machine is configured for, on an origin that pages may read.

Registries and their mirrors need not allow that to pages: CORS is theirs to decide.
"""

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, unquote, urlsplit

PAGE = "application/vnd.pypi.simple.v1+json"
TIME_LIMIT = 60


@cache
def get(url: str, accept: str = "*/*", range_: str | None = None) -> tuple[int, bytes]:
    """Return the status and the body of an answer."""
    headers = {"Accept": accept} | ({"Range": range_} if range_ else {})
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=TIME_LIMIT) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


class Handler(BaseHTTPRequestHandler):
    """Ask the index, and let everybody read the answer."""

    protocol_version = "HTTP/1.1"
    server: "IndexMirror"

    def do_GET(self) -> None:
        """Answer with a page whose addresses lead here, or with a file."""
        kind, _, rest = urlsplit(self.path).path.removeprefix("/").partition("/")
        if kind == "simple":
            status, body = get(f"{self.server.index_url}/{rest}", PAGE)
            self.answer(status, self.server.redirected(body) if status == 200 else body, PAGE)
        elif kind == "file":
            status, body = get(unquote(rest), range_=self.headers.get("Range"))
            self.answer(status, body, "application/octet-stream")
        else:
            self.answer(404, b"", "text/plain")

    def answer(self, status: int, body: bytes, content_type: str) -> None:
        """Send a response."""
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class IndexMirror(ThreadingHTTPServer):
    """Serves another index at /simple/."""

    daemon_threads = True

    def __init__(self, index_url: str) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.index_url = index_url
        self.url = f"http://127.0.0.1:{self.server_port}"

    def redirected(self, page: bytes) -> bytes:
        """Return a page (PEP 691) whose files are here."""
        data = json.loads(page)
        for file in data["files"]:
            file["url"] = f"{self.url}/file/{quote(file['url'], safe='')}"
        return json.dumps(data).encode()


@contextmanager
def running_index_mirror(index_url: str) -> Iterator[IndexMirror]:
    """Serve from threads while the block runs."""
    with IndexMirror(index_url) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
