"""Interpreters in real engines: Node.js 20 and 24, Chromium, Firefox; main threads and workers.

A test that asks for `realm`, `pyodide` or `fresh_pyodide` runs once in every engine's main thread, or where its
`realms` marker says.
"""

from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

import pytest

from harness import extension
from harness.fixtures import engines, lend, no_unhandled_rejections, realm
from harness.interpreter import Interpreter
from harness.realms import MAIN_THREADS, Realm

__all__ = ["engines", "no_unhandled_rejections", "realm"]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "realms(*names): where to run the test, by default the main thread of every engine"
    )
    config.addinivalue_line("markers", "xdist_group(name): which tests share a process of pytest-xdist")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "realm" not in metafunc.fixturenames:
        return
    marker = metafunc.definition.get_closest_marker("realms")
    names = marker.args if marker else MAIN_THREADS
    # One process an engine: the tests of an engine stay together.
    parameters = [pytest.param(name, marks=pytest.mark.xdist_group(name.partition("-")[0])) for name in names]
    metafunc.parametrize("realm", parameters, indirect=True, scope="session")


@pytest.fixture
def pyodide(realm: Realm, no_unhandled_rejections: None) -> Iterator[Interpreter]:
    """Give the interpreter that all tests in this realm share; its global namespace is cleared afterwards."""
    yield from lend(Interpreter(realm, "shared"))


@pytest.fixture
def fresh_pyodide(realm: Realm, no_unhandled_rejections: None) -> Iterator[Interpreter]:
    """Give an interpreter of the test's own."""
    interpreter = Interpreter(realm, "fresh")
    interpreter.start()
    yield interpreter
    interpreter.forget()


@pytest.fixture(scope="session")
def compile_extension(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], bytes]:
    """Compile a source file of C or C++ to a shared library, once."""
    return cache(partial(extension.compile_extension, directory=tmp_path_factory.mktemp("extensions")))
