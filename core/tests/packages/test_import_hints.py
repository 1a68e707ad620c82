"""What a failed import says."""

import pytest

from wheel_builder import Wheel

pytestmark = pytest.mark.realms("node24", "chromium")

WHEELS = [
    Wheel("scikit-thing", imports=["skthing", "google.thing"]),
    Wheel("ssl-like", imports=["ssl_like", "_ssl_like"], package_type="cpython_module"),
    Wheel("constructor"),
]

ATTEMPT = """
import traceback
try:
    {statement}
except ModuleNotFoundError as error:
    result = [error.name, str(error), "".join(traceback.format_exception(error))]
"\\0".join(result)
"""


def attempt(python, statement: str) -> list[str]:
    """Return name, message and traceback of the error."""
    return python.run(ATTEMPT.format(statement=statement)).split("\0")


@pytest.mark.parametrize("module", ["skthing", "ssl_like", "_ssl_like"])
def test_modules_of_packages(start, module) -> None:
    python = start(*WHEELS)
    package = "scikit-thing" if module == "skthing" else "ssl-like"

    name, message, traceback = attempt(python, f"import {module}")

    assert module == name
    assert message.startswith(f"No module named {module!r}\nThe module {module!r} is in the package {package!r}")
    assert f'`await pyodide.loadPackage("{package}")` in JavaScript' in message
    assert f'`await micropip.install("{package}")` in Python' in message
    assert "importlib" not in traceback
    assert "import_hint" not in traceback


def test_a_module_in_a_namespace(start) -> None:
    python = start(*WHEELS)
    python.run("import sys; sys.modules['google'] = type(sys)('google'); sys.modules['google'].__path__ = []")

    assert "'scikit-thing'" in attempt(python, "import google.thing")[1]
    assert "No module named 'google.other'" == attempt(python, "import google.other")[1]


@pytest.mark.parametrize("module", ["curses", "tkinter", "turtle", "idlelib", "winreg"])
def test_modules_that_are_left_out(start, module) -> None:
    assert (
        f"The module {module!r} of the Python standard library is not part of"
        in attempt(start(*WHEELS), f"import {module}")[1]
    )


def test_unknown_modules(start) -> None:
    """Also ones whose names mean something in JavaScript."""
    python = start()

    for name in ("nothing_at_all", "constructor", "toString", "__proto__"):
        assert [name, f"No module named {name!r}"] == attempt(python, f"import {name}")[:2]


def test_asking_is_not_importing(start) -> None:
    python = start(*WHEELS)

    assert True is python.run("import importlib.util; importlib.util.find_spec('skthing') is None")
    assert True is python.run("importlib.util.find_spec('tkinter') is None")


def test_after_loading(start) -> None:
    python = start(*WHEELS)
    python.load("constructor")

    assert "constructor" == python.run("import constructor; constructor.name")
    assert "No module named 'constructor.part'" == attempt(python, "import constructor.part")[1]
