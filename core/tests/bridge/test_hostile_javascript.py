"""JavaScript objects that do whatever they can to hurt: Python gets an exception, or a harmless answer."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.garbage import assert_none_left, references_without_garbage

pytestmark = pytest.mark.realms("node24", "chromium", "firefox")

SOURCE = (Path(__file__).parent / "hostile" / "javascript_objects.js").read_text()
OBJECTS = [
    quoted or plain
    for quoted, plain in re.findall(
        r'^    (?:"([^"]+)"|(\w+)): \(\) =>', SOURCE.split("  return {\n")[-1], re.MULTILINE
    )
]

# What Python may do with x, and how it is tried.
STATEMENTS = """
repr(x)
str(x)
f"{x}"
format(x, "5")
bool(x)
not x
len(x)
hash(x)
dir(x)
x == x
x != x
x == 1
x < x
x + x
-x
int(x)
float(x)
x.a
x.length
x.constructor
x.then
x.toString()
getattr(x, "no such name", None)
hasattr(x, "a")
getattr(x, "\\ud800", None)
x.a = 1
x.a = x
del x.a
x()
x(1, x)
x(a=1)
x.call(x)
x.new()
x.new(1, a=2)
x.a()
x.next()
x[0]
x[-1]
x["a"]
x[x]
x[2**70]
x[1:2]
x[::-1]
x[0] = 1
x["a"] = 2
x[0:1] = [1]
del x[0]
del x["a"]
del x[0:1]
1 in x
"a" in x
x in x
first(x)
next(x)
next(iter(x))
list(zip(x, range(5)))
reversed(x)
a, b = x
{**x}
f(*x)
f(**x)
isinstance(x, JsProxy), isinstance(x, Exception), isinstance(x, Iterable), isinstance(x, Mapping)
issubclass(type(x), JsProxy)
isinstance(1, x)
type(x).__mro__
x.typeof
x.js_id
x.object_keys()
x.object_entries()
x.object_values()
x.as_object_map()
x.as_object_map()["a"]
len(x.as_object_map())
x.to_py(depth=1)
x.keys()
x.values()
x.items()
x.get("a")
x.pop()
x.pop("a")
x.popitem()
x.append(1)
x.extend([1])
x.insert(0, 1)
x.index(1)
x.count(1)
x.remove(1)
x.reverse()
x.update({"a": 1})
x.setdefault("a", 1)
x.clear()
x.send(None)
x.throw(ValueError("thrown in"))
x.throw(x)
x.close()
x.asend(None)
x.athrow(ValueError("thrown in"))
x.aclose()
x.__anext__()
x.__aiter__()
x.catch(f)
x.finally_(f)
x.then(f)
x.then(f, f)
x.to_bytes()
x.to_memoryview()
x.to_string()
x.to_file(None)
x.assign(b"1234")
x.assign_to(bytearray(4))
memoryview(x)
bytes(x)
bytearray(x)
x.name, x.message, x.stack
raise x
raise ValueError("y") from x
copy.copy(x)
copy.deepcopy(x)
pickle.dumps(x)
json.dumps(x)
weakref.ref(x)
{x: 1}
{x}
[x].index(x)
sorted([x, x])
setattr(sys.modules[__name__], "held", x); del sys.modules[__name__].held
with x: pass
match(x)
give_back(x)
give_back([x, (x,), {"a": x}])
ffi.to_js([x, {"a": x}])
ffi.to_js(x)
js.Array.of(x)
js.Object.keys(x)
js.JSON.stringify(x)
js.Promise.resolve(x)
js.Object.assign(js.Object.new(), x)
"""

BATTERY = """
import copy, gc, json, pickle, sys, types, weakref
import js
from collections.abc import Iterable, Mapping
from pyodide import ffi
from pyodide.ffi import JsProxy

module = types.ModuleType("battery")
sys.modules["battery"] = module
SOURCE = '''
def f(*args, **kwargs): return None
def first(x):
    for item in x:
        return item
def match(x):
    match x:
        case [a, *rest]: pass
        case {"a": a}: pass
        case Exception(): pass
        case JsProxy(a=1): pass
'''

def outcomes(make, give_back, statements):
    wrong = []
    for statement in statements.strip().splitlines():
        names = {**globals(), "__name__": "battery", "give_back": give_back}
        exec(SOURCE, names)
        try:
            names["x"] = make()
            exec(statement, names)
        except (SystemError, MemoryError) as error:
            wrong.append(f"{statement}: {error!r}")
        except Exception as error:
            repr(error), str(error)
        except BaseException as error:
            wrong.append(f"{statement}: {type(error).__name__}")
        names.clear()
    del sys.modules["battery"]
    gc.collect()
    return "\\n".join(wrong)
outcomes
"""


@pytest.fixture(autouse=True)
def no_leaks(pyodide) -> Iterator[None]:
    """Allow what JavaScript's garbage still holds of Python, where it can be collected at will."""
    pyodide.js("pyodide.globals; pyodide.pyodide_py;")
    before = references_without_garbage(pyodide)
    yield
    if pyodide.is_loaded():
        assert_none_left(before, references_without_garbage(pyodide))


@pytest.mark.parametrize("name", OBJECTS)
def test_no_operation_kills(pyodide, name) -> None:
    assert "" == pyodide.js(
        SOURCE
        + """
        const outcomes = pyodide.runPython(battery);
        const result = outcomes(hostileObjects(pyodide)[name], (value) => value, statements);
        outcomes.destroy();
        if (pyodide.runPython("1 + 1") !== 2) throw new Error("Python cannot add any more");
        await undefined; // then() is called later
        delete globalThis.keptFunctions;
        return result;
        """,
        name=name,
        battery=BATTERY,
        statements=STATEMENTS,
        time_limit=20,
    )


@pytest.mark.parametrize("length", ["-1", "-0.5", "1.5", "NaN", "Infinity", "2 ** 31", "2 ** 53"])
def test_lengths_that_python_does_not_have(pyodide, length) -> None:
    assert "RangeError" == pyodide.js(
        f"""
        pyodide.globals.set("x", {{ length: {length} }});
        return pyodide.runPython(`
            from pyodide.ffi import JsException
            try:
                name = len(x)
            except JsException as error:
                name = error.name
            name
        `);
        """
    )


def test_arrays_longer_than_any_in_python(pyodide) -> None:
    assert ["JsException"] * 3 == pyodide.js(
        """
        pyodide.globals.set("array", new Array(2 ** 32 - 1));
        const proxy = pyodide.runPython(`
            results = []
            for operation in (len, lambda array: array[-1], lambda array: array[:-1]):
                try:
                    results.append(operation(array))
                except Exception as error:
                    results.append(type(error).__name__)
            results
        `);
        const results = proxy.toJs();
        proxy.destroy();
        return results;
        """
    )
