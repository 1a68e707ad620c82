"""Explicit conversion to JavaScript: toJs() and to_js()."""

import pytest

from harness.errors import ThrownError
from harness.wire import UNDEFINED


def to_js(pyodide, python: str, use: str, options: str = "") -> object:
    """Evaluate a JavaScript expression with `it`, the conversion of a Python expression's value."""
    return pyodide.js(
        f"""
        const proxy = pyodide.runPython({python!r});
        try {{
          const it = proxy.toJs({options});
          return {use};
        }} finally {{
          proxy.destroy();
        }}
        """
    )


def test_nested_containers(pyodide) -> None:
    assert to_js(
        pyodide,
        "[1, 'a', None, True, 1.5, (2, [3]), {'x': [4]}, {5}, frozenset({6})]",
        """[it.slice(0, 5), it[5], it[6] instanceof Map, [...it[6]], it[7] instanceof Set, [...it[7], ...it[8]]]""",
    ) == [[1, "a", UNDEFINED, True, 1.5], [2, [3]], True, [["x", [4]]], True, [5, 6]]


@pytest.mark.parametrize("expression", ["list(range(1000))", "[i / 2 for i in range(1000)]", "[0, .5, '', None] * 250"])
def test_long_lists(pyodide, expression: str) -> None:
    assert to_js(pyodide, expression, "it.length === 1000 && JSON.stringify(it)") == to_js(
        pyodide, f"import json; [json.dumps({expression}, separators=(',', ':')).replace('.0', '')]", "it[0]"
    )


def test_big_integers(pyodide) -> None:
    assert [True, True, True] == to_js(
        pyodide, "[2**53 - 1, 2**53, -(2**70)]", "[it[0] === 2 ** 53 - 1, it[1] === 2n ** 53n, it[2] === -(2n ** 70n)]"
    )


def test_subclasses_of_containers(pyodide) -> None:
    """Their own order and their own items count."""
    assert [[["b", 1], ["a", 2]], [["a", 2]], [[1, 2]], [1, 2], [9]] == to_js(
        pyodide,
        """
        from collections import Counter, OrderedDict, defaultdict, namedtuple
        ordered = OrderedDict(a=2, b=1)
        ordered.move_to_end("a")
        class Nine(list):
            def __iter__(self): return iter([9])
        [ordered, Counter("aa"), defaultdict(int, {1: 2}), namedtuple("Point", "x y")(1, 2), Nine()]
        """,
        "it.map((value) => [...value])",
    )


def test_literal_map(pyodide) -> None:
    """String keys are properties, as long as Map has no property of that name."""
    assert [1, "function", 3, True, True, False, '{"a":1,"c":3}', ["a", "c"], True, False, 3, 4] == to_js(
        pyodide,
        "{'a': 1, 'get': 2, 7: 7}",
        """[it.a, typeof it.get, (it.c = 3), "a" in it, "get" in it, "b" in it, JSON.stringify(it), Object.keys(it),
            delete it.a, it.has("a"), it.get("c"), it.set("a", 1).size]""",
    )


def test_literal_map_behaves_like_a_map(pyodide) -> None:
    assert [2, [["a", 1], [2, 3]], ["a", 2], [1, 3], [[1, "a"], [3, 2]], True, 0, "[object Map]"] == to_js(
        pyodide,
        "{'a': 1, 2: 3}",
        """(() => {
          const visited = [];
          it.forEach((value, key) => visited.push([value, key]));
          const results = [it.size, [...it], [...it.keys()], [...it.values()], visited, it.delete("a")];
          it.clear();
          return [...results, it.size, String(it)];
        })()""",
    )


def test_shared_and_recursive_objects(pyodide) -> None:
    assert [True, True, True, True] == to_js(
        pyodide,
        "shared = {'list': [1]}; top = [shared, shared, shared['list']]; top.append(top); shared['top'] = top; top",
        "[it[0] === it[1], it[2] === it[0].list, it[3] === it, it[0].top === it]",
    )


def test_recursive_dict_as_object(pyodide) -> None:
    assert [True, True] == to_js(
        pyodide,
        "top = {}; top['self'] = top; top['list'] = [{'up': top}]; top",
        "[it.self === it, it.list[0].up === it]",
        "{ dict_converter: Object.fromEntries }",
    )


def test_shared_dict_with_converter(pyodide) -> None:
    assert [True, 1] == to_js(
        pyodide,
        "inner = {0: {1: 6}}; {'a': inner, 'b': inner}",
        "[it[0][1] === it[1][1], it[0][1].length]",
        "{ dict_converter: (entries) => Array.from(entries) }",
    )


def test_recursive_dict_with_converter_is_refused(pyodide) -> None:
    with pytest.raises(ThrownError, match=r"ConversionError.*contains itself"):
        to_js(pyodide, "top = {}; top['self'] = top; top", "it", "{ dict_converter: Array.from }")


def test_prototype_is_a_key_like_any_other(pyodide) -> None:
    assert ["x", True] == to_js(
        pyodide,
        "{'__proto__': 'x'}",
        "[it.__proto__, Object.getPrototypeOf(it) === Object.prototype]",
        "{ dict_converter: Object.fromEntries }",
    )


@pytest.mark.parametrize("key", ["(1, 2)", "b'a'", "frozenset()", "object()"])
@pytest.mark.parametrize("container", ["{%s: 1}", "{%s}", "[{'a': {%s}}]"])
def test_keys_that_javascript_would_compare_by_identity(pyodide, container: str, key: str) -> None:
    with pytest.raises(ThrownError, match=r"ConversionError.*Cannot use"):
        to_js(pyodide, container % key, "it")


@pytest.mark.parametrize("container", ["{float('nan'): 1, float('nan'): 2}", "{float('nan'), float('nan')}"])
def test_keys_that_would_fall_together(pyodide, container: str) -> None:
    with pytest.raises(ThrownError, match=r"ConversionError.*differ in Python"):
        to_js(pyodide, container, "it")


def test_keys_of_all_scalar_types(pyodide) -> None:
    assert [True, [1, 2, 3, 4, 5]] == to_js(
        pyodide,
        "{'a': 1, 2: 2, 1.5: 3, None: 4, 2**60: 5}",
        "[it.has(undefined) && it.has(2n ** 60n), [...it.values()]]",
    )


@pytest.mark.parametrize(
    ("depth", "expected"),
    [("1", [True, True, False]), ("2", [False, False, True]), ("-1", [False, False, False]), ("0", "proxy")],
)
def test_depth(pyodide, depth: str, expected: object) -> None:
    assert expected == pyodide.js(
        f"""
        const proxy = pyodide.runPython("[[1, [2]], {{'a': 1}}]");
        const pyproxies = [];
        const isProxy = (value) => value instanceof pyodide.ffi.PyProxy;
        try {{
          const it = proxy.toJs({{ depth: {depth}, pyproxies }});
          return isProxy(it) ? "proxy" : [isProxy(it[0]), isProxy(it[1]), !isProxy(it[0]) && isProxy(it[0][1])];
        }} finally {{
          pyproxies.forEach((made) => made.destroy());
          proxy.destroy();
        }}
        """
    )


def test_proxies_are_listed(pyodide) -> None:
    assert [2, True] == pyodide.js(
        """
        const proxy = pyodide.runPython("[[object()], {'a': len}]");
        const pyproxies = [];
        const it = proxy.toJs({ pyproxies });
        const result = [pyproxies.length, pyproxies[0] === it[0][0] && pyproxies[1] === it[1].a];
        pyproxies.forEach((made) => made.destroy());
        proxy.destroy();
        return result;
        """
    )


@pytest.mark.parametrize("option", ["create_pyproxies", "create_proxies"])
def test_proxies_refused(pyodide, option: str) -> None:
    with pytest.raises(ThrownError, match="ConversionError"):
        to_js(pyodide, "[object()]", "it", f"{{ {option}: false }}")


def test_failed_conversion_destroys_what_it_made(pyodide) -> None:
    """Also a part that fails while a converter goes on: the leak check sees what remains."""
    assert ["This proxy was destroyed because the conversion that made it failed", "gone on"] == pyodide.js(
        """
        const failing = pyodide.runPython("[object(), {(): 1}]");
        const pyproxies = [];
        try { failing.toJs({ pyproxies }); } catch {}
        let message;
        try { pyproxies[0].type; } catch (error) { message = error.message.split("\\n")[0]; }
        const outer = pyodide.runPython("class Outer: inner = [object(), {(): 1}]\\n[Outer()]");
        const [result] = outer.toJs({
          default_converter(object, convert) {
            const { inner } = object;
            if (inner === undefined) return object;
            try { convert(inner); } catch { return "gone on"; } finally { inner.destroy(); }
          },
        });
        failing.destroy();
        outer.destroy();
        pyodide.runPython("del Outer");
        return [message, result];
        """
    )


def test_default_converter(pyodide) -> None:
    assert [1, [2, {"pair": 3}]] == to_js(
        pyodide,
        """
        class Pair:
            def __init__(self, first, second): self.first, self.second = first, second
        Pair(1, [2, {'pair': 3}])
        """,
        "[it.first, [it.second[0], { pair: it.second[1].pair }]]",
        """{
          default_converter(pair, convert) {
            const { second } = pair;
            const result = { first: convert(pair.first), second: convert(second) };
            second.destroy();
            return result;
          },
        }""",
    )


def test_default_converter_of_recursive_objects(pyodide) -> None:
    assert [True, True] == pyodide.run(
        """
        from pyodide.ffi import to_js
        from js import Array, Object
        class Pair: pass
        pair = Pair()
        pair.items = [pair, Pair()]
        pair.items[1].items = [pair]
        def convert_pair(value, convert, cache):
            if not isinstance(value, Pair):
                return value
            result = Object.new()
            cache(value, result)
            result.items = convert(value.items)
            return result
        it = to_js(pair, default_converter=convert_pair)
        same = [it.items[0] == it, it.items[1].items[0] == it]
        del pair.items, pair, it, Pair
        to_js(same)
        """
    )


def test_default_converter_that_returns_the_proxy_itself(pyodide) -> None:
    assert ["builtins", 1] == pyodide.js(
        """
        const list = pyodide.runPython("import builtins; [builtins]");
        const pyproxies = [];
        const it = list.toJs({ pyproxies, default_converter: (object) => object });
        const result = [it[0].__name__, pyproxies.length];
        pyproxies.forEach((proxy) => proxy.destroy());
        list.destroy();
        return result;
        """
    )


def test_error_in_default_converter(pyodide) -> None:
    with pytest.raises(ThrownError, match="never"):
        to_js(pyodide, "[object(), object()]", "it", '{ default_converter() { throw new Error("never"); } }')


def test_eager_converter(pyodide) -> None:
    """It is asked about everything but scalars, once each; convert(object) goes on as usual."""
    assert [["list", "tuple", "dict", "bytes"], [1, "a", [2], "a dict", 2]] == to_js(
        pyodide,
        "[1, 'a', (2,), {'k': []}, b'xy']",
        "[asked, [it[0], it[1], it[2], it[3], it[4].length]]",
        """{
          eager_converter(object, convert) {
            asked.push(object.type);
            return object.type === "dict" ? "a dict" : convert(object);
          },
        }""".replace("asked.push", "(globalThis.asked ??= []).push"),
    )


@pytest.mark.parametrize(
    "options", ["{ depth: 'x' }", "{ pyproxies: {} }", "{ dict_converter: 1 }", "{ default_converter: {} }"]
)
def test_options_of_wrong_types(pyodide, options: str) -> None:
    with pytest.raises(ThrownError, match=r"TypeError.* must be"):
        to_js(pyodide, "[]", "it", options)


def test_to_js_returns_scalars_unchanged(pyodide) -> None:
    assert pyodide.run("import js\nfrom pyodide.ffi import to_js\nx = 2**80\nto_js(x) is x and to_js(js) is js")


def test_to_js_from_python(pyodide) -> None:
    assert "20 20 age,20,name,john {}" == pyodide.run(
        """
        from js import Array, Map, Object
        from pyodide.ffi import to_js
        person = {"age": 20, "name": "john"}
        literal = to_js(person)
        plain = to_js(person, dict_converter=Object.fromEntries)
        pairs = to_js(person, dict_converter=getattr(Array, "from"))
        made = to_js([{}], dict_converter=lambda entries: repr(dict(entries)))
        f"{literal.age} {plain.age} {pairs} {made[0]}"
        """
    )


def test_to_js_of_objects_gives_double_proxies(pyodide) -> None:
    assert pyodide.run(
        """
        from js import Array
        from pyodide.ffi import JsProxy, to_js
        made = Array.new()
        marker = [object()]
        it = to_js(marker[0], pyproxies=made)
        result = isinstance(it, JsProxy) and made.length == 1
        it.destroy()
        del it, made
        result
        """
    )


def test_to_js_refuses_unknown_options(pyodide) -> None:
    with pytest.raises(ThrownError, match="unexpected keyword argument 'dept'"):
        pyodide.run("from pyodide.ffi import to_js; to_js([], dept=1)")


def test_error_in_python_converter_propagates(pyodide) -> None:
    with pytest.raises(ThrownError, match="ZeroDivisionError"):
        pyodide.run("from pyodide.ffi import to_js; to_js([object()], default_converter=lambda *args: 1 / 0)")
