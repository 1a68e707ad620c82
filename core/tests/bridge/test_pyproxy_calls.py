"""Proxies of callables are functions."""

import pytest

from harness.errors import ThrownError

COLLECT = """
    const collect = pyodide.runPython("lambda *args, **kwargs: str((args, kwargs))");
"""


def call(pyodide, *expressions: str) -> list[str]:
    """Return the values of expressions in which `collect` gives its arguments as text."""
    return pyodide.js(
        f"""
        {COLLECT}
        try {{
          return [{", ".join(expressions)}];
        }} finally {{
          collect.destroy();
        }}
        """
    )


def test_they_are_functions(pyodide) -> None:
    assert ["function", True, True, "PyProxy"] == call(
        pyodide,
        "typeof collect",
        "collect instanceof Function",
        "collect instanceof pyodide.ffi.PyCallable",
        "collect.constructor.name",
    )


def test_names_of_function_are_attributes(pyodide) -> None:
    """What every JavaScript function has, name and length, is looked for in Python."""
    assert ["undefined", "undefined", "undefined", "kept"] == pyodide.js(
        """
        const f = pyodide.runPython("def f(a): pass\\nf");
        const seen = [typeof f.name, typeof f.length, typeof f.prototype];
        f.name = "kept";
        seen.push(f.name);
        f.destroy();
        return seen;
        """
    )


def test_they_are_no_constructors(pyodide) -> None:
    with pytest.raises(ThrownError, match="not a constructor"):
        call(pyodide, "new collect()")


def test_arguments(pyodide) -> None:
    assert ["((), {})", "((1, 'a', None, True), {})", "((1, 2, 3, 4, 5, 6), {})"] == call(
        pyodide, "collect()", "collect(1, 'a', undefined, true)", "collect(...[1, 2, 3, 4, 5, 6])"
    )


def test_call_and_apply(pyodide) -> None:
    assert ["((1, 2), {})", "((1, 2), {})", "((), {})", "((), {})", "((5, 6), {})"] == call(
        pyodide,
        "collect.call({}, 1, 2)",
        "collect.apply({}, [1, 2])",
        "collect.apply({})",
        "collect.apply({}, null)",
        "collect.apply({}, { length: 2, 0: 5, 1: 6 })",
    )


@pytest.mark.parametrize("args", ["7", "'abc'", "true", "Symbol()"])
def test_apply_to_what_is_no_list(pyodide, args) -> None:
    with pytest.raises(ThrownError, match="TypeError: apply"):
        call(pyodide, f"collect.apply({{}}, {args})")


def test_keyword_arguments(pyodide) -> None:
    assert ["((), {'a': 1})", "((1,), {'b': 2})", "((1,), {})", "((), {'a': 1})"] == call(
        pyodide,
        "collect.callKwargs({ a: 1 })",
        "collect.callKwargs(1, { b: 2 })",
        "collect.callKwargs(1, {})",
        "collect.callKwargs(Object.assign(Object.create(null), { a: 1 }))",
    )


@pytest.mark.parametrize("last", ["1", "null", "undefined", "'a'", "[]", "new Map()", "new (class {})()", "collect"])
def test_keyword_arguments_of_another_kind(pyodide, last) -> None:
    with pytest.raises(ThrownError, match="TypeError: callKwargs: the last argument must be an object"):
        call(pyodide, f"collect.callKwargs(1, {last})")


def test_keyword_arguments_that_are_missing(pyodide) -> None:
    with pytest.raises(ThrownError, match="at least one argument"):
        call(pyodide, "collect.callKwargs()")


def test_keyword_arguments_that_throw(pyodide) -> None:
    with pytest.raises(ThrownError, match="from a getter"):
        call(pyodide, "collect.callKwargs({}, { a: [], get b() { throw new Error('from a getter'); } })")


def test_relaxed(pyodide) -> None:
    """Superfluous arguments are left out, missing ones stay missing."""
    assert ["1", "1 2", "(1, 2, 3)", "1 None 5", 3, "TypeError", "TypeError"] == pyodide.js(
        """
        const namespace = pyodide.runPython(`
          def one(a): return f"{a}"
          def two(a, /, b): return f"{a} {b}"
          def many(*a): return str(a)
          def keyword(a, *, b=None, c): return f"{a} {b} {c}"
          dict(one=one, two=two, many=many, keyword=keyword, len=len)
        `);
        const { one, two, many, keyword, len } = namespace;
        const nameOf = (call) => { try { return call(); } catch (error) { return error.type; } };
        try {
          return [
            one.callRelaxed(1, 2, 3),
            two.callKwargsRelaxed(1, { b: 2, d: 3 }),
            many.callRelaxed(1, 2, 3),
            keyword.callKwargsRelaxed(1, 2, 3, { c: 5, d: 6 }),
            len.callRelaxed("abc", 1),
            nameOf(() => one.callRelaxed()),
            nameOf(() => one.callKwargsRelaxed(1, { a: 1 })),
          ];
        } finally {
          namespace.destroy();
        }
        """
    )


def test_relaxed_call_in_python(pyodide) -> None:
    assert "1 {'x': 1} 3 ('a', 'b') wrapped" == pyodide.run(
        """
        from functools import partial, wraps
        from pyodide.code import relaxed_call, relaxed_wrap

        class Callable:
            def __call__(self, a): return a

        def named(**kwargs): return kwargs

        @relaxed_wrap
        def wrapped(a, b): return (a, b)

        f"{relaxed_call(Callable(), 1, 2)} {relaxed_call(named, 1, x=1)} {relaxed_call(partial(max, 3), 2)} "\\
        f"{wrapped('a', 'b', 'c', d=1)} {wrapped.__name__}"
        """
    )


def test_options(pyodide) -> None:
    assert ["((1,), {})", "((1,), {'a': 2})"] == call(
        pyodide, "collect.callWithOptions({}, 1)", "collect.callWithOptions({ kwargs: true }, 1, { a: 2 })"
    )
    assert 7 == pyodide.js(
        """
        const f = pyodide.runPython("lambda a, b=0: a + b");
        const result = f.callWithOptions({ relaxed: true, kwargs: true }, 3, { b: 4, c: 5 });
        f.destroy();
        return result;
        """
    )


def test_bind(pyodide) -> None:
    assert ["((1, 2), {})", "((1, 2, 3), {})", "((1, 2), {'a': 3})"] == call(
        pyodide,
        "collect.bind(null, 1)(2)",
        "collect.bind(null, 1).bind(null, 2)(3)",
        "collect.bind(null, 1).callKwargs(2, { a: 3 })",
    )


def test_capture_this(pyodide) -> None:
    assert [
        "((7, 1), {})",
        "((None, 1), {})",
        "((7, 1, 2), {})",
        "((7, 1), {})",
        "((7, 1), {})",
        "(('m', 1), {})",
    ] == call(
        pyodide,
        "collect.captureThis().call(7, 1)",
        "collect.captureThis()(1)",
        "collect.captureThis().bind(7, 1).bind(8, 2)()",
        "collect.bind(7, 1).captureThis().call(8)",
        "collect.captureThis().apply(7, [1])",
        "({ toString: () => 'm', f: collect.captureThis().bind('m') }).f(1)",
    )


def test_capture_this_as_a_method(pyodide) -> None:
    assert 7 == pyodide.js(
        """
        const object = { a: 7 };
        const f = pyodide.runPython("lambda self: self.a");
        object.f = f.captureThis();
        try {
          return object.f();
        } finally {
          f.destroy();
        }
        """
    )


def test_variants_share_their_life(pyodide) -> None:
    """bind() and captureThis() make no new reference: whoever is destroyed, all are."""
    assert ["destroyed"] * 6 == pyodide.js(
        """
        const results = [];
        const variants = [(f) => f.bind(null, 1), (f) => f.captureThis(), (f) => f.bind(null).captureThis().bind(1)];
        for (const variant of variants) {
          for (const first of [true, false]) {
            const f = pyodide.runPython("lambda *args: 1");
            const other = variant(f);
            (first ? f : other).destroy();
            try {
              (first ? other : f)();
            } catch (error) {
              results.push(error.message.includes("destroyed") ? "destroyed" : error.message);
            }
          }
        }
        return results;
        """
    )


def test_a_copy_of_a_variant_has_its_own_life(pyodide) -> None:
    assert "(1, 2, 3)" == pyodide.js(
        """
        const f = pyodide.runPython("lambda *args: str(args)");
        const bound = f.bind(null, 1, 2);
        const copy = bound.copy();
        f.destroy();
        const result = copy(3);
        copy.destroy();
        return result;
        """
    )


def test_the_function_destroys_its_own_proxy(pyodide) -> None:
    assert [1, "destroyed"] == pyodide.js(
        """
        const f = pyodide.runPython("def f(end):\\n  end()\\n  return 1\\nf");
        const result = f(() => { f.destroy(); });
        try {
          f();
        } catch (error) {
          return [result, error.message.includes("destroyed") ? "destroyed" : error.message];
        }
        """
    )
