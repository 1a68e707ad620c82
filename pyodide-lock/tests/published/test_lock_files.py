import json
from pathlib import Path
from typing import Any

import pytest

from pyodide_lock import PyodideLockSpec
from pyodide_lock.check import check
from pyodide_lock.target import marker_environment, tags

RELEASES = ["0.22.1", "0.23.4", "0.24.1", "0.25.1", "0.26.4", "0.27.7", "0.28.3", "0.29.5", "314.0.0", "314.0.7"]
EXCERPTS = Path(__file__).parent.parent / "excerpts"
TYPES = {"site": "package", "dynlib": "shared_library", "stdlib": "cpython_module"}


def completed(data: dict[str, Any]) -> dict[str, Any]:
    """Return what older writers left out, and leave out what says nothing."""
    packages = {}
    for key, package in data["packages"].items():
        defaults = {"package_type": TYPES[package["install_dir"]], "unvendored_tests": False}
        kept = {name: value for name, value in package.items() if name not in ("shared_library", "tool") or value}
        packages[key] = {**defaults, **kept}
    return {"info": {"version": "0.0.0", **data["info"]}, "packages": packages}


@pytest.mark.parametrize("excerpt", sorted(EXCERPTS.glob("*.json")), ids=lambda path: path.stem)
def test_an_excerpt_says_the_same_when_it_is_written_again(tmp_path: Path, excerpt):
    PyodideLockSpec.from_json(excerpt).to_json(tmp_path / "written.json")

    assert completed(json.loads(excerpt.read_text())) == json.loads((tmp_path / "written.json").read_text())


@pytest.mark.parametrize("version", [*RELEASES, "315.0.0-alpha.2"])
def test_a_whole_file_says_the_same_when_it_is_written_again(tmp_path: Path, lock_file, version):
    source = lock_file(version)
    lock = PyodideLockSpec.from_json(source)
    lock.to_json(tmp_path / "written.json")

    assert completed(json.loads(source.read_text())) == json.loads((tmp_path / "written.json").read_text())
    assert len(lock.packages) > 25
    assert marker_environment(lock.info)["platform_release"].count(".") == 2
    assert any("emscripten" in str(each) for each in tags(lock.info))


@pytest.mark.parametrize("version", ["0.27.7", "0.28.3"])
def test_a_file_of_published_tools_is_written_to_the_byte(tmp_path: Path, lock_file, version):
    PyodideLockSpec.from_json(lock_file(version)).to_json(tmp_path / "written.json")

    assert lock_file(version).read_bytes() == (tmp_path / "written.json").read_bytes()


@pytest.mark.parametrize("version", [each for each in RELEASES if each >= "0.25"])
def test_there_is_nothing_wrong_with_it(lock_file, version):
    assert [] == check(PyodideLockSpec.from_json(lock_file(version)))


def test_names_that_published_distributions_got_wrong_are_found(lock_file):
    problems = check(PyodideLockSpec.from_json(lock_file("0.22.1")))

    assert {"fpcast-test", "pillow", "pyb2d", "tblib"} == {each.split(".")[1] for each in problems}


@pytest.mark.parametrize("version", RELEASES)
@pytest.mark.parametrize("name", ["ruamel.yaml", "Ruamel_YAML", "ruamel-yaml"])
def test_a_package_is_found_under_every_spelling(lock_file, version, name):
    found = PyodideLockSpec.from_json(lock_file(version)).find(name)

    assert found
    assert "ruamel.yaml" == found.name
