import zipfile

from auditwheel_emscripten import copylib, modify_runtime_path, show_dylib


def test_the_steps_of_a_repair(make_wheel, libraries, tmp_path) -> None:
    wheel = make_wheel({"demo/one.so": libraries["user.so"], "demo/sub/two.so": libraries["user.so"]})
    root = tmp_path / "demo-1.0"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(root)
    sources = {name: libraries.folder / name for name in ("libshared.so", "libinner.so")}
    copies = copylib(root, sources, "demo.libs")
    modify_runtime_path(root, "demo.libs")

    assert {name: root / "demo.libs" / name for name in sources} == copies
    assert (["libshared.so"], ["$ORIGIN/../demo.libs"]) == show_dylib(root / "demo/one.so")
    assert (["libshared.so"], ["$ORIGIN/../../demo.libs"]) == show_dylib(root / "demo/sub/two.so")
    assert (["libinner.so"], ["$ORIGIN"]) == show_dylib(copies["libshared.so"])
    assert libraries["libinner.so"] == copies["libinner.so"].read_bytes()
