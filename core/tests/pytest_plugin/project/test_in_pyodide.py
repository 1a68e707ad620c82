"""Functions that the plugin sends to Python in the runtime: their code, arguments and results travel pickled."""

import sys
from datetime import date
from fractions import Fraction

import pytest
from pytest_pyodide import run_in_pyodide


@run_in_pyodide
def test_runs_in_the_browser(selenium):
    import sys

    assert sys.platform == "emscripten"


def test_runs_on_the_host():
    assert sys.platform == "linux"


@run_in_pyodide
def echo(selenium, value):
    return value


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        -(2**70),
        1.5,
        "ASCII, ж, 🐍, \udc80",
        b"\x00\xff",
        [1, [2, [3]]],
        {"a": (1, 2), 3: {4}},
        Fraction(1, 3),
        date(2026, 11, 22),
    ],
    ids=repr,
)
def test_arguments_and_results(selenium, value):
    result = echo(selenium, value)

    assert value == result
    assert type(value) is type(result)


@run_in_pyodide
async def test_asynchronous(selenium):
    import asyncio

    async def later(value):
        await asyncio.sleep(0.01)
        return value

    assert [1, 2] == await asyncio.gather(later(1), later(2))


@run_in_pyodide
def divide(selenium, dividend, divisor):
    return dividend / divisor


def test_exceptions_are_raised_here(selenium):
    assert 0.5 == divide(selenium, 1, 2)
    with pytest.raises(ZeroDivisionError, match="division by zero"):
        divide(selenium, 1, 0)


@run_in_pyodide
def failing(selenium):
    number = 6

    assert number == 7


def test_assertions_that_fail(selenium):
    with pytest.raises(AssertionError):
        failing(selenium)


@run_in_pyodide
async def failing_later(selenium):
    import asyncio

    await asyncio.sleep(0)
    raise KeyError("late")


def test_exceptions_of_asynchronous_functions(selenium):
    with pytest.raises(KeyError, match="late"):
        failing_later(selenium)


@run_in_pyodide
def make_handle(selenium):
    from pytest_pyodide.decorator import PyodideHandle

    class Counter:
        count = 0

    return PyodideHandle(Counter())


@run_in_pyodide
def count(selenium, counter):
    counter.count += 1
    return counter.count


@run_in_pyodide
def references(selenium, counter):
    import gc
    import sys

    gc.collect()
    return sys.getrefcount(counter)


def test_handles_keep_objects_there(selenium):
    counter = make_handle(selenium)

    assert 1 == count(selenium, counter)
    assert 2 == count(selenium, counter)
    assert references(selenium, counter) == references(selenium, counter)


@run_in_pyodide
def test_javascript_is_there(selenium):
    from js import JSON, Array

    array = Array.new(1, 2, 3)

    assert "[1,2,3]" == JSON.stringify(array)
