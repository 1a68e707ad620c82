import hashlib
import zipfile
from pathlib import Path

import pytest

from auditwheel_emscripten import get_dependencies, repair, resolve_sharedlib, show
from auditwheel_emscripten.errors import LibraryNotFoundError, NotWebAssemblyError
from auditwheel_emscripten.inspect import Dependencies


def read(wheel: Path, name: str) -> bytes:
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(name)


@pytest.fixture
def broken_wheel(make_wheel, libraries) -> Path:
    """A wheel whose two libraries need one that is not there, which needs another."""
    return make_wheel({"demo/one.so": libraries["user.so"], "demo/sub/two.so": libraries["user.so"], "demo/x.py": b""})


def test_all_libraries_that_are_needed_are_copied_and_found(broken_wheel, libraries, tmp_path, check_record) -> None:
    before = broken_wheel.read_bytes()
    repaired = repair(broken_wheel, libraries.folder, tmp_path / "wheelhouse")

    assert tmp_path / "wheelhouse" / broken_wheel.name == repaired
    assert before == broken_wheel.read_bytes()
    shared, inner = "demo.libs/libshared.so", "demo.libs/libinner.so"
    assert [
        Dependencies(inner, {}, ()),
        Dependencies(shared, {"libinner.so": inner}, ("$ORIGIN",)),
        Dependencies("demo/one.so", {"libshared.so": shared}, ("$ORIGIN/../demo.libs",)),
        Dependencies("demo/sub/two.so", {"libshared.so": shared}, ("$ORIGIN/../../demo.libs",)),
    ] == get_dependencies(repaired)
    assert libraries["libinner.so"] == read(repaired, inner)
    check_record(repaired)


def test_a_wheel_is_repaired_in_place_and_repairing_it_again_changes_nothing(broken_wheel, libraries) -> None:
    assert broken_wheel == repair(broken_wheel, libraries.folder)
    repaired = broken_wheel.read_bytes()
    assert broken_wheel == repair(broken_wheel, libraries.folder)

    assert repaired == broken_wheel.read_bytes()


def test_one_that_needs_nothing_is_copied_byte_for_byte(make_wheel, libraries, tmp_path) -> None:
    wheel = make_wheel({"demo/half.so": libraries["half.so"]})
    repaired = repair(wheel, tmp_path / "nowhere", tmp_path / "out")

    assert wheel.read_bytes() == repaired.read_bytes()


def test_libraries_of_the_wheel_come_first(make_wheel, libraries, tmp_path) -> None:
    wheel = make_wheel(
        {
            "demo/user.so": libraries["user.so"],
            "demo/lib/libshared.so": libraries["libshared.so"],
            "demo/lib/libinner.so": libraries["libinner.so"],
        }
    )
    repair(wheel, tmp_path / "nowhere")

    assert {
        "demo/lib/libinner.so": ([], []),
        "demo/lib/libshared.so": (["libinner.so"], ["$ORIGIN"]),
        "demo/user.so": (["libshared.so"], ["$ORIGIN/lib"]),
    } == show(wheel)


def test_libraries_that_are_installed_from_a_data_folder(make_wheel, libraries, check_record) -> None:
    wheel = make_wheel({"demo-1.0.data/platlib/demo/user.so": libraries["user.so"]})
    repair(wheel, libraries.folder)

    assert (["libshared.so"], ["$ORIGIN/../demo.libs"]) == show(wheel)["demo/user.so"]
    assert read(wheel, "demo-1.0.data/platlib/demo/user.so") != libraries["user.so"]
    check_record(wheel)


def test_everything_that_is_missing_is_named_and_nothing_is_written(make_wheel, libraries, tmp_path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "libshared.so").write_bytes(libraries["libshared.so"])
    wheel = make_wheel({"demo/user.so": libraries["user.so"], "demo/libother.so": libraries["libshared.so"]})
    before = wheel.read_bytes()

    with pytest.raises(LibraryNotFoundError) as raised:
        repair(wheel, tmp_path / "lib", tmp_path / "out")

    assert (
        f"{wheel.name}: not found in the wheel nor in {tmp_path / 'lib'}: "
        "libinner.so, needed by demo/libother.so; libinner.so, needed by demo.libs/libshared.so. "
        "Name their folder with --libdir"
    ) == str(raised.value)
    assert before == wheel.read_bytes()
    assert not (tmp_path / "out").exists()


def test_a_native_library_of_that_name_is_refused(make_wheel, libraries, tmp_path) -> None:
    (tmp_path / "libshared.so").write_bytes(b"\x7fELF\2\1\1\0")
    wheel = make_wheel({"demo/user.so": libraries["user.so"]})

    with pytest.raises(NotWebAssemblyError, match=r"libshared\.so: not a WebAssembly module but .* Linux"):
        repair(wheel, tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_several_folders_and_another_name_for_theirs(broken_wheel, libraries, tmp_path) -> None:
    for name in ("libshared.so", "libinner.so"):
        (tmp_path / name / "lib").mkdir(parents=True)
        (tmp_path / name / "lib" / name).write_bytes(libraries[name])
    repair(broken_wheel, [tmp_path / "libshared.so", tmp_path / "libinner.so"], lib_sdir="_vendored")

    assert {"demo_vendored/libshared.so", "demo_vendored/libinner.so"} <= set(show(broken_wheel))


def test_runtime_paths_may_be_left_alone(broken_wheel, libraries) -> None:
    repair(broken_wheel, libraries.folder, modify_rpath=False)

    assert libraries["user.so"] == read(broken_wheel, "demo/one.so")
    assert libraries["libshared.so"] == read(broken_wheel, "demo.libs/libshared.so")


def test_names_with_hashes_keep_libraries_of_two_wheels_apart(broken_wheel, libraries, check_record) -> None:
    repair(broken_wheel, libraries.folder, mangle=True)
    names = sorted(name for name in show(broken_wheel) if name.startswith("demo.libs/"))
    inner, shared = names

    for name, original in (("libinner", inner), ("libshared", shared)):
        digest = hashlib.sha256(libraries[f"{name}.so"]).hexdigest()[:8]
        assert f"demo.libs/{name}-{digest}.so" == original
    assert [
        Dependencies(inner, {}, ()),
        Dependencies(shared, {inner.removeprefix("demo.libs/"): inner}, ("$ORIGIN",)),
        Dependencies("demo/one.so", {shared.removeprefix("demo.libs/"): shared}, ("$ORIGIN/../demo.libs",)),
        Dependencies("demo/sub/two.so", {shared.removeprefix("demo.libs/"): shared}, ("$ORIGIN/../../demo.libs",)),
    ] == get_dependencies(broken_wheel)
    check_record(broken_wheel)


def test_what_a_repair_would_copy(broken_wheel, libraries) -> None:
    found = resolve_sharedlib(broken_wheel, libraries.folder)

    assert {name: libraries.folder / name for name in ("libshared.so", "libinner.so")} == found


def test_libraries_that_need_each_other(make_wheel, linker, tmp_path) -> None:
    (tmp_path / "lib").mkdir()
    linker(tmp_path / "lib", "int two(void); int one(void) { return two(); }", "libone.so")
    linker(
        tmp_path / "lib", "int one(void); int two(void) { return one(); }", "libtwo.so", f"-L{tmp_path}/lib", "-lone"
    )
    linker(
        tmp_path / "lib", "int two(void); int one(void) { return two(); }", "libone.so", str(tmp_path / "lib/libtwo.so")
    )
    wheel = make_wheel({"demo/libone.so": (tmp_path / "lib" / "libone.so").read_bytes()})
    repair(wheel, tmp_path / "lib")

    assert {
        "demo.libs/libtwo.so": (["libone.so"], ["$ORIGIN/../demo"]),
        "demo/libone.so": (["libtwo.so"], ["$ORIGIN/../demo.libs"]),
    } == show(wheel)
