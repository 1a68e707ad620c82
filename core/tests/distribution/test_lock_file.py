"""The list of packages names what is there. (That published readers take it is a test of pyodide-lock.)"""

import hashlib
import json

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from harness.site import DISTRIBUTION
from pyodide_lock import PyodideLockSpec
from pyodide_lock.check import check

LOCK = json.loads((DISTRIBUTION / "pyodide-lock.json").read_text())
PACKAGES = LOCK["packages"]

# Some published readers refuse any other key.
INFO_KEYS = {"abi_version", "arch", "platform", "python", "version"}
PACKAGE_KEYS = {
    *("depends", "file_name", "imports", "install_dir", "name"),
    *("package_type", "sha256", "unvendored_tests", "version"),
}


def test_only_the_keys_that_every_reader_knows() -> None:
    assert {"info", "packages"} == set(LOCK)
    assert INFO_KEYS == set(LOCK["info"])
    assert {frozenset(PACKAGE_KEYS)} == {frozenset(package) for package in PACKAGES.values()}


def test_what_the_packages_are_for() -> None:
    platform = {"arch": "wasm32", "platform": "emscripten_3_1_69", "python": "3.13.5", "abi_version": "2025_0"}

    assert platform == {key: LOCK["info"][key] for key in platform}


def test_names_files_and_dependencies_fit() -> None:
    lock = PyodideLockSpec.from_json(DISTRIBUTION / "pyodide-lock.json")

    assert [] == check(lock, DISTRIBUTION)


def test_hashes_are_those_of_the_files() -> None:
    files = [(DISTRIBUTION / package["file_name"]).read_bytes() for package in PACKAGES.values()]

    assert [package["sha256"] for package in PACKAGES.values()] == [hashlib.sha256(file).hexdigest() for file in files]


@pytest.mark.parametrize(
    ("name", "imports"),
    {
        "hashlib": ["_hashlib"],
        "lzma": ["_lzma", "lzma"],
        "pydecimal": ["_pydecimal"],
        "pydoc-data": ["pydoc_data"],
        "sqlite3": ["_sqlite3", "sqlite3"],
        "ssl": ["_ssl", "ssl"],
    }.items(),
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_parts_of_the_standard_library(name, imports) -> None:
    package = PACKAGES[name]

    assert ("cpython_module", "site", imports) == (package["package_type"], package["install_dir"], package["imports"])


def test_the_tests_of_cpython() -> None:
    assert {"test", "_testcapi", "_testinternalcapi"} <= set(PACKAGES["test"]["imports"])


def test_what_the_distribution_is_expected_to_have() -> None:
    expected = {"micropip", "packaging", "pytest", "requests", "six", "attrs", "typing-extensions", "tzdata", "urllib3"}

    assert expected <= set(PACKAGES)
    assert "snowballstemmer" not in PACKAGES  # the standing example for what micropip gets from an index


def test_where_micropip_looks_for_more() -> None:
    index = json.loads((DISTRIBUTION / "pyodide-index.json").read_text())

    assert {"index_urls"} == set(index)
    assert index["index_urls"]
    assert all(url.startswith(("https://", "http://", "file://")) for url in index["index_urls"])
    assert not any("@" in url.split("/")[2] or url.endswith("/") for url in index["index_urls"])


def test_every_key_is_a_normalised_name() -> None:
    assert list(PACKAGES) == sorted(canonicalize_name(package["name"]) for package in PACKAGES.values())
    assert all(str(Requirement(name)) == name for name in PACKAGES)
