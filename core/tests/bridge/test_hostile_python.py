"""Python objects whose special methods raise or lie: JavaScript gets an Error, or a harmless answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bridge.hostile.python_objects import OBJECTS
from harness.garbage import assert_none_left, references_without_garbage

pytestmark = pytest.mark.realms("node24", "chromium", "firefox")

SOURCE = (Path(__file__).parent / "hostile" / "python_objects.py").read_text()

# What Python itself would iterate over for ever.
ENDLESS = ("next is endless", "generator that does not end", "len is negative", "len is huge")

# What JavaScript may do with x; what an operation returns is destroyed if it is a proxy.
OPERATIONS = """
x.a
x.name
x.length
x.then
x[Symbol.iterator]
x[Symbol.toPrimitive]
x["\\ud800"]
x[0]
x.a = 1
x[0] = 1
delete x.a
delete x[0]
"a" in x
0 in x
Object.keys(x)
Object.entries(x)
Object.assign({}, x)
Reflect.ownKeys(x)
Object.getOwnPropertyDescriptor(x, "a")
Object.getOwnPropertyDescriptors(x)
Object.defineProperty(x, "a", { value: 1 })
Object.preventExtensions(x)
Object.freeze(x)
Object.setPrototypeOf(x, null)
Object.getPrototypeOf(x)
Object.prototype.toString.call(x)
JSON.stringify(x)
structuredClone(x)
String(x)
`${x}`
+x
x == 1
x + 1
x.toString()
x.type
x.supportsLength && x.supportsLength()
typeof x
x instanceof Function
x instanceof pyodide.ffi.PyProxy
Object.values(pyodide.ffi).map((each) => typeof each === "function" && x instanceof each)
x()
x(1, x)
new x()
x.call(null, 1)
x.apply(null, [1])
x.bind(null)()
x.callKwargs({ a: 1 })
x.callKwargs(1, {})
x.callRelaxed(1, 2)
x.callKwargsRelaxed(1, { a: 1 })
x.captureThis()
x.get(0)
x.get("a")
x.get(x)
x.set(0, 1)
x.set("a", x)
x.delete(0)
x.delete("a")
x.has("a")
x.has(x)
x.keys()
[...x].length
Array.from(x)
take(x, 3)
x.next()
x.next(1)
x.return(1)
x.throw(new Error("thrown in"))
x.throw(1)
x.map((each) => each)
x.join()
x.slice(0, 1)
x.push(1)
x.pop()
x.splice(0, 1)
x.sort()
x.reverse()
x.includes(1)
x.indexOf(1)
x.toJSON()
x.asJsJson && JSON.stringify(x.asJsJson())
x.asJsonAdaptor && JSON.stringify(x.asJsonAdaptor())
x.toJs()
x.toJs({ depth: 1 })
x.toJs({ create_pyproxies: false })
x.toJs({ pyproxies: [] })
x.toJs({ dict_converter: Object.fromEntries })
x.toJs({ default_converter: () => { throw new Error("converter"); } })
x.toJs({ default_converter: (value, convert, cache) => { cache(value, 1); return convert(value); } })
x.getBuffer()
x.getBuffer("u8").release()
x.getBuffer("no such type")
pyodide.toPy(x)
pyodide.toPy([x, { x }])
pyodide.globals.set("held", x); pyodide.globals.delete("held")
pyodide.runPython("lambda a, b: a is b")(x, x)
x.copy()
x.$$
x.destroy("earlier than usual")
"""

BATTERY = """
  const inspect = globalThis.process?.versions?.node ? require("node:util").inspect : String;
  const take = (iterable, count) => { for (const each of iterable) if (--count < 0) break; };
  const release = (value) => {
    if (value instanceof pyodide.ffi.PyProxy) {
      try { value.destroy(); } catch { /* a prototype, or without its own: the garbage collector's */ }
    } else if (Array.isArray(value)) value.slice(0, 10).forEach(release);
  };
  const wrong = [];
  const endless = /^(\\[\\.\\.\\.x|Array\\.from)/;
  const make = pyodide.runPython(source + "\\n\\nlambda name: OBJECTS[name]()");
  const statements = ["inspect(x)", ...operations.trim().split("\\n")];
  for (const statement of statements) {
    if (isEndless && endless.test(statement)) continue;
    const x = make(name);
    try {
      // Sloppy, since that is where most pages run; the last expression's value is the result.
      release(new Function("x", "pyodide", "inspect", "take",
        statement.includes(";") ? statement : `return (${statement})`)(x, pyodide, inspect, take));
    } catch (error) {
      const isTrap = error instanceof WebAssembly.RuntimeError || error.name === "PyodideFatalError";
      if (!(error instanceof Error) || isTrap || ["SystemError", "MemoryError"].includes(error.type)) {
        wrong.push(`${statement}: ${String(error).trim().split("\\n").at(-1)}`);
      }
    } finally {
      release(x);
    }
    if (wrong.length > 5) break;
  }
  make.destroy();
  if (pyodide.runPython("1 + 1") !== 2) wrong.push("Python cannot add any more");
  return wrong.join("\\n");
"""


@pytest.fixture(autouse=True)
def no_leaks(pyodide) -> Iterator[None]:
    """Allow what JavaScript's garbage still holds of Python, where it can be collected at will."""
    pyodide.js("pyodide.globals; pyodide.pyodide_py;")
    before = references_without_garbage(pyodide)
    yield
    if not pyodide.is_loaded():
        return  # the test has lost its engine, and failed
    # Asynchronous functions run when they are called, and what they raise is nobody's.
    pyodide.run_async("import asyncio; await asyncio.sleep(0.05)")
    pyodide.js("await realm.takeRejections();")
    assert_none_left(before, references_without_garbage(pyodide))


@pytest.mark.parametrize("name", OBJECTS)
def test_no_operation_kills(pyodide, name) -> None:
    assert "" == pyodide.js(
        BATTERY,
        source=SOURCE,
        name=name,
        operations=OPERATIONS,
        isEndless=name in ENDLESS,
        time_limit=20,
    )
