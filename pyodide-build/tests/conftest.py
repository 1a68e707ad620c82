"""A cross-build environment, and small projects to build."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from built_environment import PYODIDE_ROOT, require_environment
from pyodide_build.settings.model import BuildSettings
from pyodide_build.settings.resolve import resolve_settings
from pyodide_build.settings.target import Target
from recipe_workshop import Workshop

# What is built there has tests of its own.
collect_ignore = ["projects", "recipes"]

MakeProject = Callable[[str, Mapping[str, str]], Path]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "xdist_group(name): which tests share a process of pytest-xdist")


@pytest.fixture(scope="session")
def pyodide_root() -> Path:
    """Return the folder of the cross-build environment."""
    require_environment()
    return PYODIDE_ROOT


@pytest.fixture(scope="session")
def target(pyodide_root: Path) -> Target:
    return Target.read(pyodide_root)


@pytest.fixture
def settings(target: Target) -> BuildSettings:
    return resolve_settings(target, {"PYODIDE_JOBS": "1"})


@pytest.fixture
def make_project(tmp_path: Path) -> MakeProject:
    """Give a function that writes the files of a project into a folder of the given name."""

    def make(name: str, files: Mapping[str, str]) -> Path:
        folder = tmp_path / name
        for path, text in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text)
        return folder

    return make


@pytest.fixture
def workshop(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """Give a folder for recipes of a test's own, with a cache of its own."""
    monkeypatch.setenv("PYODIDE_BUILD_CACHE", str(tmp_path / "cache"))
    return Workshop(settings, tmp_path)
