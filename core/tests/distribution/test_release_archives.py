"""The archives of a release: all of it, and what a start needs."""

import hashlib
import os
import tarfile

import pytest

from runtime_build.release_archives import write_archives


@pytest.fixture
def dist(tmp_path):
    """Make a distribution with a folder, a program and a package in it."""
    dist = tmp_path / "dist"
    (dist / "types/ffi").mkdir(parents=True)
    for name in ("pyodide.mjs", "types/index.d.ts", "types/ffi/a.d.ts", "python", "six-1.0-py3-none-any.whl"):
        (dist / name).write_text(name)
    (dist / "python").chmod(0o755)
    return dist


def write(dist) -> dict[str, bytes]:
    write_archives(
        dist, "1.0", ["types", "python", "pyodide.mjs"], ["six-1.0-py3-none-any.whl"], dist.parent / "build/archives"
    )
    return {path.name: path.read_bytes() for path in dist.glob("*.tar.bz2")}


def members(path) -> list[tarfile.TarInfo]:
    with tarfile.open(path) as tar:
        return tar.getmembers()


def test_contents(dist) -> None:
    write(dist)
    core = ["pyodide.mjs", "python", "types/ffi/a.d.ts", "types/index.d.ts"]

    assert [f"pyodide/{name}" for name in core] == [each.name for each in members(dist / "pyodide-core-1.0.tar.bz2")]
    everything = [each.name for each in members(dist / "pyodide-1.0.tar.bz2")]
    assert [f"pyodide/{name}" for name in [*core, "six-1.0-py3-none-any.whl"]] == everything


def test_programs_stay_programs(dist) -> None:
    write(dist)
    modes = {each.name: each.mode for each in members(dist / "pyodide-core-1.0.tar.bz2")}

    assert (0o755, 0o644) == (modes["pyodide/python"], modes["pyodide/pyodide.mjs"])


def test_the_same_bytes_at_another_time_from_another_umask(dist) -> None:
    first = write(dist)
    for path in dist.glob("*.tar.bz2"):
        path.unlink()
    for path in [dist / "pyodide.mjs", dist / "types/index.d.ts"]:
        os.utime(path, (1, 1))
        path.chmod(0o600)

    assert first == write(dist)


def test_written_again_only_when_something_changed(dist) -> None:
    write(dist)
    written = {path: path.stat().st_mtime_ns for path in dist.glob("*.tar.bz2")}
    write(dist)
    assert written == {path: path.stat().st_mtime_ns for path in dist.glob("*.tar.bz2")}

    core = hashlib.sha256((dist / "pyodide-core-1.0.tar.bz2").read_bytes())
    (dist / "six-1.0-py3-none-any.whl").write_text("another")
    write(dist)
    with tarfile.open(dist / "pyodide-1.0.tar.bz2") as tar:
        package = tar.extractfile("pyodide/six-1.0-py3-none-any.whl")
        assert package and b"another" == package.read()
    assert core.digest() == hashlib.sha256((dist / "pyodide-core-1.0.tar.bz2").read_bytes()).digest()
