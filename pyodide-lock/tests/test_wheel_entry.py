import hashlib
import zipfile
from pathlib import Path

import pytest

from pyodide_lock import InfoSpec, PyodideLockSpec, package_spec_from_archive, package_spec_from_wheel
from pyodide_lock.errors import IncompatibleWheelError
from pyodide_lock.wheel_entry import parse_top_level_import_name, update_package_sha256

OUR_INFO = InfoSpec(platform="emscripten_3_1_69", python="3.13.5", abi_version="2025_0")


def test_a_wheel_becomes_an_entry(make_wheel, info):
    path = make_wheel("Ex_ample", "1.0.0", ["Num.Py>=2", "colorama; sys_platform == 'win32'", "x; extra == 'all'"])

    package = package_spec_from_wheel(path, info)

    assert {
        "name": "Ex_ample",
        "version": "1.0.0",
        "file_name": "Ex_ample-1.0.0-py3-none-any.whl",
        "install_dir": "site",
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": ["example"],
        "depends": ["num-py"],
        "unvendored_tests": False,
    } == package.to_dict()
    assert "ex-ample" == package.key


def test_a_part_of_the_standard_library(make_wheel):
    path = make_wheel(
        "ssl", files=["ssl.py", "_ssl.cpython-313-wasm32-emscripten.so"], tag="cp313-cp313-emscripten_3_1_69_wasm32"
    )

    package = package_spec_from_wheel(path, OUR_INFO, package_type="cpython_module")

    assert ("cpython_module", ["_ssl", "ssl"]) == (package.package_type, package.imports)


def test_an_archive_of_shared_libraries(tmp_path: Path):
    path = tmp_path / "libopenssl-3.5.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("libssl.so", "")

    package = package_spec_from_archive(path, "libopenssl", "3.5.1", depends=["Zlib_ng"])

    assert ("dynlib", "shared_library", ["zlib-ng"]) == (package.install_dir, package.package_type, package.depends)
    assert (path.name, hashlib.sha256(path.read_bytes()).hexdigest()) == (package.file_name, package.sha256)


def test_a_lock_file_from_nothing(make_wheel, tmp_path: Path):
    lock = PyodideLockSpec(info=OUR_INFO, packages={})
    lock.add(package_spec_from_wheel(make_wheel("B_b"), OUR_INFO))
    lock.to_json(tmp_path / "lock.json")

    assert ["b-b"] == list(PyodideLockSpec.from_json(tmp_path / "lock.json").packages)


@pytest.mark.parametrize(
    "tag",
    [
        "py3-none-any",
        "py2.py3-none-any",
        "py313-none-any",
        "cp313-none-any",
        "cp313-cp313-emscripten_3_1_69_wasm32",
        "cp313-cp313-pyodide_2025_0_wasm32",
        "cp313-cp313-pyemscripten_2025_0_wasm32",
        "cp39-abi3-pyemscripten_2025_0_wasm32",
        "py3-none-emscripten_3_1_69_wasm32",
    ],
)
def test_wheels_that_fit(make_wheel, tag):
    assert package_spec_from_wheel(make_wheel(tag=tag), OUR_INFO).file_name.endswith(f"{tag}.whl")


@pytest.mark.parametrize(
    "tag",
    [
        "py2-none-any",
        "cp312-cp312-emscripten_3_1_69_wasm32",
        "cp314-abi3-pyemscripten_2025_0_wasm32",
        "cp313-cp313t-pyemscripten_2025_0_wasm32",
        "cp313-cp313-emscripten_4_0_9_wasm32",
        "cp313-cp313-pyemscripten_2024_0_wasm32",
        "cp313-cp313-pyemscripten_2025_0_wasm64",
        "cp313-cp313-manylinux_2_28_x86_64",
        "cp313-cp313-win_amd64",
    ],
)
def test_wheels_for_something_else_are_refused(make_wheel, tag):
    with pytest.raises(IncompatibleWheelError) as error:
        package_spec_from_wheel(make_wheel(tag=tag), OUR_INFO)

    assert f"is for {tag}; the lock file is for Python 3.13 on emscripten_3_1_69_wasm32 with ABI 2025_0" in str(
        error.value
    )


def test_without_an_abi_version_only_the_compilers_version_counts(make_wheel):
    info = InfoSpec(platform="emscripten_3_1_46", python="3.11.3")

    package_spec_from_wheel(make_wheel(tag="cp311-cp311-emscripten_3_1_46_wasm32"), info)
    with pytest.raises(IncompatibleWheelError):
        package_spec_from_wheel(make_wheel(tag="cp311-cp311-pyodide_2024_0_wasm32"), info)


@pytest.mark.parametrize(("requires", "fits"), [(">=3.13", True), (">=3.13.6", False), ("<3.13", False)])
def test_requires_python(make_wheel, requires, fits):
    path = make_wheel(metadata=f"Metadata-Version: 2.1\nName: example\nVersion: 1.0\nRequires-Python: {requires}\n")
    if fits:
        package_spec_from_wheel(path, OUR_INFO)
    else:
        with pytest.raises(
            IncompatibleWheelError, match=f"is for Python {requires}; the lock file is for Python 3.13.5"
        ):
            package_spec_from_wheel(path, OUR_INFO)


def test_top_level_import_names(make_wheel):
    assert ["example"] == parse_top_level_import_name(make_wheel())
    assert parse_top_level_import_name(make_wheel(files=["data.txt"])) is None


def test_the_hash_is_updated(make_wheel, info, tmp_path: Path):
    package = package_spec_from_wheel(make_wheel(), info)
    (tmp_path / "other").write_bytes(b"other")

    assert update_package_sha256(package, tmp_path / "other") is package
    assert hashlib.sha256(b"other").hexdigest() == package.sha256
