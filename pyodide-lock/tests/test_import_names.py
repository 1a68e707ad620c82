import pytest

from pyodide_lock.import_names import import_names


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (["six.py"], ["six"]),
        (["six.pyc"], ["six"]),
        (["pkg/__init__.py", "pkg/mod.py", "pkg/data.json"], ["pkg"]),
        (["pkg/__init__.pyc"], ["pkg"]),
        (["pkg/__init__.cpython-313-wasm32-emscripten.so"], ["pkg"]),
        (["_ext.cpython-313-wasm32-emscripten.so"], ["_ext"]),
        (["_ext.abi3.so"], ["_ext"]),
        (["_ext.so"], ["_ext"]),
        (["b.py", "a/__init__.py"], ["a", "b"]),
        (["google/protobuf/__init__.py"], ["google"]),
        (["ns/deep/deeper/ext.abi3.so"], ["ns"]),
        (["ns/mod.py"], ["ns"]),
        (["a-1.data/purelib/pure.py", "a-1.data/platlib/plat/__init__.py"], ["plat", "pure"]),
        (["a-1.data/scripts/run.py", "a-1.data/data/share/x.py", "a-1.data/headers/h.py"], []),
        (["a-1.dist-info/METADATA", "a-1.dist-info/licenses/x.py"], []),
        (["a.libs/libx.so", "data/x.txt", "README.md", "a.pth"], []),
        (["pkg-stubs/__init__.pyi", "my-dir/mod.py", "2fast.py"], []),
        (["__pycache__/six.cpython-313.pyc", "ns/__pycache__/x.py"], []),
        (["__init__.py"], []),
        (["lib.so.1", "lib.1.so"], []),
        (["例/__init__.py"], ["例"]),
    ],
)
def test_names(files, names):
    assert names == import_names(files)


def test_top_level_txt_tells_namespace_packages_from_other_folders():
    files = ["pkg/__init__.py", "ns/deep/mod.py", "docs/conf.py"]

    assert ["docs", "ns", "pkg"] == import_names(files)
    assert ["ns", "pkg"] == import_names(files, frozenset({"pkg", "ns"}))


def test_top_level_txt_neither_adds_nor_hides_modules():
    """xxhash lists `_xxhash`, which is inside of its package; others forget an extension module."""
    assert ["_ext", "xxhash"] == import_names(["xxhash/__init__.py", "_ext.abi3.so"], frozenset({"_xxhash"}))
