"""Downloads are kept: in a folder in Node.js, in the Cache API in browsers."""

import hashlib

import pytest

from harness.errors import ThrownError
from wheel_builder import Wheel

A = Wheel("pkg-a", depends=["pkg-b"])
B = Wheel("pkg-b")
in_node = pytest.mark.realms("node24")
in_browsers = pytest.mark.realms("chromium", "firefox")


@in_node
def test_a_folder_in_node(start, server, tmp_path) -> None:
    """Made when needed, filled file by file, and enough without a server."""
    folder = tmp_path / "new" / "cache"
    options = {"cachePackages": True, "packageCacheDir": str(folder)}

    assert ["pkg-b", "pkg-a"] == start(A, B, **options).load("pkg-a")["loaded"]

    assert {wheel.file_name: wheel.contents for wheel in (A, B)} == {
        path.name: path.read_bytes() for path in folder.iterdir()
    }
    second = start(A, B, **options)
    server.files.clear()
    assert ["pkg-b", "pkg-a"] == second.load("pkg-a")["loaded"]
    assert {1} == {server.requests[wheel.file_name] for wheel in (A, B)}


@in_node
@pytest.mark.parametrize("content", [b"", b"other", B.contents[:-1]], ids=["empty", "another file", "cut short"])
def test_a_damaged_file_is_replaced(start, tmp_path, content) -> None:
    file = tmp_path / B.file_name
    file.write_bytes(content)

    python = start(B, cachePackages=True, packageCacheDir=str(tmp_path))

    assert ["pkg-b"] == python.load("pkg-b")["loaded"]
    assert B.contents == file.read_bytes()
    assert [file] == [*tmp_path.iterdir()]


@in_node
def test_a_folder_that_cannot_be_written(start, tmp_path) -> None:
    (tmp_path / "file").write_text("not a folder")

    python = start(B, cachePackages=True, packageCacheDir=str(tmp_path / "file" / "cache"))

    assert ["pkg-b"] == python.load("pkg-b")["loaded"]


@in_node
def test_nothing_is_kept_if_not_wanted(start, tmp_path) -> None:
    start(B, cachePackages=False, packageCacheDir=str(tmp_path)).load("pkg-b")
    start(B, cachePackages=True, packageCacheDir=str(tmp_path)).load("pkg-b", checkIntegrity=False)

    assert [] == [*tmp_path.iterdir()]


KEPT = """
    const cache = await caches.open("pyodide-packages");
    const names = async () => (await cache.keys()).map(({ url }) => url.split("/").pop());
    for (let tries = 0; tries < 200 && !hashes.every((hash) => kept.includes(hash)); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      kept = await names();
    }
    return hashes.filter((hash) => kept.includes(hash)).length;
"""


def count_kept(python, *wheels: Wheel) -> int:
    """Return how many of the wheels are in the cache, once they are written."""
    hashes = [hashlib.sha256(wheel.contents).hexdigest() for wheel in wheels]
    return python.js("let kept = [];" + KEPT, hashes=hashes)


@pytest.fixture
def empty_cache(realm):
    yield
    realm.evaluate("await caches.delete('pyodide-packages')")


@in_browsers
@pytest.mark.usefixtures("empty_cache")
def test_the_cache_of_browsers(start, server) -> None:
    """A second start fetches nothing."""
    first = start(A, B, cachePackages=True)
    assert ["pkg-b", "pkg-a"] == first.load("pkg-a")["loaded"]
    assert 2 == count_kept(first, A, B)

    second = start(A, B, cachePackages=True)
    server.files.clear()

    assert ["pkg-b", "pkg-a"] == second.load("pkg-a")["loaded"]
    assert "pkg-a" == second.run("import pkg_a; pkg_a.name")
    assert {1} == {server.requests[wheel.file_name] for wheel in (A, B)}


@in_browsers
@pytest.mark.usefixtures("empty_cache")
def test_a_damaged_entry_of_the_cache(start, server) -> None:
    python = start(B, cachePackages=True)
    python.js(
        """
        const cache = await caches.open("pyodide-packages");
        await cache.put(`https://packages.invalid/sha256/${hash}`, new Response("damaged"));
        """,
        hash=B.entry["sha256"],
    )

    assert ["pkg-b"] == python.load("pkg-b")["loaded"]
    assert 1 == server.requests[B.file_name]


@in_browsers
@pytest.mark.usefixtures("empty_cache")
@pytest.mark.parametrize("call", ["open", "match", "put"])
def test_a_cache_that_fails(start, call) -> None:
    """Private windows, frames without an origin, a full disk."""
    python = start(B, cachePackages=True)
    python.js(
        """
        const target = name === "open" ? caches : Cache.prototype;
        const original = target[name];
        const replace = (value) => Object.defineProperty(target, name, { value, configurable: true, writable: true });
        realm.restore = () => replace(original);
        const reason = name === "put" ? "QuotaExceededError" : "SecurityError";
        replace(() => Promise.reject(new DOMException("no", reason)));
        """,
        name=call,
    )
    try:
        assert {"loaded": ["pkg-b"], "errors": []}.items() <= python.load("pkg-b").items()
    finally:
        python.js("realm.restore()")


@in_browsers
@pytest.mark.usefixtures("empty_cache")
def test_no_cache_if_not_wanted(start) -> None:
    python = start(B, cachePackages=False)
    python.load("pkg-b")

    assert 0 == python.js("return (await caches.has('pyodide-packages')) ? 1 : 0")


@in_browsers
def test_hashes_without_the_engine(start) -> None:
    """Pages that were not served over HTTPS cannot compute them in JavaScript: Python does."""
    python = start(A, Wheel("bad", lies={"sha256": "0" * 64}), B, cachePackages=True)
    python.js("Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true })")
    try:
        result = python.load("pkg-a", "bad")
    finally:
        python.js("delete crypto.subtle")

    assert ["pkg-b", "pkg-a"] == result["loaded"]
    (error,) = result["errors"]
    assert "bad-1.0-py3-none-any.whl is not the file that is meant: its SHA-256 is" in error
    with pytest.raises(ThrownError, match="No module named 'bad'"):
        python.run("import bad")


FILL = """
    const cache = await caches.open("pyodide-packages");
    const now = Date.now(), day = 86_400_000;
    for (const [index, hash] of hashes.entries()) {
      const days = hashes.length - index;
      const headers = { "Content-Length": "1000", "X-Last-Use": String(now - days * day) };
      await cache.put(`https://packages.invalid/sha256/${hash}`, new Response(new Uint8Array(1000), { headers }));
    }
"""
OLD = [f"old-{number}" for number in range(10)]
STORED = """
    const cache = await caches.open("pyodide-packages");
    const names = async () => (await cache.keys()).map(({ url }) => url.split("/").pop());
    let stored = await names();
    for (let tries = 0; tries < 500 && stored.some((name) => gone.includes(name)); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      stored = await names();
    }
    return stored.sort();
"""


@in_browsers
@pytest.mark.usefixtures("empty_cache")
def test_what_was_not_used_for_long_goes(start) -> None:
    """Packages take a quarter of what the page may store, at most."""
    python = start(B, cachePackages=True)
    python.js(FILL, hashes=OLD)
    size = len(B.contents)
    python.js(
        """
        const { storage } = navigator;
        const estimate = () => Promise.resolve({ quota });
        Object.defineProperty(storage, "estimate", { value: estimate, configurable: true });
        realm.restore = () => delete storage.estimate;
        """,
        quota=4 * (3000 + size),
    )
    try:
        python.load("pkg-b")
        assert sorted([B.entry["sha256"], *OLD[-3:]]) == python.js(STORED, gone=OLD[:-3])
    finally:
        python.js("realm.restore()")


@in_browsers
@pytest.mark.usefixtures("empty_cache")
@pytest.mark.parametrize("full", [1, 2], ids=["until some is free", "anyway"])
def test_a_full_disk(start, server, full) -> None:
    """Half of what is there goes for what is new; if that does not help, everything else goes on."""
    python = start(B, cachePackages=True)
    python.js(FILL, hashes=OLD)
    python.js(
        """
        const original = Cache.prototype.put;
        realm.restore = () => { Cache.prototype.put = original; };
        let calls = 0;
        Cache.prototype.put = function (...args) {
          const isFull = ++calls <= full;
          return isFull ? Promise.reject(new DOMException("", "QuotaExceededError")) : original.apply(this, args);
        };
        """,
        full=full,
    )
    try:
        assert {"loaded": ["pkg-b"], "errors": []}.items() <= python.load("pkg-b").items()
        new = [B.entry["sha256"]] if full == 1 else []
        assert len(new) == count_kept(python, B)
        assert sorted([*new, *OLD[5:]]) == python.js(STORED, gone=OLD[:5])
    finally:
        python.js("realm.restore()")


@in_browsers
@pytest.mark.usefixtures("empty_cache")
def test_what_is_used_stays(start) -> None:
    """The use is noted once a day."""
    python = start(B, cachePackages=True)
    python.load("pkg-b")
    assert 1 == count_kept(python, B)
    last_use = """
        const cache = await caches.open("pyodide-packages");
        const key = `https://packages.invalid/sha256/${hash}`;
        const lastUse = async () => Number((await cache.match(key)).headers.get("X-Last-Use"));
    """
    aged = python.js(
        last_use
        + """
        const bytes = await (await cache.match(key)).arrayBuffer();
        const then = Date.now() - 2 * 86_400_000;
        await cache.put(key, new Response(bytes, { headers: { "X-Last-Use": String(then) } }));
        return (await lastUse()) === then;
        """,
        hash=B.entry["sha256"],
    )
    assert aged

    start(B, cachePackages=True).load("pkg-b")

    assert python.js(
        last_use
        + """
        for (let tries = 0; tries < 500 && (await lastUse()) < Date.now() - 60_000; tries++) {
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
        return (await lastUse()) > Date.now() - 60_000;
        """,
        hash=B.entry["sha256"],
    )
