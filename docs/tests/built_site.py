"""The built site: its pages, the names that it has a place for, and a server for it."""

import re
import subprocess
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property, partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

from harness.site import ROOT

FOLDER = ROOT / "build" / "docs" / "html"
POLICY = "script-src 'self' 'wasm-unsafe-eval'"


class Page(HTMLParser):
    """What a page links to, and what can be linked to in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.inline_scripts = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Collect addresses and names."""
        named = dict(attributes)
        self.anchors |= {value for key, value in attributes if key == "id" and value}
        self.links += [value for key, value in attributes if key in ("href", "src") and value]
        self.inline_scripts += tag == "script" and "src" not in named


class BuiltSite:
    """What `make docs` has written."""

    @cached_property
    def pages(self) -> dict[str, Page]:
        """All pages by their names."""
        found = (path for path in FOLDER.rglob("*.html") if "_static" not in path.parts)
        return {path.relative_to(FOLDER).as_posix(): Page(path.read_text()) for path in found}

    @cached_property
    def names(self) -> dict[str, set[str]]:
        """The names of objects by their language, as other sites would link to them."""
        compressed = (FOLDER / "objects.inv").read_bytes().split(b"\n", 4)[4]
        names: dict[str, set[str]] = {"js": set(), "py": set()}
        for name, kind in re.findall(
            r"^(.+?)\s+(\S+:\S+)\s+-?\d+\s", zlib.decompress(compressed).decode(), re.MULTILINE
        ):
            names.setdefault(kind.partition(":")[0], set()).add(name)
        return names

    def text(self, page: str) -> str:
        """Return a page's HTML."""
        return (FOLDER / page).read_text()


def build_site() -> BuiltSite:
    """Build it as everybody does.

    Raises:
        AssertionError: Sphinx warned.
    """
    done = subprocess.run(["make", "--no-print-directory", "docs"], cwd=ROOT, capture_output=True, text=True)
    assert 0 == done.returncode, done.stdout + done.stderr
    return BuiltSite()


class Handler(SimpleHTTPRequestHandler):
    """Serve with a policy that lets nothing run but files of the site."""

    extensions_map: ClassVar = {
        **SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def end_headers(self) -> None:
        """Add the policy."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *what: object) -> None:
        """Be quiet."""


@contextmanager
def served_site() -> Iterator[str]:
    """Serve the site and give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(FOLDER))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


def path_of(link: str, page: str) -> Path | None:
    """Return the file that a link on a page leads to, None if that is elsewhere."""
    if re.match(r"[a-z]+:|//|#", link):
        return None
    return (FOLDER / page).parent / Path(link.partition("#")[0].partition("?")[0])
