"""The examples in docstrings that need no JavaScript."""

import doctest
from types import ModuleType

import pytest

import _pyodide.evaluate
import pyodide.code
import pyodide.console


@pytest.mark.parametrize("module", [_pyodide.evaluate, pyodide.code], ids=lambda module: module.__name__)
def test_examples(module: ModuleType) -> None:
    result = doctest.testmod(module)

    assert 0 < result.attempted
    assert 0 == result.failed


@pytest.mark.parametrize("name", ["repr_shorten", "Console.complete"])
def test_examples_of_the_console(name: str) -> None:
    finder = doctest.DocTestFinder(recurse=False)
    function = pyodide.console
    for part in name.split("."):
        function = getattr(function, part)
    (test,) = finder.find(function, name, globs=vars(pyodide.console).copy())
    runner = doctest.DocTestRunner()

    assert 0 < runner.run(test).attempted
    assert 0 == runner.failures
