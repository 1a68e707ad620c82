"""What tests of recipes are written with: functions that run in the runtime."""

import pytest

from harness.errors import ThrownError
from harness.in_pyodide import run_in_pyodide

pytestmark = pytest.mark.realms("node24")


@run_in_pyodide(packages=["six"])
async def echo(pyodide, value, *, times=2):
    import asyncio

    import six

    await asyncio.sleep(0)
    return [six.ensure_str(value), pyodide] * times


def test_arguments_and_results(pyodide):
    assert ["ä", None, "ä", None] == echo(pyodide, "ä")
    assert ["a", None] == echo(pyodide, "a", times=1)


@run_in_pyodide()
def failing(pyodide):
    print("seen before")
    number = 6
    assert number == 7


def test_a_failure_shows_line_and_output(pyodide):
    with pytest.raises(ThrownError) as caught:
        failing(pyodide)

    line = failing.__wrapped__.__code__.co_firstlineno + 4
    assert "AssertionError" == caught.value.type
    assert f'core/tests/packages/test_in_pyodide.py", line {line}, in failing' in caught.value.message
    assert "assert number == 7" in caught.value.message
    assert ["It printed:\nseen before\n"] == caught.value.__notes__


@run_in_pyodide(packages=["no-such-package"])
def unloadable(pyodide):
    pass


def test_a_package_that_is_not_there(pyodide):
    with pytest.raises(ThrownError, match="no-such-package"):
        unloadable(pyodide)
