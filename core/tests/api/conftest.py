"""What the tests of the JavaScript API share."""

import pytest

from harness.errors import ThrownError
from harness.interpreter import Interpreter


@pytest.fixture
def throws(pyodide: Interpreter):
    """Give a function that runs JavaScript, which must throw, and returns `NAME: MESSAGE`."""

    def message(body: str, **values: object) -> str:
        with pytest.raises(ThrownError) as caught:
            pyodide.js(body, **values)
        assert 2 == pyodide.run("1 + 1")
        return f"{caught.value.name}: {caught.value.message}"

    return message
