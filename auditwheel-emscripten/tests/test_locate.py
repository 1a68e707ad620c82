from pathlib import Path

import pytest

from auditwheel_emscripten.locate import (
    as_folders,
    locate_beside,
    locate_in_folders,
    locate_installed,
    relative_runtime_path,
)

INSTALLED = {"a.libs/x.so", "pkg/sub/x.so", "pkg/y.so", "top.so"}


@pytest.mark.parametrize(
    ("library", "entry", "found"),
    [
        ("pkg/m.so", "$ORIGIN/../a.libs", "a.libs/x.so"),
        ("pkg/m.so", "${ORIGIN}/sub", "pkg/sub/x.so"),
        ("top.so", "$ORIGIN/a.libs", "a.libs/x.so"),
        ("pkg/m.so", "/usr/lib:$ORIGIN/sub", "pkg/sub/x.so"),
        ("a.libs/other.so", "$ORIGIN", "a.libs/x.so"),
        ("pkg/m.so", "$ORIGINAL/../a.libs", None),
        ("pkg/m.so", "/a.libs", None),
        ("pkg/m.so", "a.libs", None),
        ("pkg/m.so", "$ORIGIN/../../a.libs", None),
    ],
)
def test_runtime_paths(library: str, entry: str, found: str | None) -> None:
    assert found == locate_installed("x.so", library, ["$ORIGIN/nowhere", entry], INSTALLED.__contains__)


def test_a_runtime_path_is_searched_in_its_order() -> None:
    entries = ["$ORIGIN/sub", "$ORIGIN/../a.libs"]

    assert "pkg/sub/x.so" == locate_installed("x.so", "pkg/m.so", entries, INSTALLED.__contains__)
    assert "a.libs/x.so" == locate_installed("x.so", "pkg/m.so", entries[::-1], INSTALLED.__contains__)


def test_beside_means_the_same_folder_then_folders_for_libraries() -> None:
    assert "pkg/sub/x.so" == locate_beside("x.so", "pkg/sub/m.so", INSTALLED)
    assert "a.libs/x.so" == locate_beside("x.so", "pkg/m.so", INSTALLED)
    assert "pkg/y.so" == locate_beside("y.so", "top.so", INSTALLED)
    assert None is locate_beside("z.so", "top.so", INSTALLED)


def test_folders_and_where_libraries_lie_below_them(tmp_path) -> None:
    for below in ("lib/wasm32-emscripten", "lib"):
        (tmp_path / "two" / below).mkdir(parents=True, exist_ok=True)
        (tmp_path / "two" / below / "x.so").touch()
    (tmp_path / "one").mkdir()

    assert tmp_path / "two/lib/x.so" == locate_in_folders("x.so", [tmp_path / "one", tmp_path / "two"])
    assert None is locate_in_folders("x.so", [tmp_path / "one", tmp_path])
    # A library cannot ask for any file of the machine.
    assert None is locate_in_folders("../lib/x.so", [tmp_path / "two" / "lib"])


@pytest.mark.parametrize(
    ("library", "folder", "entry"),
    [
        ("pkg/sub/m.so", "a.libs", "$ORIGIN/../../a.libs"),
        ("m.so", "a.libs", "$ORIGIN/a.libs"),
        ("a.libs/m.so", "a.libs", "$ORIGIN"),
        ("pkg/m.so", "", "$ORIGIN/.."),
        ("m.so", "", "$ORIGIN"),
    ],
)
def test_the_way_to_a_folder(library: str, folder: str, entry: str) -> None:
    assert entry == relative_runtime_path(library, folder)
    path = f"{folder}/x.so" if folder else "x.so"
    assert path == locate_installed("x.so", library, [entry], {path}.__contains__)


def test_one_folder_or_several() -> None:
    assert [Path("lib")] == as_folders("lib") == as_folders(Path("lib")) == as_folders(["lib"])
