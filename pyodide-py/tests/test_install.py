"""Wheels are installed, replaced and removed all or nothing; in the build machine's Python, as it is only files."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from pyodide._install import InstallError, StagedWheel, commit_all, install_all, stage_wheel, uninstall_distribution
from pyodide._install.staged import is_shared_library
from pyodide._install.wheel_name import is_supported, normalize, normalize_version


def wheel(files: Mapping[str, str], name: str = "pkg", version: str = "1.0") -> bytes:
    buffer = io.BytesIO()
    info = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n\nAbout it\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return buffer.getvalue()


def stage(folder: Path, files: Mapping[str, str], name: str = "pkg", version: str = "1.0") -> StagedWheel:
    return stage_wheel(
        wheel(files, name, version), f"{name}-{version}-py3-none-any.whl", folder, installer="test", requested=False
    )


def contents(folder: Path) -> dict[str, str]:
    """Return all files but for those in dist-info folders, and each empty folder."""
    found = {}
    for path in folder.rglob("*"):
        if "dist-info" not in str(path) and (path.is_file() or not [*path.iterdir()]):
            found[str(path.relative_to(folder))] = path.read_text() if path.is_file() else "an empty folder"
    return found


def test_nothing_is_there_before_the_commit(tmp_path) -> None:
    staged = stage(tmp_path, {"pkg/__init__.py": "1"})

    assert not (tmp_path / "pkg").exists()
    installed = staged.commit()
    assert {"pkg/__init__.py": "1"} == contents(tmp_path)
    assert ("pkg", "1.0", tmp_path / "pkg-1.0.dist-info") == (installed.name, installed.version, installed.dist_info)
    assert "pkg" == installed.metadata["Name"]
    assert not [*tmp_path.glob(".*")]


def test_discarding(tmp_path) -> None:
    stage(tmp_path, {"pkg/__init__.py": "1"}).discard()

    assert [] == [*tmp_path.iterdir()]


def test_another_version_takes_the_place(tmp_path) -> None:
    stage(tmp_path, {"pkg/__init__.py": "1", "pkg/old.py": "old", "old/only.py": "1"}).commit()
    stage(tmp_path, {"other.py": "other"}, name="other").commit()
    (tmp_path / "pkg" / "__pycache__").mkdir()
    (tmp_path / "pkg" / "__pycache__" / "old.cpython-313.pyc").write_text("compiled")

    stage(tmp_path, {"pkg/__init__.py": "2"}, name="PKG", version="2.0").commit()

    assert {"pkg/__init__.py": "2", "other.py": "other"} == contents(tmp_path)
    assert {"PKG-2.0.dist-info", "other-1.0.dist-info"} == {path.name for path in tmp_path.glob("*.dist-info")}


def test_a_set_is_installed_whole_or_not_at_all(tmp_path) -> None:
    """The second of three would put a folder in the place of a file of somebody else's."""
    stage(tmp_path, {"pkg/__init__.py": "1", "pkg/old.py": "old"}).commit()
    (tmp_path / "taken").write_text("a file")
    before = contents(tmp_path)
    set_of_three = [
        stage(tmp_path, {"pkg/__init__.py": "2", "pkg/new.py": "new"}, version="2.0"),
        stage(tmp_path, {"first.py": "", "taken/module.py": ""}, name="second"),
        stage(tmp_path, {"third/module.py": ""}, name="third"),
    ]

    with pytest.raises(FileExistsError, match="place of a folder"):
        commit_all(set_of_three)

    assert before == contents(tmp_path)
    assert ["pkg-1.0.dist-info"] == [path.name for path in tmp_path.glob("*.dist-info")]
    assert not [*tmp_path.glob(".*")]
    assert 2 == len(commit_all([stage(tmp_path, {"a.py": ""}, name="a"), stage(tmp_path, {"b.py": ""}, name="b")]))


def test_a_set_is_taken_back(tmp_path) -> None:
    """What others have installed meanwhile stays, also in a folder that the set has made."""
    stage(tmp_path, {"pkg/__init__.py": "1", "pkg/old.py": "old", "only/old.so": "library"}).commit()
    before = contents(tmp_path)
    change = install_all(
        [
            stage(tmp_path, {"pkg/__init__.py": "2", "space/new.so.1": "new"}, version="2.0"),
            stage(tmp_path, {"space/deep/second.py": ""}, name="second"),
        ]
    )
    assert [str(tmp_path / "space/new.so.1")] == change.shared_libraries
    stage(tmp_path, {"space/other.py": "other"}, name="other").commit()
    (tmp_path / "pkg" / "__pycache__").mkdir()
    (tmp_path / "pkg" / "__pycache__" / "__init__.cpython-313.pyc").write_text("compiled from what is new")

    assert [str(tmp_path / "only/old.so")] == change.undo()

    assert before | {"space/other.py": "other"} == contents(tmp_path)
    assert {"pkg-1.0.dist-info", "other-1.0.dist-info"} == {path.name for path in tmp_path.glob("*.dist-info")}
    assert not [*tmp_path.glob(".*"), *tmp_path.glob("*/__pycache__"), *tmp_path.glob("space/deep")]


def test_a_file_that_cannot_be_moved(tmp_path, monkeypatch) -> None:
    stage(tmp_path, {"pkg/__init__.py": "1", "pkg/old.py": "old"}).commit()
    before = contents(tmp_path)
    staged = stage(tmp_path, {"pkg/__init__.py": "2", "new/module.py": "new", "zzz.py": ""}, version="2.0")
    from pyodide._install import journal

    move, moved = journal.move, []

    def failing(source: str, target: str) -> None:
        moved.append(target)
        if target.endswith("zzz.py"):
            raise OSError(28, "No space left on device", target)
        move(source, target)

    monkeypatch.setattr(journal, "move", failing)
    with pytest.raises(OSError, match="No space left"):
        staged.commit()
    monkeypatch.undo()

    assert len(moved) > 3
    assert before == contents(tmp_path)


def test_uninstalling(tmp_path) -> None:
    """What others have put into the same folders stays."""
    files = {"pkg/__init__.py": "", "space/mine/a.py": "", "pkg-1.0.data/scripts/run": "#!python\n"}
    stage(tmp_path, files).commit()
    stage(tmp_path, {"space/theirs.py": "theirs"}, name="theirs").commit()

    removed = uninstall_distribution("PKG", tmp_path)

    assert {"space/theirs.py": "theirs"} == contents(tmp_path)
    assert {"pkg/__init__.py", "space/mine/a.py", "bin/run", "pkg-1.0.dist-info/RECORD"} <= {
        str(Path(path).relative_to(tmp_path)) for path in removed
    }
    with pytest.raises(InstallError, match="Cannot uninstall pkg: it is not installed"):
        uninstall_distribution("pkg", tmp_path)


def test_uninstalling_what_has_no_record(tmp_path) -> None:
    stage(tmp_path, {"pkg/__init__.py": ""}).commit()
    (tmp_path / "pkg-1.0.dist-info" / "RECORD").unlink()

    with pytest.raises(InstallError, match="has no RECORD"):
        uninstall_distribution("pkg", tmp_path)

    assert (tmp_path / "pkg" / "__init__.py").exists()


@pytest.mark.parametrize(
    ("first", "second"), [("a/b.py", "pkg-1.0.data/purelib/a/b.py"), ("a", "pkg-1.0.data/purelib/a/b.py")]
)
def test_two_files_for_one_place(tmp_path, first, second) -> None:
    with pytest.raises(InstallError, match=r"two of its files|in the place of the folder"):
        stage(tmp_path, {first: "", second: ""})

    assert [] == [*tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("path", "expected"),
    {
        "a.so": True,
        "a.so.1": True,
        "a.so.1.2.3": True,
        "a.sox": False,
        ".so": False,
        "a.so.py": False,
        "aso": False,
    }.items(),
)
def test_names_of_shared_libraries(path, expected) -> None:
    assert expected is is_shared_library(f"/folder/{path}")


PLATFORMS = ["pyemscripten_2025_0_wasm32", "emscripten_3_1_69_wasm32"]


@pytest.mark.parametrize(
    ("tag", "expected"),
    {
        "py3-none-any": True,
        "py313-none-any": True,
        "py314-none-any": False,
        "py2-none-any": False,
        "cp313-none-any": True,
        "cp312-none-any": False,
        "cp313-cp313-pyemscripten_2025_0_wasm32": True,
        "cp313-cp313-pyemscripten_2026_0_wasm32": False,
        "cp313-cp313-emscripten_3_1_69_wasm32": True,
        "cp312-cp312-emscripten_3_1_69_wasm32": False,
        "cp313-cp313t-emscripten_3_1_69_wasm32": False,
        "cp39-abi3-pyemscripten_2025_0_wasm32": True,
        "cp314-abi3-pyemscripten_2025_0_wasm32": False,
        "py3-none-pyemscripten_2025_0_wasm32": True,
        "pp310-pypy310_pp73-emscripten_3_1_69_wasm32": False,
        "jy3-none-any": False,
    }.items(),
)
def test_tags(tag, expected) -> None:
    python, abi, platform = tag.split("-")

    assert expected is is_supported(python, abi, platform, PLATFORMS)


def test_names_and_versions() -> None:
    assert {"a-b-c"} == {normalize(name) for name in ("A.b_C", "a--b-.c", "a-b-c")}
    assert {"1"} == {normalize_version(version) for version in ("1.0", "1", "v1.0.0")}
    assert normalize_version("1.0+local.1") == normalize_version("1.0+local_1")
    assert normalize_version("1.0.1") != normalize_version("1.0.2")
