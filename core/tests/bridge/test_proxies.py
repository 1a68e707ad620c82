"""Objects that are shared: Python's in JavaScript, JavaScript's in Python."""

import pytest

from harness.errors import ThrownError
from harness.wire import UNDEFINED


def test_python_function(pyodide) -> None:
    assert [3, "a-b", 7] == pyodide.js(
        """
        const add = pyodide.runPython("lambda a, b: a + b");
        const join = pyodide.runPython("def join(*words, sep=''): return sep.join(words)\\njoin");
        try {
          return [add(1, 2), join.callKwargs("a", "b", { sep: "-" }), add.apply(null, [3, 4])];
        } finally {
          add.destroy();
          join.destroy();
        }
        """
    )


def test_python_attributes(pyodide) -> None:
    assert [1, 2, True, False, UNDEFINED, "Namespace", "types.SimpleNamespace"] == pyodide.js(
        """
        const object = pyodide.runPython("import types; types.SimpleNamespace(a=1)");
        object.b = 2;
        const results = [object.a, object.b, "b" in object, delete object.b && "b" in object, object.missing];
        results.push(String(object).startsWith("namespace(") ? "Namespace" : String(object), object.type);
        object.destroy();
        return results;
        """
    )


def test_python_containers(pyodide) -> None:
    assert [3, 30, True, [10, 20, 30], 1, UNDEFINED] == pyodide.js(
        """
        const list = pyodide.runPython("[10, 20, 30]");
        const dict = pyodide.runPython("{'a': 1}");
        const results = [list.length, list.get(2), list.has(20), [...list], dict.get("a"), dict.get("b")];
        list.destroy();
        dict.destroy();
        return results;
        """
    )


def test_round_trip_gives_the_same_object(pyodide) -> None:
    assert [True, True] == pyodide.js(
        """
        const list = pyodide.runPython("original = []; original");
        pyodide.globals.set("back", list);
        const python = pyodide.runPython("back is original");
        list.destroy();
        const object = {};
        pyodide.globals.set("object", object);
        return [python, pyodide.globals.get("object") === object];
        """
    )


def test_javascript_objects(pyodide) -> None:
    assert "7 5 8 1,2 True function" == pyodide.js(
        """
        pyodide.globals.set("object", {
          number: 5,
          add(a, b) { return a + b; },
          get self() { return this; },
          list: [1, 2],
        });
        return pyodide.runPython(`
          object.more = 8
          f"{object.add(3, 4)} {object.number} {object.more} {object.list} {object.self == object} {object.add.typeof}"
        `);
        """
    )


def test_keyword_arguments_become_an_object(pyodide) -> None:
    assert "{'a': 1, 'b': 'x'}" == pyodide.js(
        """
        pyodide.globals.set("call", (options) => JSON.stringify(options));
        return pyodide.runPython("import json; str(json.loads(call(a=1, b='x')))");
        """
    )


def test_arguments_live_as_long_as_the_call(pyodide) -> None:
    """A PyProxy made for an argument is destroyed when the JavaScript function returns."""
    with pytest.raises(ThrownError, match="destroyed"):
        pyodide.js(
            """
            let kept;
            pyodide.globals.set("keep", (list) => { kept = list; return list.length; });
            if (pyodide.runPython("keep([1, 2])") !== 2) throw new Error("wrong length");
            kept.length;
            """
        )


def test_destroyed(pyodide) -> None:
    with pytest.raises(ThrownError, match="Object has already been destroyed"):
        pyodide.js("const list = pyodide.runPython('[]'); list.destroy(); list.destroy(); list.length;")


def test_copy(pyodide) -> None:
    assert 2 == pyodide.js(
        """
        const list = pyodide.runPython("[1, 2]");
        const copy = list.copy();
        list.destroy();
        const length = copy.length;
        copy.destroy();
        return length;
        """
    )


def test_errors_release_their_arguments(pyodide) -> None:
    """References taken for a call that fails are given back; the leak check sees to it."""
    pyodide.js(
        """
        const fail = pyodide.runPython("def fail(*args): raise ValueError\\nfail");
        for (const call of [() => fail({}, [], () => 1), () => fail.callKwargs({}, { a: {} }), () => fail.missing.x]) {
          try {
            call();
          } catch {}
        }
        fail.destroy();
        """
    )


def test_objects_with_getters_that_throw_do_not_leak(pyodide) -> None:
    pyodide.js(
        """
        pyodide.globals.set("object", { get bad() { throw new Error(); }, f() { throw new Error(); } });
        pyodide.runPython(`
          for _ in range(10):
              for use in (lambda: object.bad, lambda: object.f({}, []), lambda: object.g, lambda: object.f(a=[])):
                  try: use()
                  except Exception: pass
          del use
        `);
        """
    )


def test_import_of_the_global_scope(pyodide) -> None:
    assert "3 True" == pyodide.run("import js\nfrom js import Math\nf'{Math.max(1, 3)} {hasattr(js, \"JSON\")}'")


def test_registered_module(pyodide) -> None:
    assert [7, 4] == pyodide.js(
        """
        const module = { submodule: { value: 7 }, double: (x) => 2 * x };
        pyodide.registerJsModule("my_module", module);
        try {
          return [
            pyodide.runPython("from my_module.submodule import value; value"),
            pyodide.runPython("import my_module; my_module.double(2)"),
          ];
        } finally {
          pyodide.unregisterJsModule("my_module");
          pyodide.runPython(`
            import sys
            for name in [name for name in sys.modules if name.startswith("my_module")]: del sys.modules[name]
          `);
        }
        """
    )


def test_unregistering_what_is_not_registered(pyodide) -> None:
    with pytest.raises(ThrownError, match="never_registered"):
        pyodide.js("pyodide.unregisterJsModule('never_registered')")
