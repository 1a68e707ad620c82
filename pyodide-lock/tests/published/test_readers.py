"""Published versions of this package read what is written; a key that one does not know would be refused."""

from pathlib import Path

import pytest

from harness.site import DISTRIBUTION
from pyodide_lock import InfoSpec, PyodideLockSpec
from pyodide_lock.add_wheels import add_wheels

EXCERPTS = Path(__file__).parent.parent / "excerpts"
READERS = ["0.1.0", "0.1.3", "0.2.0", "0.2.1"]
KEYS = (
    "name",
    "version",
    "file_name",
    "install_dir",
    "sha256",
    "package_type",
    "imports",
    "depends",
    "unvendored_tests",
)


def described(lock: PyodideLockSpec) -> dict:
    packages = {key: {each: getattr(package, each) for each in KEYS} for key, package in lock.packages.items()}
    return {"python": lock.info.python, "packages": packages}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("version", ["0.22.1", "0.26.4", "0.29.5", "314.0.7"])
def test_files_of_all_distributions_written_again(tmp_path: Path, lock_file, read_with, version, reader):
    lock = PyodideLockSpec.from_json(lock_file(version))
    lock.to_json(tmp_path / "written.json", indent=2)

    assert described(lock) == read_with(reader, tmp_path / "written.json")


@pytest.mark.parametrize("reader", READERS)
def test_the_file_of_the_built_distribution(read_with, reader):
    path = DISTRIBUTION / "pyodide-lock.json"

    assert described(PyodideLockSpec.from_json(path)) == read_with(reader, path, "check")


@pytest.mark.parametrize("reader", READERS)
def test_a_new_file_with_added_wheels(tmp_path: Path, make_wheel, read_with, reader):
    info = InfoSpec(platform="emscripten_3_1_69", python="3.13.5")  # without an abi_version, too
    wheels = [make_wheel("A_b", requires=["c"]), make_wheel("c", tag="cp313-cp313-emscripten_3_1_69_wasm32")]
    lock = add_wheels(PyodideLockSpec(info=info, packages={}), wheels, base_url="")
    lock.to_json(tmp_path / "new.json")

    assert described(lock) == read_with(reader, tmp_path / "new.json", "check")


def test_tables_of_tools_need_a_reader_that_knows_them(tmp_path: Path, read_with):
    lock = PyodideLockSpec.from_json(EXCERPTS / "314.0.7.json")
    lock.packages["numpy"].tool = {"builder": {"level": 3}}
    lock.to_json(tmp_path / "tool.json")

    assert described(lock) == read_with("0.2.1", tmp_path / "tool.json")
    with pytest.raises(AssertionError, match="tool"):
        read_with("0.2.0", tmp_path / "tool.json")
