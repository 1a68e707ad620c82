"""Patches are applied in order, and one that does not fit stops the build."""

import tarfile
from pathlib import Path

import pytest

from interpreter_build.errors import PatchError
from interpreter_build.patches import Patch, read_patches, unpack_patched


def change(old: str, new: str) -> str:
    return f"Subject: why\n\n--- a/file\n+++ b/file\n@@ -1 +1 @@\n-{old}\n+{new}\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    source = tmp_path / "Python-3"
    source.mkdir()
    (source / "file").write_text("one\n")
    path = tmp_path / "python.tar.xz"
    with tarfile.open(path, "w:xz") as tar:
        tar.add(source, "Python-3")
    return path


def test_in_order_of_their_names(tmp_path: Path, archive: Path) -> None:
    patches = tmp_path / "patches"
    patches.mkdir()
    (patches / "0002-b.patch").write_text(change("two", "three"))
    (patches / "0001-a.patch").write_text(change("one", "two"))
    (patches / "README.md").write_text("not a patch")

    source = unpack_patched(archive, read_patches(patches), tmp_path / "out")

    assert "three\n" == (source / "file").read_text()


def test_patch_that_does_not_fit(tmp_path: Path, archive: Path) -> None:
    with pytest.raises(PatchError, match=r"0001-a\.patch does not apply"):
        unpack_patched(archive, (Patch("0001-a.patch", change("other", "two")),), tmp_path / "out")
