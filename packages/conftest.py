"""Interpreters for the tests of recipes, which are in the recipes' folders.

A test that asks for `pyodide` runs in Node.js, or in all realms that its `realms` marker names; the tests of a file
share an interpreter in each. Without names of folders or files on the command line, the tests of what PYODIDE_PACKAGES
selects run, and of what that requires. Most are functions for the runtime (harness/in_pyodide.py):

    @run_in_pyodide(packages=["regex"])
    def test_fuzzy_matching(pyodide):
        import regex

        assert regex.fullmatch("(?:cat){e<=1}", "cut")
"""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from harness.fixtures import engines, lend, no_unhandled_rejections, realm
from harness.interpreter import Interpreter
from harness.realms import Realm
from harness.site import DISTRIBUTION
from pyodide_build.distribution.install import provided_by
from pyodide_build.recipe.load import load_recipes
from pyodide_build.recipe.select import select_recipes
from pyodide_build.schedule.graph import dependency_graph

__all__ = ["engines", "no_unhandled_rejections", "realm"]

HERE = Path(__file__).parent
DEFAULT_REALMS = ("node24",)


@cache
def selected_recipes() -> frozenset[str]:
    """Return what `make` builds."""
    recipes = load_recipes(HERE)
    provided = provided_by(DISTRIBUTION / "pyodide-lock.json", recipes)
    names = select_recipes(recipes, [os.environ.get("PYODIDE_PACKAGES", "tag:core")], provided)
    return frozenset(dependency_graph(recipes, names, provided).needs)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Pass over the tests of recipes that were neither named nor selected."""
    if collection_path.parent != HERE or not collection_path.is_dir():
        return None
    named = [(config.invocation_params.dir / each.partition("::")[0]).resolve() for each in config.args]
    if any(path.is_relative_to(collection_path) for path in named):
        return None
    return None if collection_path.name in selected_recipes() else True


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "realms(*names): where to run the test, by default Node.js")
    config.addinivalue_line("markers", "full_suite: minutes of a package's own tests, for `-m full_suite`")
    config.addinivalue_line("markers", "xdist_group(name): which tests share a process of pytest-xdist")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "full_suite" in config.option.markexpr:
        return
    left_out = [item for item in items if item.get_closest_marker("full_suite")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "realm" not in metafunc.fixturenames:
        return
    marker = metafunc.definition.get_closest_marker("realms")
    # The tests of a recipe stay together, for the sake of their interpreter.
    group = pytest.mark.xdist_group(f"packages-{metafunc.definition.path.parent.name}")
    names = marker.args if marker else DEFAULT_REALMS
    metafunc.parametrize("realm", [pytest.param(name, marks=group) for name in names], indirect=True, scope="session")


@pytest.fixture(scope="module")
def interpreter(request: pytest.FixtureRequest, realm: Realm) -> Iterator[Interpreter]:
    """Give the interpreter of a file, which is started when it is first used."""
    interpreter = Interpreter(realm, Path(request.path).stem)
    yield interpreter
    if interpreter.is_loaded():
        interpreter.forget()


@pytest.fixture
def pyodide(interpreter: Interpreter, no_unhandled_rejections: None) -> Iterator[Interpreter]:
    """Give the interpreter of a file; its global namespace is cleared after each test, packages stay loaded."""
    yield from lend(interpreter)
