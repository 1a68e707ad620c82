"""Explicit conversion to Python: JsProxy.to_py() and pyodide.toPy()."""

import pytest

from harness.errors import ThrownError


def to_py(pyodide, value: str, use: str, options: str = "") -> object:
    """Evaluate a Python expression with `it`, the conversion of a JavaScript expression's value."""
    return pyodide.js(
        f"""
        const it = pyodide.toPy({value}, {options or "undefined"});
        pyodide.globals.set("it", it);
        if (it instanceof pyodide.ffi.PyProxy) it.destroy();
        try {{
          return pyodide.runPython({use!r});
        }} finally {{
          pyodide.runPython("del it");
        }}
        """
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("[1, 'a', null, undefined, true, 1.5, [2, []]]", "[1, 'a', None, None, True, 1.5, [2, []]]"),
        ("{ a: 1, b: { c: [2] } }", "{'a': 1, 'b': {'c': [2]}}"),
        ("new Map([['a', 1], [2, new Map()], [null, true]])", "{'a': 1, 2: {}, None: True}"),
        ("new Set([1, 'a', 2n ** 70n])", "{1, 'a', 2**70}"),
        ("Object.assign(Object.create(null), { a: 1 })", "{'a': 1}"),
        ("{ constructor: 1, __proto__: null }", "{'constructor': 1}"),
        ('JSON.parse(\'{"constructor": 1, "__proto__": 2}\')', "{'constructor': 1, '__proto__': 2}"),
        ("Object.defineProperty({ a: 1, [Symbol('s')]: 2 }, 'hidden', { value: 3 })", "{'a': 1}"),
        ("[1, , 3]", "[1, None, 3]"),
        ("[-0, 2 ** 31, 2 ** 53 - 1, 2 ** 53, -(2 ** 53)]", "[0, 2**31, 2**53 - 1, 2.0**53, -2.0**53]"),
        ("[{}, [], new Map(), new Set()]", "[{}, [], {}, set()]"),
        ("'x'.repeat(3)", "'xxx'"),
    ],
)
def test_values(pyodide, value: str, expected: str) -> None:
    assert to_py(pyodide, value, f"repr(it) == repr({expected})")


def test_numbers_in_long_arrays(pyodide) -> None:
    """They cross in runs; everything between them keeps its place."""
    assert to_py(
        pyodide,
        "Array.from({ length: 3000 }, (_, i) => (i % 700 === 699 ? `${i}` : i % 3 ? i : i + 0.5))",
        "it == [str(i) if i % 700 == 699 else i if i % 3 else i + 0.5 for i in range(3000)]",
    )


def test_types_of_numbers(pyodide) -> None:
    assert ["int", "int", "float", "float", "float", "int"] == to_py(
        pyodide,
        "[1, 2 ** 40, 0.5, NaN, 2 ** 60, 5n]",
        "from pyodide.ffi import to_js; to_js([type(item).__name__ for item in it])",
    )


def test_objects_of_classes_are_left_alone(pyodide) -> None:
    assert [True, True, "JsProxy", True] == pyodide.js(
        """
        class Foo {}
        const foo = new Foo();
        pyodide.globals.set("foo", foo);
        const list = pyodide.toPy([foo]);
        pyodide.globals.set("foos", list);
        list.destroy();
        const results = [
          pyodide.toPy(foo) === foo,
          pyodide.runPython("foo.to_py() is foo"),
          pyodide.runPython("type(foos[0]).__name__"),
          pyodide.runPython("foos[0] == foo"),
        ];
        pyodide.runPython("del foo, foos");
        return results;
        """
    )


def test_scalars_and_proxies_are_unchanged(pyodide) -> None:
    assert [1, "a", True, True, True] == pyodide.js(
        """
        const list = pyodide.runPython("[]");
        const results = [pyodide.toPy(1), pyodide.toPy("a"), pyodide.toPy(null) === null];
        results.push(pyodide.toPy(undefined) === undefined, pyodide.toPy(list) === list);
        list.destroy();
        return results;
        """
    )


def test_proxies_inside_are_unwrapped(pyodide) -> None:
    assert [True, True] == pyodide.js(
        """
        const marker = pyodide.runPython("marker = (1, 2); marker");
        const dict = pyodide.toPy(new Map([[marker, [marker]]]));
        pyodide.globals.set("it", dict);
        dict.destroy();
        marker.destroy();
        const results = [
          pyodide.runPython("it[1, 2][0] is marker"),
          pyodide.runPython("next(iter(it)) is marker"),
        ];
        pyodide.runPython("del it, marker");
        return results;
        """
    )


def test_shared_and_recursive_objects(pyodide) -> None:
    assert to_py(
        pyodide,
        """(() => {
          const shared = [1];
          const top = { a: shared, b: new Map([["shared", shared]]) };
          top.top = [top];
          return top;
        })()""",
        "it['a'] is it['b']['shared'] and it['top'][0] is it and (it.clear() is None)",
    )


@pytest.mark.parametrize(
    "value",
    [
        "new Map([[1, 'a'], [true, 'b']])",
        "new Map([[0, 'a'], [false, 'b']])",
        "new Map([[1, 'a'], [1n, 'b']])",
        "new Map([[null, 'a'], [undefined, 'b']])",
        "new Set([1, true])",
        "[{ a: new Set([false, 0]) }]",
    ],
)
def test_keys_that_would_fall_together(pyodide, value: str) -> None:
    with pytest.raises(ThrownError, match=r"ConversionError.*differ in JavaScript only"):
        to_py(pyodide, value, "it")


@pytest.mark.parametrize("key", ["{}", "[1]", "() => 1", "Symbol()", "new Date()"])
@pytest.mark.parametrize("container", ["new Map([[%s, 1]])", "new Set([%s])"])
def test_keys_that_python_would_compare_by_value(pyodide, container: str, key: str) -> None:
    with pytest.raises(ThrownError, match=r"ConversionError.*Cannot use a JavaScript"):
        to_py(pyodide, container % key, "it")


def test_conversion_error_in_python(pyodide) -> None:
    assert pyodide.run(
        """
        from js import Map
        from pyodide.ffi import ConversionError, to_js
        bad = Map.new([])
        bad.set(1, "a")
        bad.set(True, "b")
        try:
            bad.to_py()
        except ConversionError as error:
            result = isinstance(error, Exception)
        del bad
        result
        """
    )


@pytest.mark.parametrize(
    ("depth", "expected"),
    [("0", "JsProxy"), ("1", "list JsProxy JsProxy"), ("2", "list list dict"), ("-1", "list list dict")],
)
def test_depth(pyodide, depth: str, expected: str) -> None:
    names = "' '.join(type(value).__name__ for value in ([it, *it] if isinstance(it, list) else [it]))"
    assert expected == to_py(pyodide, "[[1], {}]", names, f"{{ depth: {depth} }}")
    assert expected == pyodide.js(
        f"""
        pyodide.globals.set("nested", [[1], {{}}]);
        try {{
          return pyodide.runPython("it = nested.to_py(depth={depth}); " + {names!r});
        }} finally {{
          pyodide.runPython("del nested, it");
        }}
        """
    )


@pytest.mark.parametrize("name", ["defaultConverter", "default_converter"])
def test_default_converter(pyodide, name: str) -> None:
    assert to_py(
        pyodide,
        "[new Date(5), { at: new Date(6) }, () => 1]",
        "it == [5, {'at': 6}, 'function']",
        f"{{ {name}: (value) => (value instanceof Date ? value.valueOf() : typeof value) }}",
    )


def test_default_converter_of_recursive_objects(pyodide) -> None:
    assert [True, True, [1, 2]] == pyodide.js(
        """
        class Pair {
          constructor(first, second) { this.first = first; this.second = second; }
        }
        const pair = new Pair(new Pair(1, 2));
        pair.second = { pair };
        pyodide.globals.set("pair", pair);
        pyodide.globals.set("Pair", Pair);
        try {
          return pyodide.runPython(`
            def convert_pair(value, convert, cache):
                if value.constructor != Pair:
                    return value
                result = []
                cache(value, result)
                result.append(convert(value.first))
                result.append(convert(value.second))
                return result
            it = pair.to_py(default_converter=convert_pair)
            from pyodide.ffi import to_js
            to_js([isinstance(it, list), it[1]["pair"] is it, it[0]])
          `);
        } finally {
          pyodide.runPython("it.clear(); del pair, Pair, it");
        }
        """
    )


def test_default_converter_in_javascript(pyodide) -> None:
    assert to_py(
        pyodide,
        "[new (class Box { inner = [new Date(7)]; })()]",
        "it == [[[7]]]",
        """{
          defaultConverter(value, convert, cache) {
            if (value instanceof Date) return value.valueOf();
            const list = pyodide.runPython("[]");
            cache(value, list);
            const { append } = list;
            append(convert(value.inner));
            (globalThis.made ??= []).push(list, append);
            return list;
          },
        }""",
    )
    pyodide.js("globalThis.made.splice(0).forEach((proxy) => proxy.destroy())")


@pytest.mark.parametrize(
    "value",
    [
        "[1, [2], { get bad() { throw new RangeError('boo'); } }]",
        "{ list: [1], get bad() { throw new RangeError('boo'); } }",
        "[[3], new Proxy({}, { ownKeys() { throw new RangeError('boo'); } })]",
        "[[3], new Proxy([1], { get() { throw new RangeError('boo'); } })]",
        "[[3], new Proxy({}, { getPrototypeOf() { throw new RangeError('boo'); } })]",
        "[[3], Object.assign(new Map([[1, 1]]), { *[Symbol.iterator]() { throw new RangeError('boo'); } })]",
    ],
)
def test_hostile_objects(pyodide, value: str) -> None:
    """What they throw comes out, and nothing leaks."""
    with pytest.raises(ThrownError, match="boo"):
        to_py(pyodide, value, "it")


def test_revoked_proxy(pyodide) -> None:
    with pytest.raises(ThrownError, match="TypeError"):
        to_py(
            pyodide, "(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return [proxy]; })()", "it"
        )


def test_getters_that_convert_while_their_object_is_converted(pyodide) -> None:
    assert to_py(
        pyodide,
        """Object.defineProperty([1, 2, 3, 4, 5], 2, {
          get() {
            pyodide.toPy([70, 80, 90, 100]).destroy();
            return 3;
          },
        })""",
        "it == [1, 2, 3, 4, 5]",
    )


def test_arrays_and_objects_of_another_realm(pyodide) -> None:
    assert to_py(
        pyodide,
        """await (async () => {
          if (typeof document !== "undefined") {
            const frame = document.createElement("iframe");
            document.body.append(frame);
            const value = frame.contentWindow.eval("[{ a: [1] }, new Map([[1, 2]]), new Set([3])]");
            frame.remove();
            return value;
          }
          if (typeof process !== "undefined") {
            const { runInNewContext } = await import("node:vm");
            return runInNewContext("[{ a: [1] }, new Map([[1, 2]]), new Set([3])]");
          }
          return [{ a: [1] }, new Map([[1, 2]]), new Set([3])];
        })()""",
        "it == [{'a': [1]}, {1: 2}, {3}]",
    )


@pytest.mark.parametrize("options", ["{ depth: 'x' }", "{ defaultConverter: {} }"])
def test_options_of_wrong_types(pyodide, options: str) -> None:
    with pytest.raises(ThrownError, match=r"TypeError.* must be"):
        to_py(pyodide, "[]", "it", options)


def test_unknown_options_of_the_method(pyodide) -> None:
    with pytest.raises(ThrownError, match="unexpected keyword argument 'dept'"):
        pyodide.run("from js import Array; Array.new().to_py(dept=1)")


def test_absurd_nesting(pyodide) -> None:
    """A RecursionError, and the interpreter lives."""
    assert ["RecursionError", True] == pyodide.js(
        """
        let deep = [];
        for (let i = 0; i < 200000; i++) deep = i % 2 ? [deep] : { deep };
        let type;
        try { pyodide.toPy(deep).destroy(); } catch (error) { type = error.type; }
        let flat = [];
        for (let i = 0; i < 200; i++) flat = [flat];
        const it = pyodide.toPy(flat);
        const converted = it.type === "list";
        it.destroy();
        return [type, converted];
        """
    )


def test_interrupt_while_converting(pyodide) -> None:
    assert ["KeyboardInterrupt", 2] == pyodide.js(
        """
        const buffer = new Uint8Array(1);
        pyodide.setInterruptBuffer(buffer);
        let type;
        try {
          pyodide.toPy([{ get interrupt() { buffer[0] = 2; } }, ...Array.from({ length: 1000 }, () => [])]).destroy();
        } catch (error) {
          type = error.type;
        }
        pyodide.setInterruptBuffer(undefined);
        return [type, pyodide.runPython("2")];
        """
    )
