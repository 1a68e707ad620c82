"""A package index on this machine: it speaks each of the formats, and fails when it is told to."""

import hashlib
import html
import json
import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from local_index.wheels import make_wheel, metadata_of, wheel_filename
from micropip._vendor.packaging.utils import canonicalize_name


@dataclass
class File:
    """A file of a project, and what the index says about it."""

    content: bytes
    requires_python: str | None = None
    yanked: str | None = None
    sha256: str = ""
    metadata: bytes | None = None

    def __post_init__(self) -> None:
        self.sha256 = self.sha256 or hashlib.sha256(self.content).hexdigest()


@dataclass
class Behaviour:
    """How the server serves.

    Attributes:
        separate_metadata: Whether it has .metadata files (PEP 658).
        ranges: Whether it serves parts.
        sizes: Whether pages tell sizes.
        hashes: Whether pages tell hashes.
        etags: Whether pages can be asked for conditionally.
        faults: What to do with the next requests for a path: a status, `cut`, or `refuse`.
    """

    separate_metadata: bool = True
    ranges: bool = True
    sizes: bool = True
    hashes: bool = True
    etags: bool = True
    faults: dict[str, list[int | str]] = field(default_factory=dict)


class IndexServer(ThreadingHTTPServer):
    """Serves projects at /simple/ (JSON), /html/ (HTML), /legacy/NAME/json (JSON API); at /private/ not to pages."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.lock = threading.Lock()
        self.at_once = 0
        self.forget()

    def forget(self) -> None:
        """Start anew with the next test."""
        self.projects: dict[str, dict[str, File]] = {}
        self.texts: dict[str, str] = {}
        self.behaviour = Behaviour()
        self.requests: list[tuple[str, int]] = []
        self.most_at_once = 0

    @property
    def simple(self) -> str:
        return f"{self.url}/simple"

    def add(self, name: str, version: str = "1.0", *requires: str, **options: Any) -> File:
        """Make a wheel and publish it."""
        about = {key: options.pop(key) for key in ("yanked", "sha256", "metadata") if key in options}
        content = options.pop("content", None) or make_wheel(name, version, requires, **options)
        filename = wheel_filename(name, version, options.get("tag", "py3-none-any"))
        return self.add_file(name, filename, content, requires_python=options.get("requires_python"), **about)

    def add_file(self, name: str, filename: str, content: bytes = b"", **about: Any) -> File:
        """Publish a file."""
        file = File(content, **about)
        self.projects.setdefault(canonicalize_name(name), {})[filename] = file
        return file

    def downloaded(self) -> list[str]:
        """Return which wheels were fetched as a whole, in alphabetical order."""
        return sorted(
            path.rpartition("/")[2] for path, status in self.requests if path.endswith(".whl") and status == 200
        )

    def counts(self) -> Counter[str]:
        """Return how often each path was asked for."""
        return Counter(path for path, _ in self.requests)


class Handler(BaseHTTPRequestHandler):
    """Answers by the path."""

    protocol_version = "HTTP/1.1"
    server: IndexServer

    def do_GET(self) -> None:
        with self.server.lock:
            self.server.at_once += 1
            self.server.most_at_once = max(self.server.most_at_once, self.server.at_once)
        try:
            self.route(urlsplit(self.path).path)
        finally:
            with self.server.lock:
                self.server.at_once -= 1

    def do_OPTIONS(self) -> None:
        """Allow pages everything."""
        self.answer(204, b"")

    def route(self, path: str) -> None:
        """Find out what is asked for."""
        faults = self.server.behaviour.faults.get(path)
        fault = faults.pop(0) if faults else None
        if fault == "refuse":
            self.note(0)
            self.close_connection = True
        elif isinstance(fault, int):
            self.answer(fault, b"a fault")
        elif match := re.fullmatch(r"/(?:simple|private)/([^/]+)/", path):
            self.serve_page(match[1], self.json_page, "application/vnd.pypi.simple.v1+json")
        elif match := re.fullmatch(r"/html/([^/]+)/", path):
            self.serve_page(match[1], self.html_page, "text/html; charset=utf-8")
        elif match := re.fullmatch(r"/legacy/([^/]+)/json", path):
            self.serve_page(match[1], self.legacy_page, "application/json")
        elif match := re.fullmatch(r"/files/([^/]+)/([^/]+?)(\.metadata)?", path):
            self.serve_file(match[1], match[2], bool(match[3]), cut=fault == "cut")
        elif path in self.server.texts:
            self.answer(200, self.server.texts[path].encode(), {"Content-Type": "text/plain"})
        else:
            self.answer(404, b"not here")

    def serve_page(self, name: str, render: Any, content_type: str) -> None:
        """Answer with a page of a project."""
        files = self.server.projects.get(name)
        if files is None:
            self.answer(404, b"no such project")
            return
        body = render(name, files).encode()
        etag = f'"{hashlib.sha256(body).hexdigest()}"' if self.server.behaviour.etags else ""
        if etag and self.headers.get("If-None-Match") == etag:
            self.answer(304, b"")
            return
        self.answer(200, body, {"Content-Type": content_type, **({"ETag": etag} if etag else {})})

    def json_page(self, name: str, files: dict[str, File]) -> str:
        """Render a page as PEP 691 says."""
        behaviour = self.server.behaviour
        entries = []
        for filename, file in files.items():
            entry: dict[str, Any] = {"filename": filename, "url": f"../../files/{name}/{filename}"}
            entry["hashes"] = {"sha256": file.sha256} if behaviour.hashes else {}
            if behaviour.sizes:
                entry["size"] = len(file.content)
            if file.requires_python:
                entry["requires-python"] = file.requires_python
            entry["yanked"] = False if file.yanked is None else file.yanked or True
            if behaviour.separate_metadata and filename.endswith(".whl"):
                entry["core-metadata"] = {"sha256": hashlib.sha256(self.metadata(file)).hexdigest()}
            entries.append(entry)
        return json.dumps({"meta": {"api-version": "1.1"}, "name": name, "files": entries})

    def html_page(self, name: str, files: dict[str, File]) -> str:
        """Render a page as PEP 503 says."""
        links = []
        for filename, file in files.items():
            hashed = f"#sha256={file.sha256}" if self.server.behaviour.hashes else ""
            attributes = f'href="/files/{name}/{filename}{hashed}"'
            if file.requires_python:
                attributes += f' data-requires-python="{html.escape(file.requires_python)}"'
            if file.yanked is not None:
                attributes += f' data-yanked="{html.escape(file.yanked)}"'
            if self.server.behaviour.separate_metadata and filename.endswith(".whl"):
                attributes += f' data-core-metadata="sha256={hashlib.sha256(self.metadata(file)).hexdigest()}"'
            links.append(f"<a {attributes}>{filename}</a><br>")
        return f"<!DOCTYPE html><html><body><h1>Links for {name}</h1>{''.join(links)}</body></html>"

    def legacy_page(self, name: str, files: dict[str, File]) -> str:
        """Render a page of the JSON API."""
        releases: dict[str, list[dict[str, Any]]] = {}
        for filename, file in files.items():
            entry = {
                "filename": filename,
                "url": f"{self.server.url}/files/{name}/{filename}",
                "digests": {"sha256": file.sha256, "md5": "0"},
                "size": len(file.content),
                "requires_python": file.requires_python,
                "yanked": file.yanked is not None,
                "yanked_reason": file.yanked,
            }
            releases.setdefault(filename.split("-")[1], []).append(entry)
        return json.dumps({"info": {"name": name}, "releases": releases})

    def serve_file(self, name: str, filename: str, is_metadata: bool, *, cut: bool) -> None:
        """Answer with a file, its metadata, or a part of it."""
        file = self.server.projects.get(name, {}).get(filename)
        if file is None or (is_metadata and not self.server.behaviour.separate_metadata):
            self.answer(404, b"no such file")
            return
        content = self.metadata(file) if is_metadata else file.content
        match = re.fullmatch(r"bytes=(\d*)-(\d*)", self.headers.get("Range", ""))
        if match and self.server.behaviour.ranges:
            start = int(match[1]) if match[1] else max(0, len(content) - int(match[2]))
            end = min(int(match[2]) + 1, len(content)) if match[1] and match[2] else len(content)
            described = {"Content-Range": f"bytes {start}-{end - 1}/{len(content)}"}
            self.answer(206, content[start:end], described, cut=cut)
        else:
            self.answer(200, content, cut=cut)

    def metadata(self, file: File) -> bytes:
        """Return the separate metadata of a wheel."""
        if file.metadata is None:
            file.metadata = metadata_of(file.content)
        return file.metadata

    def note(self, status: int) -> None:
        """Remember a request."""
        with self.server.lock:
            self.server.requests.append((urlsplit(self.path).path, status))

    def answer(self, status: int, body: bytes, headers: dict[str, str] | None = None, *, cut: bool = False) -> None:
        """Send an answer, or the first half of one."""
        self.note(status)
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        if not self.path.startswith("/private/"):
            for what in ("Origin", "Headers", "Methods"):
                self.send_header(f"Access-Control-Allow-{what}", "*")
            self.send_header("Access-Control-Expose-Headers", "*")
        self.end_headers()
        if cut:
            self.wfile.write(body[: len(body) // 2])
            self.close_connection = True
        elif status != 304:
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def running_index() -> Iterator[IndexServer]:
    """Serve from threads while the block runs."""
    with IndexServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
