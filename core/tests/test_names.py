"""Every function of the API has a test that is named after it."""

import ast
import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest

HERE = Path(__file__).parent
API = HERE.parent / "runtime" / "api.ts"
# What needs processes or sockets; the tests of those go through the classes of asyncio.
REFUSED = re.compile(
    r"(add|remove)_(reader|writer|signal_handler)"
    r"|(connect|create)_.*(pipe|socket|server|connection|endpoint)"
    r"|subprocess_(exec|shell)"
)
MODULES = ("code", "console", "http", "webloop")


def snake_case(name: str) -> str:
    """Spell a name of JavaScript's or of a class as Python's functions are."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def names_of_tests() -> str:
    """Return the names of all tests, each after its file's."""
    functions = [
        f"{path.stem}_{node.name}_"
        for path in HERE.rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    return "\n".join(functions)


def names_in_javascript() -> list[str]:
    """Return the public members of the object that loadPyodide gives."""
    (interface,) = re.findall(r"^export interface Api \{\n(.*?)^\}", API.read_text(), re.MULTILINE | re.DOTALL)
    return re.findall(r"^  (?:readonly )?([a-zA-Z]\w*)[(:]", interface, re.MULTILINE)


def names_in_python() -> list[str]:
    """Return what the modules export, and the public methods that are defined right in their classes."""
    names = []
    for module in (import_module(f"pyodide.{name}") for name in MODULES):
        for name in module.__all__:
            value = getattr(module, name)
            names += [name] if callable(value) else []
            if inspect.isclass(value):
                methods = (member for member, kind in vars(value).items() if callable(kind) or hasattr(kind, "fget"))
                names += [member for member in methods if not member.startswith("_") and not REFUSED.fullmatch(member)]
    return names


@pytest.mark.parametrize("names", [names_in_javascript, names_in_python])
def test_every_function_has_a_test(names) -> None:
    tests = names_of_tests()
    found = names()
    untested = [name for name in found if f"_{snake_case(name).strip('_')}_" not in tests]

    assert len(found) > 30
    assert [] == sorted(set(untested))
