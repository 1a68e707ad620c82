"""Get a file by its hash from the index that pip is configured for.

pip itself would ask a source distribution's build backend, on the build machine, what it is about to download.
"""

import ast
import base64
import html.parser
import importlib
import json
import shutil
import ssl
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from email.message import Message
from functools import cached_property
from pathlib import Path

from packaging.utils import canonicalize_name

from pyodide_build.errors import SourceError
from pyodide_build.source.download import sha256_of

# PEP 691 before PEP 503.
ACCEPT = "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1"


def fetch_by_hash(name: str, sha256: str, folder: Path) -> Path:
    """Download the file of a project that has a hash.

    Args:
        name: the project.
        sha256: the hash, which chooses one among all files of all versions.
        folder: where the file goes, under its own name.

    Raises:
        SourceError: no index has it, or none answers.
    """
    index = PipConfiguration()
    for place in index.folders:
        for file in place.iterdir():
            if file.is_file() and is_of_project(file.name, name) and sha256_of(file) == sha256:
                return Path(shutil.copy(file, folder))
    problems = []
    for page in index.pages(name):
        try:
            for url, digest in links(*index.read(page), page):
                if digest == sha256:
                    file = folder / Path(urllib.parse.unquote(urllib.parse.urlsplit(url).path)).name
                    file.write_bytes(index.read(url)[0])
                    return file
            problems.append(f"{without_password(page)} lists no such file")
        except (urllib.error.URLError, OSError, ValueError, KeyError) as error:
            problems.append(f"{without_password(page)}: {error}")
    found = "".join(f"\n  {problem}" for problem in problems) or " pip is configured for no index."
    raise SourceError(f"No file of {name} with the sha256 {sha256} can be had:{found}")


def is_of_project(file_name: str, name: str) -> bool:
    """Tell whether a file could be one of a project's."""
    return canonicalize_name(file_name).startswith(canonicalize_name(name))


class PipConfiguration:
    """Where pip looks for packages: its options in files and in variables."""

    @cached_property
    def _options(self) -> dict[str, str]:
        command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "config", "list"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SourceError(f"pip does not tell where it looks for packages: {done.stderr.strip()}")
        pairs = (line.partition("=")[::2] for line in done.stdout.splitlines())
        return {key: str(ast.literal_eval(value)) for key, value in pairs}

    def _option(self, name: str) -> str:
        keys = (f"{section}.{name}" for section in (":env:", "download", "global"))
        return next((self._options[key] for key in keys if key in self._options), "")

    @property
    def folders(self) -> list[Path]:
        """Folders with files of all projects."""
        places = (place.removeprefix("file://") for place in self._option("find-links").split())
        return [path for path in map(Path, places) if path.is_dir()]

    def pages(self, name: str) -> Iterator[str]:
        """Return the addresses of the pages that may list a project's files."""
        yield from (place for place in self._option("find-links").split() if place.startswith(("http:", "https:")))
        if self._option("no-index").lower() in {"", "0", "no", "false", "off"}:
            first = self._option("index-url") or default_index()
            for index in (first, *self._option("extra-index-url").split()):
                yield f"{index.rstrip('/')}/{canonicalize_name(name)}/"

    @cached_property
    def _opener(self) -> urllib.request.OpenerDirector:
        context = ssl.create_default_context(cafile=self._option("cert") or None)
        return urllib.request.build_opener(urllib.request.HTTPSHandler(context=context))

    def read(self, url: str) -> tuple[bytes, Message]:
        """Return what is at an address, and what is said about it."""
        parts = urllib.parse.urlsplit(url)
        request = urllib.request.Request(without_password(url), headers={"Accept": ACCEPT})
        if parts.username is not None:
            login = urllib.parse.unquote(f"{parts.username}:{parts.password or ''}")
            request.add_header("Authorization", f"Basic {base64.b64encode(login.encode()).decode()}")
        with self._opener.open(request, timeout=float(self._option("default-timeout") or 60)) as response:
            return response.read(), response.headers


def without_password(url: str) -> str:
    """Return an address without who asks for it."""
    parts = urllib.parse.urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def default_index() -> str:
    """Return the index that pip asks if nothing is configured."""
    return str(importlib.import_module("pip._internal.models.index").PyPI.simple_url)


def links(content: bytes, headers: Message, page: str) -> Iterator[tuple[str, str | None]]:
    """Return the addresses of the files on a page, with their hashes."""
    if headers.get_content_type().endswith("json"):
        for file in json.loads(content)["files"]:
            yield urllib.parse.urljoin(page, file["url"]), file["hashes"].get("sha256")
        return
    parser = Anchors()
    parser.feed(content.decode(headers.get_content_charset("utf-8")))
    for reference in parser.references:
        url, _, fragment = urllib.parse.urljoin(page, reference).partition("#")
        yield url, dict(urllib.parse.parse_qsl(fragment)).get("sha256")


class Anchors(html.parser.HTMLParser):
    """Collects where the links of a page lead."""

    def __init__(self) -> None:
        super().__init__()
        self.references: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a link."""
        self.references += [value for name, value in attrs if tag == "a" and name == "href" and value]
