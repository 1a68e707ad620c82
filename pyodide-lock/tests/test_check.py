import hashlib
from pathlib import Path

import pytest

from pyodide_lock import PackageSpec, SpecValidationError
from pyodide_lock.check import check


def package(file_name: str, name: str = "Foo.Bar", version: str = "1.0", **more) -> PackageSpec:
    return PackageSpec(name=name, version=version, file_name=file_name, install_dir="site", **more)


@pytest.mark.parametrize(
    "file_name",
    [
        "foo_bar-1.0-py3-none-any.whl",
        "Foo.Bar-1-1build-py3-none-any.whl",
        "https://example.org/a/foo_bar-1.0-py3-none-any.whl?x=1#sha256=2",
        "https://example.org/foo_bar-1.0%2Blocal-py3-none-any.whl",
        "sub/folder/foo_bar-1.0-py3-none-any.whl",
        "foo.zip",
        "foo-tests.tar",
    ],
)
def test_names_that_agree(lock, file_name):
    lock.add(package(file_name, version="1.0+local" if "local" in file_name else "1.0"))
    lock.remove("numpy")

    lock.check_wheel_filenames()


def test_names_that_differ(lock):
    lock.add(package("other-2.0-py3-none-any.whl"))
    lock.add(package("https://example.org/garbage.whl", name="b"))

    with pytest.raises(SpecValidationError) as error:
        lock.check_wheel_filenames()

    assert (
        "packages.numpy.file_name: Invalid wheel filename (wrong number of parts): 'numpy'",
        "packages.foo-bar.file_name: other-2.0-py3-none-any.whl is not a wheel of Foo.Bar",
        "packages.foo-bar.file_name: other-2.0-py3-none-any.whl is not version 1.0",
    ) == error.value.problems[:3]
    assert error.value.problems[3].startswith("packages.b.file_name: Invalid wheel filename")


def test_a_version_that_is_none(lock):
    lock.packages = {"foo-bar": package("foo_bar-1.0-py3-none-any.whl", version="1.1.1n")}

    assert ["packages.foo-bar.file_name: foo_bar-1.0-py3-none-any.whl is not version 1.1.1n"] == check(lock)


def test_keys_and_dependencies(lock):
    lock.packages = {
        "a.b": package("x.zip", name="A_B", depends=["A-b", "Gone", "c"]),
        "c": package("x.zip", name="d"),
    }

    assert [
        'packages["a.b"].depends[1]: there is no package Gone',
        "packages.c.name: d is not the name of the key",
    ] == check(lock)


def test_files(lock, tmp_path: Path):
    (tmp_path / "good.zip").write_bytes(b"good")
    (tmp_path / "bad.zip").write_bytes(b"bad")
    right = hashlib.sha256(b"good").hexdigest()
    lock.packages = {
        name: package(file, name=name, sha256=right)
        for name, file in {"a": "good.zip", "b": "bad.zip", "c": "gone.zip", "d": "https://example.org/x.zip"}.items()
    }

    assert [] == check(lock)
    assert [
        f"packages.b.sha256: bad.zip has {hashlib.sha256(b'bad').hexdigest()}",
        f"packages.c.file_name: there is no file {tmp_path / 'gone.zip'}",
    ] == check(lock, tmp_path)
