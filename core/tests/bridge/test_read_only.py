"""What JavaScript does not let anybody change says so in Python."""

import pytest

from harness.errors import ThrownError


@pytest.mark.parametrize("statement", ["frozen.a = 1", "frozen.new_one = 1", "items[0] = 1"])
def test_frozen(pyodide, statement: str) -> None:
    pyodide.js("pyodide.globals.set('frozen', Object.freeze({a: 0})); pyodide.globals.set('items', Object.freeze([0]))")

    with pytest.raises(ThrownError, match="TypeError"):
        pyodide.run(statement)
