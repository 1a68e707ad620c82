"""Recursion ends in RecursionError, whatever recurs, and the interpreter lives on."""

import pytest

from harness.realms import ALL_REALMS

pytestmark = pytest.mark.realms(*ALL_REALMS)

NESTED = """
nested = []
for _ in range(100_000):
    nested = [nested]
"""

NESTED_TREE = """
import ast
at = dict(lineno=1, col_offset=0)
tree = ast.Constant(1, **at)
for _ in range(100_000):
    tree = ast.UnaryOp(ast.Not(), tree, **at)
"""

RECURSIONS = {
    "function": "def f(): f()\nf()",
    "method": "class A:\n    def f(self): return self.f() + 1\nA().f()",
    "getattr": "class A:\n    def __getattr__(self, name): return getattr(self, name + 'x')\nA().a",
    "getattribute": "class A:\n    def __getattribute__(self, name): return getattr(self, name)\nA().a",
    "property": "class A:\n    @property\n    def p(self): return self.p\nA().p",
    "init": "class A:\n    def __init__(self): A()\nA()",
    "new": "class A:\n    def __new__(cls): return cls()\nA()",
    "call": "class A: pass\nA.__call__ = A()\nA()()",
    "eq": "class A:\n    def __eq__(self, other): return self == other\nA() == A()",
    "add": "class A:\n    def __add__(self, other): return self + other\nA() + A()",
    "index": "class A:\n    def __getitem__(self, key): return self[key]\nA()[0]",
    "iter": "class A:\n    def __iter__(self): return iter(self)\niter(A())",
    "str": "class A:\n    def __str__(self): return f'{self}'\nstr(A())",
    "hash": "class A:\n    def __hash__(self): return hash(self)\nhash(A())",
    "with": "class A:\n    def __enter__(self):\n        with self: ...\n    __exit__ = None\nA().__enter__()",
    "generator": "def f():\n    yield from f()\nnext(f())",
    "comprehension": "def f(): return [f() for _ in 'a']\nf()",
    "exec": "def f(): exec('f()')\nf()",
    "eval": "def f(): return eval('f()')\nf()",
    "map": "def f(_=0): return list(map(f, [1]))\nf()",
    "sorted": "def f(_=0): return sorted([1, 2], key=f)\nf()",
    "max": "def f(_=0): return max([1, 2], key=f)\nf()",
    "lru_cache": "import functools\n@functools.lru_cache(None)\ndef f(n): return f(n + 1)\nf(0)",
    "reduce": "import functools\ndef f(*_): return functools.reduce(f, [1, 2])\nf()",
    "partial": "import functools\ndef f(*_): return functools.partial(f)()\nf()",
    "singledispatch": "import functools\n@functools.singledispatch\ndef f(n): return f(n)\nf(0)",
    "re.sub": "import re\ndef f(_=0): return re.sub('a', f, 'a')\nf()",
    "repr of a list": NESTED + "repr(nested)",
    "list ==": NESTED + "other = []\nfor _ in range(100_000): other = [other]\nnested == other",
    "repr of a dict": "d = {}\nfor _ in range(100_000): d = {1: d}\nrepr(d)",
    "json.dumps": NESTED + "import json\njson.dumps(nested)",
    "json.dumps in Python": NESTED + "import json\njson.dumps(nested, indent=1)",
    "json.loads": "import json\njson.loads('[' * 100_000)",
    "json.loads of objects": """import json\njson.loads('{"a":' * 100_000)""",
    "pickle": NESTED + "import pickle\npickle.dumps(nested)",
    "pickle in Python": NESTED + "import pickle\npickle._dumps(nested)",
    "deepcopy": NESTED + "import copy\ncopy.deepcopy(nested)",
    "marshal": NESTED + "import marshal\ntry: marshal.dumps(nested)\nexcept ValueError: raise RecursionError",
    "isinstance": "t = int\nfor _ in range(100_000): t = (t,)\nisinstance('', t)",
    "compile a sum": "compile('+'.join(['1'] * 100_000), '', 'eval')",
    "compile attributes": "compile('a' + '.a' * 100_000, '', 'eval')",
    "compile calls": "compile('a' + '()' * 100_000, '', 'eval')",
    "compile an ast": (NESTED_TREE + "compile(ast.Expression(tree), '', 'eval')"),
    "ast.unparse": (NESTED_TREE + "ast.unparse(tree)"),
    "re": "import re\nre.compile('(' * 50_000 + ')' * 50_000)",
    "xml": (
        "from xml.etree import ElementTree\n"
        "ElementTree.tostring(ElementTree.fromstring('<a>' * 50_000 + '</a>' * 50_000))"
    ),
    "union": "from typing import Union\nt = list\nfor _ in range(100_000): t = list[t]\nrepr(t)",
    "exception chain in Python": "def f():\n    try: raise ValueError\n    finally: f()\nf()",
}

ENDS_IN = """
def __outcome():
    try:
        exec(code, {})
    except RecursionError:
        return "RecursionError"
    except BaseException as error:
        return repr(error)
    return "no error"
"""


@pytest.mark.parametrize("code", RECURSIONS.values(), ids=RECURSIONS)
def test_python_sees_recursion_error(pyodide, code) -> None:
    pyodide.js("pyodide.globals.set('code', code)", code=code)

    assert "RecursionError" == pyodide.run(ENDS_IN + "__outcome()")
    assert 2 == pyodide.run("1 + 1")


def test_python_and_javascript_calling_each_other(pyodide) -> None:
    kind = pyodide.js(
        """
        const python = pyodide.runPython("lambda javascript: javascript()");
        const javascript = () => python(javascript);
        try {
          javascript();
        } catch (error) {
          return error.type ?? error.name;
        } finally {
          python.destroy();
        }
        """
    )

    assert kind in {"RecursionError", "RangeError", "InternalError"}
    assert 2 == pyodide.run("1 + 1")


# Not Chromium: a level takes more of its stack than of others', and overflows it.
@pytest.mark.realms(*[name for name in ALL_REALMS if not name.startswith("chromium")])
def test_recursion_through_ctypes_callbacks(pyodide) -> None:
    """What a callback raises is reported and not passed on (ctypes): only the depth shows that there was an end."""
    depth = pyodide.run(
        """
        import ctypes, sys
        depth = 0
        ignored, sys.unraisablehook = sys.unraisablehook, lambda report: None

        @ctypes.CFUNCTYPE(ctypes.py_object)
        def function():
            global depth
            depth += 1
            return function()

        try:
            function()
        except ValueError:
            pass  # a callback that raised gave NULL
        sys.unraisablehook = ignored
        depth
        """
    )

    assert depth > 50
    assert 2 == pyodide.run("1 + 1")


def test_a_higher_limit_is_safe_for_c(pyodide) -> None:
    code = "import sys\nsys.setrecursionlimit(10**9)\n" + RECURSIONS["map"]
    pyodide.js("pyodide.globals.set('code', code)", code=code)

    assert "RecursionError" == pyodide.run(ENDS_IN + "__outcome()")
    pyodide.run("import sys; sys.setrecursionlimit(1000)")


def test_python_functions_recur_as_deep_as_the_limit_says(pyodide) -> None:
    """Calls from Python to Python take no stack of the engine's."""
    depth = pyodide.run(
        """
        import sys
        sys.setrecursionlimit(100_000)
        def f(n): return n if n == 90_000 else f(n + 1)
        try: depth = f(0)
        finally: sys.setrecursionlimit(1000)
        depth
        """
    )

    assert 90_000 == depth


def test_default_limit(pyodide) -> None:
    assert 1000 == pyodide.run("import sys; sys.getrecursionlimit()")
