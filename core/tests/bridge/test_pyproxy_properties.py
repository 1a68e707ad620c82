"""Attributes as properties: the traps of a proxy keep the rules of JavaScript."""

import pytest

from harness.errors import ThrownError
from harness.wire import UNDEFINED

OBJECT = """
    const object = pyodide.runPython(`
      class C:
          x = 1
          type = "hidden"
          def destroy(self): return "hidden, too"
          def method(self): return 5
      c = C()
      c
    `);
"""


def evaluate(pyodide, *expressions: str, before: str = "") -> list[object]:
    """Return the values of expressions about `object`."""
    return pyodide.js(
        f"""
        {OBJECT}
        try {{
          {before};
          return [{", ".join(expressions)}];
        }} finally {{
          Object.getPrototypeOf(object).destroy.call(object);
        }}
        """
    )


def test_in(pyodide) -> None:
    assert [True, False, True, True, True, False] == evaluate(
        pyodide,
        "'x' in object",
        "'y' in object",
        "'destroy' in object",
        "'$destroy' in object",
        "'toString' in object",
        "'then' in object",
    )


def test_reading(pyodide) -> None:
    assert [1, UNDEFINED, 5, "C", "hidden", "hidden, too", "function"] == evaluate(
        pyodide,
        "object.x",
        "object.y",
        "object.method()",
        "object.type",
        "object.$type",
        "object.$destroy()",
        "typeof object.hasOwnProperty",
    )


def test_names_that_begin_with_a_dollar(pyodide) -> None:
    assert [1, UNDEFINED, 2, 3] == evaluate(
        pyodide, "object.$x", "object.x$", "(object.$copy = 2, object.$copy)", "(object.$ = 3, object.$)"
    )


def test_writing(pyodide) -> None:
    assert [2, 3, "2 3", True, UNDEFINED] == evaluate(
        pyodide,
        "object.x",
        "object['a b']",
        "pyodide.runPython('f\"{c.x} {getattr(c, chr(97) + chr(32) + chr(98))}\"')",
        "delete object['a b']",
        "object['a b']",
        before="object.x = 2; object['a b'] = 3",
    )


def test_deleting_what_is_not_there(pyodide) -> None:
    with pytest.raises(ThrownError, match="AttributeError"):
        evaluate(pyodide, "delete object.missing")


def test_members_of_the_class_can_be_replaced_on_the_proxy(pyodide) -> None:
    """As on any JavaScript object; Python does not see it."""
    assert ["mine", True, "function", False] == evaluate(
        pyodide,
        "object.copy",
        "delete object.copy",
        "typeof object.copy",
        "pyodide.runPython('hasattr(c, \"copy\")')",
        before="object.copy = 'mine'",
    )


def test_accessors_of_the_class_cannot_be_assigned(pyodide) -> None:
    with pytest.raises(ThrownError, match="TypeError"):
        evaluate(pyodide, "(() => { 'use strict'; object.type = 1; })()")


def test_own_names_are_those_of_dir(pyodide) -> None:
    names, expected, *others = evaluate(
        pyodide,
        "Object.getOwnPropertyNames(object).sort().join(' ')",
        "pyodide.runPython('\" \".join(sorted(dir(c)))')",
        "Object.keys(object)",
        "Object.hasOwn(object, 'x')",
        "Object.getOwnPropertyDescriptor(object, 'x')",
        "Object.getOwnPropertySymbols(object)",
    )

    assert names == expected
    assert [[], False, UNDEFINED, []] == others


def test_symbols_are_markers_on_the_proxy(pyodide) -> None:
    assert [1, True, True, True, False, UNDEFINED] == evaluate(
        pyodide,
        "object[mark]",
        "mark in object",
        "Reflect.ownKeys(object).includes(mark)",
        "delete object[mark]",
        "mark in object",
        "other[mark]",
        before="const mark = Symbol('mark'); object[mark] = 1; const other = object.copy(); "
        "Object.getPrototypeOf(other).destroy.call(other)",
    )


def test_defining_a_getter(pyodide) -> None:
    assert [True, True, False, "C"] == evaluate(
        pyodide,
        "object.getter",
        "'getter' in object",
        "pyodide.runPython('hasattr(c, \"getter\")')",
        "object.type",
        before="Object.defineProperty(object, 'getter', { get() { return this === object; } })",
    )


def test_defining_a_setter(pyodide) -> None:
    assert [4, True, UNDEFINED] == evaluate(
        pyodide,
        "(object.setter = 4, seen)",
        "delete object.setter",
        "object.setter",
        before="let seen; Object.defineProperty(object, 'setter', { set(to) { seen = to; }, configurable: true })",
    )


@pytest.mark.parametrize(
    "use", ["object.fixed = 2", "delete object.fixed", "Object.defineProperty(object, 'fixed', { value: 2 })"]
)
def test_what_is_not_configurable_stays(pyodide, use) -> None:
    with pytest.raises(ThrownError, match="TypeError"):
        evaluate(
            pyodide,
            f"(() => {{ 'use strict'; {use}; }})()",
            before="Object.defineProperty(object, 'fixed', { value: 1 })",
        )


def test_descriptors_of_definitions(pyodide) -> None:
    assert [{"value": 1, "writable": False, "enumerable": False, "configurable": False}, True, True, 1] == evaluate(
        pyodide,
        "Object.getOwnPropertyDescriptor(object, 'fixed')",
        "Reflect.ownKeys(object).includes('fixed')",
        "Object.hasOwn(object, 'fixed')",
        "object.fixed",
        before="Object.defineProperty(object, 'fixed', { value: 1 })",
    )


def test_definitions_on_functions(pyodide) -> None:
    """Behind the proxy of a callable is a function, which has names of its own."""
    assert ["mine", False, UNDEFINED, UNDEFINED, ["other"]] == pyodide.js(
        """
        const f = pyodide.runPython("def f(): pass\\nf");
        Object.defineProperty(f, "other", { value: "mine", enumerable: true });
        const results = [f.other, "name" in f, f.name, f.length, Object.keys(f)];
        f.destroy();
        return results;
        """
    )


@pytest.mark.parametrize(
    "use", ["Object.freeze(object)", "Object.preventExtensions(object)", "Object.setPrototypeOf(object, {})"]
)
def test_what_cannot_be_done_to_a_proxy(pyodide, use) -> None:
    with pytest.raises(ThrownError, match="TypeError"):
        evaluate(pyodide, use)


def test_reflect(pyodide) -> None:
    assert [True, True, True, True, False, True, "hidden"] == evaluate(
        pyodide,
        "Reflect.isExtensible(object)",
        "Reflect.set(object, 'y', 1)",
        "Reflect.has(object, 'y')",
        "Reflect.deleteProperty(object, 'y')",
        "Reflect.preventExtensions(object)",
        "Reflect.setPrototypeOf(object, Reflect.getPrototypeOf(object))",
        "Reflect.get(object, '$type')",
    )


def test_objects_that_inherit_from_a_proxy(pyodide) -> None:
    """They read its attributes, and keep what is assigned to them."""
    assert [1, 2, 1, ["x"]] == evaluate(
        pyodide,
        "child.x",
        "(child.x = 2, child.x)",
        "object.x",
        "Object.keys(child)",
        before="const child = Object.create(object)",
    )


def test_awaiting_an_object_that_makes_attributes_up(pyodide) -> None:
    """`await` asks for `then`: a mock object has everything, and would never answer."""
    assert [True, [], "function"] == pyodide.js(
        """
        const object = pyodide.runPython(`
          log = []
          class Everything:
              def __getattr__(self, name):
                  log.append(name)
                  return lambda *args: None
          Everything()
        `);
        const results = [(await object) === object, JSON.parse(pyodide.runPython("import json; json.dumps(log)"))];
        results.push(typeof object.anything);
        object.destroy();
        return results;
        """
    )


def test_a_method_called_then(pyodide) -> None:
    assert 5 == pyodide.js(
        """
        const object = pyodide.runPython("class C:\\n  def then(self, resolve, reject): resolve(5)\\nC()");
        const result = await object;
        object.destroy();
        return result;
        """
    )


def test_conversions(pyodide) -> None:
    assert ["[1, 2]", "[1, 2]!", "[object PyProxy]", "[1,2]", "DataCloneError"] == pyodide.js(
        """
        const list = pyodide.runPython("[1, 2]");
        const results = [`${list}`, list + "!", Object.prototype.toString.call(list), JSON.stringify(list)];
        try {
          structuredClone(list);
        } catch (error) {
          results.push(error.name);
        }
        list.destroy();
        return results;
        """
    )


@pytest.mark.realms("node20", "node24")
def test_node_shows_the_repr(pyodide) -> None:
    assert [
        "PyProxy [1, 2]",
        "PyProxy <built-in function len>",
        "{ a: PyProxy (its repr() raises) }",
        "PyProxy (destroyed)",
    ] == pyodide.js(
        """
        const { inspect } = await import("node:util");
        const objects = ["[1, 2]", "len"].map((code) => pyodide.runPython(code));
        const bad = pyodide.runPython("class Bad:\\n  def __repr__(self): raise ValueError\\nBad()");
        const results = [...objects.map((object) => inspect(object)), inspect({ a: bad })];
        for (const object of [...objects, bad]) object.destroy();
        return [...results, inspect(bad)];
        """
    )


def test_hostile_attributes(pyodide) -> None:
    """What the object raises is thrown, and costs nothing else."""
    assert ["ValueError"] * 8 == pyodide.js(
        """
        const object = pyodide.runPython(`
          class Hostile:
              def __getattr__(self, name): raise ValueError(name)
              def __setattr__(self, name, value): raise ValueError(name)
              def __delattr__(self, name): raise ValueError(name)
              def __dir__(self): raise ValueError
              def __str__(self): raise ValueError
              def __len__(self): raise ValueError
              def __contains__(self, item): raise ValueError
              def __call__(self): raise ValueError
          Hostile()
        `);
        const uses = [
          () => object.a,
          () => { object.a = {}; },
          () => delete object.a,
          () => Reflect.ownKeys(object),
          () => object.toString(),
          () => object.length,
          () => object.has({}),
          () => object(),
        ];
        const results = uses.map((use) => { try { use(); } catch (error) { return error.type; } });
        object.destroy();
        return results;
        """
    )
