"""Packages of the lock file among the candidates, and lock files of what is installed."""

import hashlib
import json

import pytest

from local_index.wheels import make_wheel, wheel_filename
from micropip.host.protocol import Lock
from micropip.lock_writer import frozen_lock_file
from pyodide_lock import PyodideLockSpec


@pytest.fixture
def lock(environment, index):
    """Give a function that puts a package into the lock file."""
    packages: dict[str, dict[str, object]] = {}
    info = {"arch": "wasm32", "platform": "emscripten_3_1_69", "python": "3.13.5", "abi_version": "2025_0"}
    environment.host._lock = Lock(info, packages, f"{index.url}/files/locked/")

    def add(name: str, version: str, *depends: str, **options) -> None:
        wheel = make_wheel(name, version, depends, **options)
        file_name = wheel_filename(name, version)
        index.add_file("locked", file_name, wheel)
        packages[name] = {
            "name": name,
            "version": version,
            "file_name": file_name,
            "install_dir": "site",
            "sha256": hashlib.sha256(wheel).hexdigest(),
            "package_type": "package",
            "imports": [name],
            "depends": list(depends),
            "unvendored_tests": False,
        }

    return add


def test_it_comes_before_indexes(environment, index, lock) -> None:
    index.add("project", "3.0")
    lock("project", "2.0", "needed")
    lock("needed", "1.0")

    environment.install("project")

    assert {"project": "default channel", "needed": "default channel"} == environment.host.loaded_packages
    assert [] == index.requests


def test_another_version_is_needed(environment, index, lock) -> None:
    index.add("project", "3.0")
    lock("project", "2.0")

    environment.install("project>2")

    assert {"project": "3.0"} == environment.installed
    assert {"project": "pypi"} == environment.host.loaded_packages


def test_extras_of_a_locked_package(environment, index, lock) -> None:
    lock("project", "2.0", extras={"more": ["other"]})
    index.add("other", "1.0")

    environment.install("project[more]")

    assert {"project": "default channel", "other": "pypi"} == environment.host.loaded_packages


def test_back_to_the_version_of_the_lock_file(environment, index, lock) -> None:
    index.add("project", "3.0")
    lock("project", "2.0")
    environment.install("project>2")

    environment.install("project<3", reinstall=True)

    assert {"project": "2.0"} == environment.installed
    assert "pyodide" == environment.note("project", "2.0", "PYODIDE_SOURCE")
    assert None is environment.direct_url("project", "2.0")


def test_lock_file_of_what_is_installed(environment, index, lock, tmp_path) -> None:
    lock("locked", "1.0")
    file = index.add("Project_A", "1.0", "locked", "other", files={"a/__init__.py": "", "b.py": "", "_data/x.txt": ""})
    index.add("other", "1.0")
    environment.install("project-a")

    (tmp_path / "lock.json").write_text(frozen_lock_file(environment.host))
    contents = json.loads((tmp_path / "lock.json").read_text())
    spec = PyodideLockSpec.from_json(tmp_path / "lock.json")

    assert ["locked", "other", "project-a"] == list(spec.packages)
    assert f"{index.url}/files/locked/locked-1.0-py3-none-any.whl" == spec.packages["locked"].file_name
    assert {
        "name": "Project_A",
        "version": "1.0",
        "file_name": f"{index.url}/files/project-a/Project_A-1.0-py3-none-any.whl",
        "install_dir": "site",
        "sha256": file.sha256,
        "package_type": "package",
        "imports": ["a", "b"],
        "depends": ["locked", "other"],
        "unvendored_tests": False,
    } == contents["packages"]["project-a"]


def test_credentials_are_passed_on(environment, index) -> None:
    index.add("project", "1.0")
    seen = set()
    fetch = environment.host.fetch

    async def watching(url, headers, credentials, **options):
        seen.add(credentials)
        return await fetch(url, headers, credentials, **options)

    environment.host.fetch = watching
    environment.install("project", credentials="include")

    assert {"include"} == seen
