"""What a hash names is found in indexes and source packages, as pip and apt are configured; apt runs for real."""

import base64
import functools
import hashlib
import http.server
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pyodide_build.errors import SourceError
from pyodide_build.source.debian import fetch_upstream, upstream_version
from pyodide_build.source.downloads import obtained
from pyodide_build.source.pip_index import fetch_by_hash

FILES = {"a_b-1.0.tar.gz": b"one", "a_b-2.0.tar.gz": b"two", "a_b-2.0-py3-none-any.whl": b"wheel"}


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class Index(http.server.BaseHTTPRequestHandler):
    """An index that wants to know who asks, and speaks JSON or HTML."""

    def __init__(self, asked: list[str], speaks_json: bool, *arguments: object) -> None:
        self.asked, self.speaks_json = asked, speaks_json
        super().__init__(*arguments)

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.headers["Authorization"] != f"Basic {base64.b64encode(b'me:p@ss').decode()}":
            self.answer(401, "text/plain", b"", **{"WWW-Authenticate": "Basic realm=index"})
        elif self.path != "/simple/a-b/":
            data = FILES.get(self.path.rpartition("/")[2])
            self.answer(404 if data is None else 200, "application/octet-stream", data or b"")
        elif self.speaks_json:
            assert "application/vnd.pypi.simple.v1+json" in self.headers["Accept"]
            listed = [
                {"filename": name, "url": f"../../files/{name}", "hashes": {"sha256": sha256(FILES[name])}}
                for name in FILES
            ]
            self.answer(200, "application/vnd.pypi.simple.v1+json", json.dumps({"files": listed}).encode())
        else:
            lines = [f'<a href="/files/{name}#sha256={sha256(data)}">{name}</a><br>' for name, data in FILES.items()]
            self.answer(200, "text/html; charset=utf-8", "\n".join(["<!DOCTYPE html>", *lines]).encode())

    def answer(self, status: int, kind: str, data: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(params=[True, False], ids=["json", "html"])
def index(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Let pip be configured for an index of the test's own; give what it is asked for."""
    asked: list[str] = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Index, asked, request.param))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_INDEX_URL", f"http://me:p%40ss@127.0.0.1:{server.server_port}/simple")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    yield asked
    server.shutdown()
    server.server_close()


def test_a_hash_chooses_one_file_of_an_index(index: list[str], tmp_path: Path) -> None:
    file = fetch_by_hash("A.b", sha256(b"two"), tmp_path)

    assert ("a_b-2.0.tar.gz", b"two") == (file.name, file.read_bytes())
    assert ["/simple/a-b/", "/files/a_b-2.0.tar.gz"] == index


def test_an_index_without_the_file(index: list[str], tmp_path: Path) -> None:
    with pytest.raises(SourceError) as raised:
        fetch_by_hash("a-b", "0" * 64, tmp_path)
    with pytest.raises(SourceError, match="no package other") as other:
        fetch_by_hash("other", "0" * 64, tmp_path)

    assert f"no file of a-b with the sha256 {'0' * 64}; it has the versions 2.0, 1.0" in str(raised.value)
    assert "404" in str(other.value)
    assert "p%40ss" not in str(raised.value) + str(other.value)


def test_who_asks_is_in_a_netrc_file(index: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", os.environ["PIP_INDEX_URL"].replace("me:p%40ss@", ""))
    with pytest.raises(SourceError, match="401"):
        fetch_by_hash("a-b", sha256(b"two"), tmp_path)
    assert {"/simple/a-b/"} == {*index}

    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password p@ss\n")
    assert b"two" == fetch_by_hash("a-b", sha256(b"two"), tmp_path).read_bytes()
    assert "/files/a_b-2.0.tar.gz" == index[-1]


def test_pip_may_prefer_other_files(index: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_ONLY_BINARY", ":all:")

    assert "a_b-1.0.tar.gz" == fetch_by_hash("a-b", sha256(b"one"), tmp_path).name


def test_a_folder_beside_an_index(index: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "links").mkdir()
    (tmp_path / "links/A_b-3.0.tar.gz").write_bytes(b"three")
    monkeypatch.setenv("PIP_FIND_LINKS", f"{tmp_path}/none {tmp_path}/links")

    assert "A_b-3.0.tar.gz" == fetch_by_hash("a-b", sha256(b"three"), tmp_path).name
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    asked = len(index)
    assert "A_b-3.0.tar.gz" == fetch_by_hash("a-b", sha256(b"three"), tmp_path).name
    assert asked == len(index)
    with pytest.raises(SourceError, match=r"no file of a-b with the sha256 .* it has the versions 3\.0"):
        fetch_by_hash("a-b", sha256(b"two"), tmp_path)


def test_what_was_downloaded_is_downloaded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYODIDE_BUILD_CACHE", str(tmp_path / "cache"))
    asked: list[Path] = []

    def download(folder: Path) -> Path:
        asked.append(folder)
        (folder / "name").write_bytes(b"data")
        return folder / "name"

    first = obtained(sha256(b"data"), download)
    assert tmp_path / "cache/downloads" / sha256(b"data") == first == obtained(sha256(b"data"), download)
    assert 1 == len(asked)
    with pytest.raises(SourceError, match="it is another file"):
        obtained("0" * 64, download)
    assert [first] == [path for path in first.parent.iterdir() if path.name != "locks"]


@pytest.fixture
def source_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let apt be configured for one source package in a folder."""
    archive = tmp_path / "repository/zed_2.0+ds.orig.tar.gz"
    archive.parent.mkdir()
    archive.write_bytes(b"source")
    (archive.parent / "zed_2.0+ds-3.dsc").write_bytes(b"description")
    entries = [(sha256(path.read_bytes()), path) for path in sorted(archive.parent.iterdir())]
    md5 = [(hashlib.md5(path.read_bytes()).hexdigest(), path) for _, path in entries]

    def lines(found: list[tuple[str, Path]]) -> str:
        return "".join(f"\n {digest} {path.stat().st_size} {path.name}" for digest, path in found)

    text = f"Package: zed\nVersion: 1:2.0+ds-3\nDirectory: .\nFiles:{lines(md5)}\nChecksums-Sha256:{lines(entries)}\n"
    (archive.parent / "Sources").write_text(text)
    sources = tmp_path / "sources.list"
    sources.write_text(f"deb-src [trusted=yes] file:{archive.parent} ./\n")
    configuration = tmp_path / "apt.conf"
    configuration.write_text(f'Dir::Etc::SourceList "{sources}";\nDir::Etc::SourceParts "/dev/null";\n')
    monkeypatch.setenv("APT_CONFIG", str(configuration))
    return archive


@pytest.mark.parametrize("version", ["2.0+ds", "1:2.0+ds-3"], ids=["upstream", "debian"])
def test_a_source_packages_archive(source_packages: Path, tmp_path: Path, version: str) -> None:
    (tmp_path / "to").mkdir()

    file = fetch_upstream("zed", version, sha256(b"source"), tmp_path / "to")

    assert (source_packages.name, b"source") == (file.name, file.read_bytes())


@pytest.mark.parametrize(
    ("package", "version", "data", "problem"),
    [
        ("nothing", "1", b"source", "The Debian source package nothing 1 cannot be had"),
        ("zed", "2.0+ds", b"other", r"no archive has the sha256 .*there are zed_2\.0\+ds\.orig\.tar\.gz"),
        ("zed", "1.0", b"source", r"is version 2\.0\+ds"),
    ],
    ids=["package", "hash", "version"],
)
def test_source_packages_that_are_not_there(
    source_packages: Path, tmp_path: Path, package: str, version: str, data: bytes, problem: str
) -> None:
    (tmp_path / "to").mkdir()

    with pytest.raises(SourceError, match=problem):
        fetch_upstream(package, version, sha256(data), tmp_path / "to")


def test_versions() -> None:
    versions = ["1:1.3.dfsg+really1.3.1-1", "2.9-1+deb13u1", "1.0"]

    assert ["1.3.dfsg+really1.3.1", "2.9", "1.0"] == [upstream_version(each) for each in versions]
