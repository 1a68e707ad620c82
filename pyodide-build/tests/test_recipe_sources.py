"""Recipes get their sources from archives and folders, patched, and nothing lands outside."""

import hashlib
import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from projects_by_hand import make_sdist
from pyodide_build.errors import BackendError, SourceError
from pyodide_build.recipe.build import build_recipe
from recipe_workshop import Workshop, contents, read

TAG = "cp313-cp313-emscripten_3_1_69_wasm32"

pytestmark = pytest.mark.xdist_group("pyodide-build")


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


Pack = Callable[[Path, Path], None]


def pack_tar(mode: str) -> Pack:
    def pack(archive: Path, source: Path) -> None:
        with tarfile.open(archive, mode) as packed:
            packed.add(source, "patched-1.0")

    return pack


def pack_zip(archive: Path, source: Path) -> None:
    with zipfile.ZipFile(archive, "w") as packed:
        for path in sorted(source.iterdir()):
            packed.writestr(f"patched-1.0/{path.name}", path.read_bytes())


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("x.tar", pack_tar("w")),
        ("x.tar.gz", pack_tar("w:gz")),
        ("x.tar.bz2", pack_tar("w:bz2")),
        ("x.tar.xz", pack_tar("w:xz")),
        ("x.zip", pack_zip),
    ],
    ids=["tar", "gztar", "bztar", "xztar", "zip"],
)
def test_patches_and_extras_of_an_archive(workshop: Workshop, tmp_path: Path, name: str, pack: Pack) -> None:
    source = tmp_path / "patched-1.0"
    source.mkdir()
    with tarfile.open(make_sdist(tmp_path, "patched")) as packed:
        packed.extractall(tmp_path, filter="data")
    (source / "added.py").write_text("value = 1\nother = 2\n")
    pack(tmp_path / name, source)
    meta = f"""\
source:
  url: file://{tmp_path}/{name}
  sha256: {sha256(tmp_path / name)}
  patches: [fix.patch, "wheel.patch"]
  extras:
    - [extra.py, package/extra.py]
"""
    fix = "--- a/added.py\n+++ b/added.py\n@@ -1,2 +1,2 @@\n-value = 1\n+value = 'patched'\n other = 2\n"
    wheel = "        wheel.writestr(INFO + "
    files = '        for file in ("added.py", "package/extra.py"):\n            wheel.write(file)\n'
    backend = (source / "backend.py").read_text().splitlines()
    number = next(number for number, line in enumerate(backend, 1) if line.startswith(wheel))
    added = "".join(f"+{line}\n" for line in files.splitlines())
    patch = f"--- a/backend.py\n+++ b/backend.py\n@@ -{number},1 +{number},3 @@\n {backend[number - 1]}\n{added}"
    workshop.write("patched", meta, fix__patch=fix, wheel__patch=patch, extra__py="value = 'extra'\n")

    (built,) = workshop.build("patched")

    assert "value = 'patched'\nother = 2\n" == read(built, "added.py")
    assert "value = 'extra'\n" == read(built, "package/extra.py")
    # Downloaded once.
    (tmp_path / name).unlink()
    build_recipe(workshop.load("patched"), workshop.context(workshop.load("patched"), tmp_path / "again"))


def test_a_patch_that_does_not_fit(workshop: Workshop, tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source/a.py").write_text("one\n")
    patch = "--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-two\n+three\n"
    workshop.write("misfit", f"source:\n  path: {tmp_path}/source\n  patches: [x.patch]\n", x__patch=patch)

    with pytest.raises(
        BackendError, match=r"(?s)misfit: applying x\.patch failed.*patching file a\.py.*Hunk #1 FAILED"
    ):
        workshop.build("misfit")
    assert "one\n" == (tmp_path / "source/a.py").read_text()
    assert not (tmp_path / "build/misfit/work/source").exists()


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("path: nowhere", "the source .*nowhere is not there"),
        ("url: file:///nowhere.tar\n  sha256: " + "0" * 64, "nowhere.tar cannot be downloaded"),
        ("path: .\n  patches: [x.patch]", "The patch .*x.patch is not there"),
        ("path: .\n  extras: [[x, y]]", "The extra file x cannot be copied to y"),
        ("path: .\n  extras: [[meta.yaml, ../y]]", "meta.yaml would land outside the source"),
    ],
    ids=["path", "url", "patch", "extra", "outside"],
)
def test_sources_that_are_not_there(workshop: Workshop, source: str, problem: str) -> None:
    workshop.write("lost", f"source:\n  {source}\n")

    with pytest.raises(SourceError, match=problem):
        workshop.build("lost")
    assert [] == list((workshop.root / "build/lost/out").iterdir())


def test_another_file_than_expected(workshop: Workshop, tmp_path: Path) -> None:
    archive = make_sdist(tmp_path, "other")
    workshop.write("other", f"source:\n  url: file://{archive}\n  sha256: {'0' * 64}\n")

    with pytest.raises(SourceError, match="it is another file"):
        workshop.build("other")
    assert not (tmp_path / "cache/downloads" / ("0" * 64)).exists()


def test_archives_cannot_leave_their_folder(workshop: Workshop, tmp_path: Path) -> None:
    for name in ("x.tar", "x.zip"):
        if name == "x.zip":
            with zipfile.ZipFile(tmp_path / name, "w") as zipped:
                zipped.writestr("evil-1.0/a", "")
                zipped.writestr("../../../outside", "")
        else:
            with tarfile.open(tmp_path / name, "w") as packed:
                packed.addfile(tarfile.TarInfo("evil-1.0/../../../outside"), io.BytesIO())
        evil = f"evil-{name[2:]}"
        workshop.write(evil, f"source:\n  path: {tmp_path / name}\n")
        with pytest.raises(SourceError, match=r"cannot be unpacked: .*outside"):
            workshop.build(evil)
    assert not list(tmp_path.rglob("outside"))


def test_a_folder_in_an_archive_with_several(workshop: Workshop, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "x.tar", "w") as packed:
        for name in ("one/a", "two/b"):
            packed.addfile(tarfile.TarInfo(name), io.BytesIO())
    script = "build:\n  type: cpython_module\n  script: cp * $DISTDIR\n"
    workshop.write("several", f"source:\n  path: {tmp_path}/x.tar\n{script}")
    workshop.write("chosen", f"source:\n  path: {tmp_path}/x.tar\n  extract_dir: two\n{script}")
    workshop.write("missing", f"source:\n  path: {tmp_path}/x.tar\n  extract_dir: three\n{script}")

    for name, problem in (("several", "2 folders at its top, not one: one, two"), ("missing", "no folder three")):
        with pytest.raises(SourceError, match=problem):
            workshop.build(name)
    (wheel,) = workshop.build("chosen")
    assert (f"chosen-1.0-{TAG}.whl", "b") == (wheel.name, contents(wheel)[0])
