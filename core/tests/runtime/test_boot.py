"""Python starts in every engine, on main threads and in workers, through every kind of module."""

import pytest

from harness.realms import ALL_REALMS

pytestmark = pytest.mark.realms(*ALL_REALMS)


def test_runs(pyodide) -> None:
    assert 2 == pyodide.run("1 + 1")


def test_is_the_python_it_should_be(pyodide) -> None:
    code = "import platform, sys; f'{platform.python_version()} {sys.platform} {platform.machine()}'"

    assert "3.13.5 emscripten wasm32" == pyodide.run(code)
