"""Archives cannot write outside the folder they are unpacked into."""

import io
import tarfile
from pathlib import Path

import pytest

from interpreter_build.archive import unpack
from interpreter_build.errors import UnsafeArchiveError


def make_archive(path: Path, *members: tuple[tarfile.TarInfo, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as tar:
        for info, content in members:
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return path


def link(name: str, target: str) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.type = tarfile.SYMTYPE
    info.linkname = target
    return info, b""


def test_single_top_folder_is_the_root(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "a.tar.gz", (tarfile.TarInfo("thing-1.0/file"), b"text"))

    root = unpack(archive, tmp_path / "out")

    assert tmp_path / "out/thing-1.0" == root
    assert b"text" == (root / "file").read_bytes()


@pytest.mark.parametrize(
    "members",
    [
        [(tarfile.TarInfo("../escaped"), b"x")],
        [link("thing/up", "../.."), (tarfile.TarInfo("thing/up/escaped"), b"x")],
        [link("thing/up", "/etc/escaped")],
    ],
    ids=["dotdot", "through-link", "absolute-link"],
)
def test_escape_is_refused(tmp_path: Path, members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    archive = make_archive(tmp_path / "evil.tar.gz", *members)

    with pytest.raises(UnsafeArchiveError, match=r"evil\.tar\.gz was not unpacked"):
        unpack(archive, tmp_path / "out")

    assert not list(tmp_path.rglob("escaped"))


def test_truncated_archive(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "a.tar.gz", (tarfile.TarInfo("file"), b"text" * 10000))
    archive.write_bytes(archive.read_bytes()[:60])

    with pytest.raises(UnsafeArchiveError):
        unpack(archive, tmp_path / "out")
