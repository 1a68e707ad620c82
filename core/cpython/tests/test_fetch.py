"""Archives get into the cache of downloads only with the pinned hash."""

import hashlib
import os
from pathlib import Path

import pytest

from interpreter_build.errors import FetchError, HashMismatchError
from interpreter_build.fetch import fetch
from interpreter_build.pins import Pin

CONTENT = b"the archive"
PIN = Pin("thing", "1.0", "thing_1.0.orig.tar.gz", hashlib.sha256(CONTENT).hexdigest())


@pytest.fixture
def apt_gets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put apt's programs first in PATH: they copy and list what lies in the returned folder, and log their calls."""
    served = tmp_path / "served"
    served.mkdir()
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    programs = {
        "apt-get": f'echo "$@" >> {tmp_path}/calls\ncp {served}/* . && echo copied',
        "apt-cache": f"""
            cd {served}
            for file in *.orig.tar.*; do
                echo "Package: thing\nVersion: ${{file%.orig.*}}-1\nChecksums-Sha256:"
                echo " {"0" * 64} 7 $file\n"
            done""",
    }
    for name, text in programs.items():
        (bin_ / name).write_text(f"#!/bin/sh\n{text}\n")
        (bin_ / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{bin_}{os.pathsep}{os.environ['PATH']}")
    return served


def downloads(tmp_path: Path) -> Path:
    folder = tmp_path / "downloads"
    folder.mkdir()
    return folder


def test_fetched_once(tmp_path: Path, apt_gets: Path) -> None:
    (apt_gets / PIN.archive).write_bytes(CONTENT)
    folder = downloads(tmp_path)

    path = fetch(PIN, folder)
    again = fetch(PIN, folder)

    assert CONTENT == path.read_bytes()
    assert path == again == folder / PIN.sha256
    assert 1 == len((tmp_path / "calls").read_text().splitlines())


def test_other_content_is_refused(tmp_path: Path, apt_gets: Path) -> None:
    (apt_gets / PIN.archive).write_bytes(b"something else")
    folder = downloads(tmp_path)

    with pytest.raises(HashMismatchError, match=f"pinned is {PIN.sha256}"):
        fetch(PIN, folder)

    assert ["locks"] == [path.name for path in folder.iterdir()]


def test_package_without_the_archive(tmp_path: Path, apt_gets: Path) -> None:
    (apt_gets / "thing_2.0.orig.tar.gz").write_bytes(CONTENT)

    with pytest.raises(FetchError, match=r"thing_1\.0.*carries thing_2\.0"):
        fetch(PIN, downloads(tmp_path))

    assert "update" in (tmp_path / "calls").read_text()


def test_an_earlier_version_of_the_package(tmp_path: Path, apt_gets: Path) -> None:
    (apt_gets / PIN.archive).write_bytes(CONTENT)
    (apt_gets / "thing_2.0.orig.tar.gz").write_bytes(b"a later one")

    assert CONTENT == fetch(PIN, downloads(tmp_path)).read_bytes()
    assert "thing=thing_1.0-1\n" in (tmp_path / "calls").read_text()


def test_apt_fails(tmp_path: Path, apt_gets: Path) -> None:
    """The copying fails when there is nothing to copy: apt-get is tried again with new lists, then given up."""
    with pytest.raises(FetchError, match="deb-src"):
        fetch(PIN, downloads(tmp_path))

    assert "update" in (tmp_path / "calls").read_text()
