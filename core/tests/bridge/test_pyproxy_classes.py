"""The classes of proxies, in `pyodide.ffi`: what an object can do decides which ones it belongs to."""

import pytest

from harness.errors import ThrownError

NAMES = """
    const names = (object) => {
      try {
        return Object.keys(pyodide.ffi)
          .filter((name) => name.startsWith("Py") && object instanceof pyodide.ffi[name])
          .sort()
          .join(" ");
      } finally {
        object.destroy();
      }
    };
"""

LIST = "PyIterable PyMutableSequence PyProxy PyProxyWithGet PyProxyWithHas PyProxyWithLength PyProxyWithSet PySequence"
TUPLE = "PyIterable PyProxy PyProxyWithGet PyProxyWithHas PyProxyWithLength PySequence"
DICT = "PyDict PyIterable PyProxy PyProxyWithGet PyProxyWithHas PyProxyWithLength PyProxyWithSet"


def with_buffer(names: str) -> str:
    """Add PyBuffer in its place."""
    return " ".join(sorted([*names.split(), "PyBuffer"]))


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("object()", "PyProxy"),
        ("[]", LIST),
        ("()", TUPLE),
        ("range(3)", TUPLE),
        ("b''", with_buffer(TUPLE)),
        ("bytearray()", with_buffer(LIST)),
        ("{}", DICT),
        ("__import__('collections').OrderedDict()", DICT),
        ("set()", "PyIterable PyProxy PyProxyWithHas PyProxyWithLength"),
        ("{}.values()", "PyIterable PyProxy PyProxyWithLength"),
        ("iter([])", "PyIterable PyIterator PyProxy"),
        ("(i for i in [])", "PyGenerator PyIterable PyIterator PyProxy"),
        ("len", "PyCallable PyProxy"),
        ("int", "PyCallable PyProxy"),
        ("__import__('collections').deque()", LIST),
        ("__import__('collections').UserList()", LIST),
        ("__import__('collections').UserString('')", TUPLE),
        ("__import__('array').array('i')", with_buffer(LIST)),
        ("__import__('asyncio').new_event_loop().create_future()", "PyAwaitable PyIterable PyProxy"),
    ],
)
def test_classes(pyodide, expression, expected) -> None:
    assert expected == pyodide.js(f"{NAMES} return names(pyodide.runPython({expression!r}));")


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        ("class C(collections.abc.Sequence):\n  __len__ = __getitem__ = None", "PyIterable PyProxy PyProxyWithHas"),
        ("class C:\n  def __getitem__(self, key): raise IndexError", "PyIterable PyProxy PyProxyWithGet"),
        ("class C:\n  __iter__ = None", "PyProxy"),
        (
            "class C(list):\n  __iter__ = __contains__ = None",
            LIST.replace("PyIterable ", "").replace("PyProxyWithHas ", ""),
        ),
        ("class C:\n  def __delitem__(self, key): pass", "PyProxy PyProxyWithSet"),
        ("class C:\n  def __await__(self): yield", "PyAwaitable PyProxy"),
        ("class C:\n  def __aiter__(self): return self", "PyAsyncIterable PyProxy"),
        ("class C:\n  __aiter__ = __anext__ = lambda self: self", "PyAsyncIterable PyAsyncIterator PyProxy"),
        (
            "class C(collections.abc.Generator):\n  send = throw = lambda *args: 1",
            "PyGenerator PyIterable PyIterator PyProxy",
        ),
        (
            "class C(collections.abc.AsyncGenerator):\n  asend = athrow = lambda *args: 1",
            "PyAsyncGenerator PyAsyncIterable PyAsyncIterator PyProxy",
        ),
        (
            "class C:\n  __getitem__ = __len__ = int\ncollections.abc.Sequence.register(C)",
            TUPLE.replace("PyProxyWithHas ", ""),
        ),
        ("class C:\n  pass\ncollections.abc.MutableSequence.register(C)", "PyProxy"),
        ("class C:\n  def __buffer__(self, flags): return memoryview(b'')", "PyBuffer PyProxy"),
    ],
)
def test_classes_of_user_classes(pyodide, definition, expected) -> None:
    pyodide.run(f"import collections.abc\n{definition}\nNone")

    assert expected == pyodide.js(f"{NAMES} return names(pyodide.runPython('C()'));")


def test_a_class_that_changes_later(pyodide) -> None:
    assert ["PyProxy", "PyCallable PyProxy", LIST.replace("PyProxyWithHas ", "")] == pyodide.js(
        f"""
        {NAMES}
        const seen = [];
        pyodide.runPython("class C: pass");
        seen.push(names(pyodide.runPython("C()")));
        pyodide.runPython("C.__call__ = print");
        seen.push(names(pyodide.runPython("C()")));
        pyodide.runPython(`
          import collections.abc
          class C:
              __getitem__ = __setitem__ = __len__ = print
        `);
        names(pyodide.runPython("C()"));
        pyodide.runPython("collections.abc.MutableSequence.register(C); None");
        seen.push(names(pyodide.runPython("C()")));
        return seen;
        """
    )


def test_hostile_classes(pyodide) -> None:
    """Finding out what an object can do must not run its code."""
    assert ["PyProxy", []] == pyodide.js(
        f"""
        {NAMES}
        pyodide.runPython(`
          log = []
          class Meta(type):
              def __getattribute__(cls, name):
                  if not name.startswith("_abc"):
                      log.append(name)
                  return super().__getattribute__(name)
              def __instancecheck__(cls, instance): raise ValueError
              def __subclasscheck__(cls, subclass): raise ValueError
          class C(metaclass=Meta):
              def __getattr__(self, name): log.append(name); raise ValueError
              def __getattribute__(self, name): log.append(name); raise ValueError
              @property
              def __class__(self): log.append("class"); raise ValueError
          c = C()
          log.clear()
        `);
        const found = names(pyodide.globals.get("c"));
        return [found, JSON.parse(pyodide.runPython("import json; json.dumps(log)"))];
        """
    )


@pytest.mark.parametrize("name", ["PyProxy", "PyDict", "PyCallable", "PyAsyncGenerator"])
def test_nobody_makes_proxies(pyodide, name) -> None:
    with pytest.raises(ThrownError, match="TypeError"):
        pyodide.js(f"new pyodide.ffi.{name}();")


def test_derived_classes_have_no_instances(pyodide) -> None:
    assert [False, "TypeError"] == pyodide.js(
        """
        class Derived extends pyodide.ffi.PyProxy {}
        const list = pyodide.runPython("[]");
        try {
          new Derived();
        } catch (error) {
          return [list instanceof Derived, error.name];
        } finally {
          list.destroy();
        }
        """
    )


@pytest.mark.parametrize("value", ["{}", "[]", "null", "undefined", "1", "Object.create(null)", "() => 1", "new Map()"])
def test_other_values_are_no_instances(pyodide, value) -> None:
    assert pyodide.js(f"const value = {value}; return !(value instanceof pyodide.ffi.PyProxy);")


def test_what_inherits_is_no_instance(pyodide) -> None:
    assert [False, 1] == pyodide.js(
        """
        const list = pyodide.runPython("[1]");
        const child = Object.create(list);
        const results = [child instanceof pyodide.ffi.PyProxy, child.length];
        list.destroy();
        return results;
        """
    )


def test_foreign_proxies_are_no_instances(pyodide) -> None:
    assert [False, False, False] == pyodide.js(
        """
        const list = pyodide.runPython("[1]");
        const revoked = Proxy.revocable({}, {});
        revoked.revoke();
        const hostile = new Proxy({}, { get() { throw new Error("asked"); } });
        const foreign = [new Proxy(list, {}), revoked.proxy, hostile];
        const results = foreign.map((each) => each instanceof pyodide.ffi.PyProxy);
        list.destroy();
        return results;
        """
    )


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("1 .__class__", "type"),
        ("[]", "list"),
        ("len", "builtin_function_or_method"),
        ("(i for i in [])", "generator"),
        ("__import__('collections').OrderedDict()", "collections.OrderedDict"),
        ("type('Q', (), {'__module__': '__main__'})()", "Q"),
        ("type('Q', (), {'__module__': 'a.b'})()", "a.b.Q"),
        ("type('Q', (), {'__module__': None})()", "Q"),
    ],
)
def test_type(pyodide, expression, expected) -> None:
    assert expected == pyodide.js(
        f"const object = pyodide.runPython({expression!r}); const type = object.type; object.destroy(); return type;"
    )


def test_type_is_no_qualified_name(pyodide) -> None:
    assert "Inner" == pyodide.js(
        """
        const object = pyodide.runPython("class Outer:\\n  class Inner: pass\\nOuter.Inner()");
        const { type } = object;
        object.destroy();
        return type;
        """
    )


def test_proxies_of_another_interpreter(pyodide, fresh_pyodide) -> None:
    """They are ordinary objects here."""
    assert [False, "2", True, True] == pyodide.js(
        """
        const list = realm.interpreters.get("fresh").runPython("[1, 2]");
        pyodide.globals.set("foreign", list);
        return [
          list instanceof pyodide.ffi.PyProxy,
          pyodide.runPython("str(foreign.length)"),
          pyodide.runPython("import pyodide.ffi; isinstance(foreign, pyodide.ffi.JsProxy)"),
          pyodide.globals.get("foreign") === list,
        ];
        """
    )
