"""What every JavaScript object can do in Python: text, truth, identity, views."""

import pytest

from harness.errors import ThrownError


class TestText:
    """str() and repr()."""

    @pytest.mark.parametrize(
        ("source", "text"),
        [
            ("{}", "[object Object]"),
            ("[1, [2]]", "1,2"),
            ("{ toString() { return 'mine'; } }", "mine"),
            ("{ toString() { return 5; } }", "5"),
            ("Object.create(null)", "[object Object]"),
            ("{ toString: undefined }", "[object Object]"),
            ("{ toString: null, [Symbol.toStringTag]: 'Tagged' }", "[object Tagged]"),
            ("Symbol('s')", "Symbol(s)"),
            ("Symbol.for('t')", "Symbol(t)"),
            ("/a/g", "/a/g"),
            ("new Map()", "[object Map]"),
        ],
    )
    def test_is_javascripts(self, see, source, text) -> None:
        assert repr([text, text, text]) == see(source, "[str(x), repr(x), f'{x}']")

    @pytest.mark.parametrize(
        "source",
        [
            "{ toString() { throw new Error('mine'); } }",
            "{ toString: undefined, get [Symbol.toStringTag]() { throw new Error('mine'); } }",
            "{ get toString() { throw new Error('mine'); } }",
            "{ toString() { return { toString() { throw new Error('mine'); } }; } }",
        ],
    )
    def test_that_cannot_be_had(self, see, source) -> None:
        with pytest.raises(ThrownError, match="JsException: Error: mine"):
            see(source, "str(x)")


@pytest.mark.parametrize(
    ("source", "truth"),
    [
        ("{}", True),
        ("[]", False),
        ("[0]", True),
        ("new Map()", False),
        ("new Map([[0, 0]])", True),
        ("new Set()", False),
        ("() => 0", True),
        ("class {}", True),
        ("{ length: 0 }", True),
        ("{ size: 0 }", False),
        ("{ size: 'none' }", True),
        ("new Uint8Array(0)", False),
        ("new Uint8Array(1)", True),
        ("new ArrayBuffer(0)", False),
        ("new Boolean(false)", True),
        ("Symbol('')", True),
        ("globalThis", True),
        ("{ get size() { throw 1; } }", True),
        ("new Proxy([], { get() { throw 1; } })", True),
    ],
)
def test_truth(see, source, truth) -> None:
    assert repr(truth) == see(source, "bool(x)")


class TestIdentity:
    """==, js_id and what may be a key."""

    def test_equal_is_identical(self, see) -> None:
        assert "[True, False, False, True, False, False]" == see(
            "(() => { const a = {}; return [a, a, {}, [1]]; })()",
            "[x[0] == x[1], x[0] == x[2], x[0] != x[1], x[0] != x[2], x[0] == {}, x[3] == [1]]",
        )

    def test_js_id(self, see) -> None:
        assert "[True, False, True, True]" == see(
            "(() => { const a = {}; return [a, a, {}, Symbol.for('a'), Symbol.for('a')]; })()",
            """
            ids = [item.js_id for item in x]
            [ids[0] == ids[1], ids[0] == ids[2], ids[3] == ids[4], {type(number) for number in ids} == {int}]
            """,
        )

    def test_proxies_are_no_keys(self, see) -> None:
        with pytest.raises(ThrownError, match=r"TypeError: unhashable type: 'pyodide\.ffi\.JsProxy'"):
            see("{}", "{x: 1}")

    def test_no_order(self, see) -> None:
        with pytest.raises(ThrownError, match="TypeError: '<' not supported"):
            see("{}", "x < x")

    def test_typeof(self, see) -> None:
        assert "['object', 'function', 'symbol', 'object']" == see(
            "[{}, () => 1, Symbol('a'), []]", "[item.typeof for item in x]"
        )


class TestProperties:
    """The functions of JavaScript's Object."""

    def test_entries_keys_and_values(self, see) -> None:
        assert "[[('a', 1), ('from', 2)], ['a', 'from'], [1, 2]]" == see(
            "{ a: 1, from: 2 }",
            "[[tuple(e) for e in x.object_entries()], list(x.object_keys()), list(x.object_values())]",
        )

    def test_to_dict(self, see) -> None:
        assert "{'a': 1}" == see("{ a: 1 }", "dict(x.object_entries())")

    def test_of_a_revoked_proxy(self, see) -> None:
        with pytest.raises(ThrownError, match="JsException: TypeError"):
            see("(() => { const p = Proxy.revocable({}, {}); p.revoke(); return p.proxy; })()", "x.object_keys()")


class TestReferences:
    """Weak references of both languages."""

    def test_of_javascript(self, see) -> None:
        assert "[True, True]" == see(
            "{}", "from pyodide.ffi import JsWeakRef\nr = x.to_weakref()\n[r.deref() == x, isinstance(r, JsWeakRef)]"
        )

    def test_of_python(self, see) -> None:
        assert "[True, None]" == see(
            "[{}]", "import weakref\ny = x[0]\nr = weakref.ref(y)\nalive = r() is y\ndel y\n[alive, r()]"
        )

    def test_of_what_cannot_have_one(self, see) -> None:
        with pytest.raises(ThrownError, match="JsException: TypeError"):
            see("Symbol.for('registered')", "x.to_weakref()")

    @pytest.mark.parametrize("code", ["pickle.dumps(x)", "copy.copy(x)", "copy.deepcopy(x)"])
    def test_proxies_are_not_copied(self, see, code) -> None:
        with pytest.raises(ThrownError, match=r"TypeError: cannot pickle 'pyodide\.ffi\.JsProxy' object"):
            see("{}", f"import copy, pickle\n{code}")


class TestContexts:
    """`with` for objects that can be disposed of."""

    SOURCE = """(() => {
      const log = [];
      const object = { log, use() { log.push("use"); } };
      object[Symbol.dispose ?? Symbol.for("Symbol.dispose")] = () => { log.push("dispose"); };
      object[Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose")] = async () => {
        await undefined;
        log.push("asyncDispose");
      };
      return object;
    })()"""

    def test_with(self, see) -> None:
        assert "['use', 'dispose']" == see(self.SOURCE, "with x as y: y.use()\nlist(x.log)")

    def test_async_with(self, see) -> None:
        assert "['use', 'asyncDispose']" == see(self.SOURCE, "async with x as y: y.use()\nlist(x.log)")

    def test_errors_pass(self, see) -> None:
        assert "['dispose', 'caught']" == see(
            self.SOURCE, "try:\n with x: 1 / 0\nexcept ZeroDivisionError: x.log.push('caught')\nlist(x.log)"
        )

    def test_others_are_no_contexts(self, see) -> None:
        with pytest.raises(ThrownError, match=r"TypeError: .*context manager"):
            see("{}", "with x: pass\nNone")


class TestRunJs:
    """pyodide.code.run_js."""

    def test_runs_in_the_global_scope(self, see) -> None:
        assert "[3, None]" == see(
            "0", "from pyodide.code import run_js\n[run_js('1 + 2'), run_js('let run_js_x = 1;')]"
        )

    def test_takes_text(self, see) -> None:
        with pytest.raises(ThrownError, match="TypeError"):
            see("0", "from pyodide.code import run_js\nrun_js(5)")
