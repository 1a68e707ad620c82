"""Properties of JavaScript objects as attributes."""

import keyword

import pytest

from harness.errors import ThrownError


def test_get_set_and_delete(see) -> None:
    assert "[1, 2, False, 'b']" == see(
        "{ a: 1 }", "x.b = x.a + 1\ndel x.a\n[1, x.b, hasattr(x, 'a'), *x.object_keys()]"
    )


def test_any_text_is_a_name(see) -> None:
    assert "[1, 2, 3, 4]" == see(
        "{ 'a b': 1, '': 2, 'ü': 3, '😀': 4 }", "[getattr(x, name) for name in ('a b', '', 'ü', '😀')]"
    )


def test_missing_and_undefined_differ(see) -> None:
    assert "[None, None, True, 'default']" == see(
        "{ a: undefined, b: null }", "[x.a, x.b, hasattr(x, 'a'), getattr(x, 'c', 'default')]"
    )


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("{}", "Object"),
        ("[]", "Array"),
        ("new (class Mine {})", "Mine"),
        ("Object.create(null)", "Object"),
        ("{ constructor: 5 }", "Object"),
        ("new Proxy({}, { get() {}, has() { return false; } })", "Object"),
        ("Symbol('a')", "Symbol"),
    ],
)
def test_missing_says_of_what_class_the_object_is(see, source, name) -> None:
    with pytest.raises(ThrownError, match=f"AttributeError: JavaScript object of class '{name}' has no property 'zz'"):
        see(source, "x.zz")


def test_missing_suggests_a_name(see) -> None:
    with pytest.raises(ThrownError, match=r"Did you mean: 'colour'\?"):
        see("{ colour: 1 }", "x.color")


def test_an_attribute_error_knows_its_object(see) -> None:
    assert "('zz', True)" == see(
        "{}", "try: x.zz\nexcept AttributeError as error: result = error.name, error.obj is x\nresult"
    )


def test_a_getter_that_throws_is_not_a_missing_attribute(see) -> None:
    for use in ("x.bad", "hasattr(x, 'bad')", "getattr(x, 'bad', 1)"):
        with pytest.raises(ThrownError, match="JsException: RangeError: not now"):
            see("{ get bad() { throw new RangeError('not now'); } }", use)


def test_a_property_that_cannot_be_deleted(see) -> None:
    with pytest.raises(ThrownError, match=r"TypeError: .*'a'"):
        see("Object.freeze({ a: 1 })", "delattr(x, 'a')")


class TestKeywords:
    """Names that cannot be attributes in Python."""

    def test_an_underscore_is_taken_off(self, see) -> None:
        assert "[1, 2, 3, 4, 5]" == see(
            "{ finally: 1, return: 2, from: 3, from_: 4, from__: 5 }",
            "[x.finally_, x.return_, x.from_, x.from__, x.from___]",
        )

    def test_the_keyword_itself_by_getattr(self, see) -> None:
        assert "[1, True, False]" == see("{ from: 1 }", "[getattr(x, 'from'), hasattr(x, 'from'), hasattr(x, 'in')]")

    def test_every_keyword(self, see) -> None:
        source = "{ " + ", ".join(f"{name}: {number}" for number, name in enumerate(keyword.kwlist)) + " }"
        names = [f"x.{name}_" for name in keyword.kwlist]

        assert repr(list(range(len(names)))) == see(source, f"[{', '.join(names)}]")

    def test_set_delete_and_has(self, see) -> None:
        assert "[['from', 'from_'], True, False, ['from_']]" == see(
            "{}",
            """
            x.from_ = 1
            x.from__ = 2
            result = [list(x.object_keys()), hasattr(x, "from_")]
            del x.from_
            result += [hasattr(x, "from_"), list(x.object_keys())]
            result
            """,
        )

    def test_other_names_keep_their_underscores(self, see) -> None:
        assert "[1, 2, 3]" == see("{ name_: 1, _: 2, if1_: 3 }", "[x.name_, x._, x.if1_]")

    def test_soft_keywords_are_names(self, see) -> None:
        assert "[1, 2]" == see("{ match: 1, type: 2 }", "[x.match, x.type]")

    def test_dir(self, see) -> None:
        assert "['finally_', 'from_', 'from__', 'return_']" == see(
            "Object.assign(Object.create(null), { finally: 1, return: 2, from: 3, from_: 4 })",
            "[name for name in dir(x) if not hasattr(type(x), name)]",
        )

    def test_methods(self, see) -> None:
        assert "'1,2'" == see("Array", "str(x.from_([1, 2]))")


class TestDir:
    """dir() of a proxy."""

    def test_lists_inherited_names_and_those_of_python(self, see) -> None:
        names = "{'own', 'method', 'hasOwnProperty', 'typeof', 'js_id', '__class__'}"

        assert "True" == see("new (class { own = 1; method() {} })", f"{names} <= set(dir(x))")

    def test_is_sorted_and_without_indices(self, see) -> None:
        assert "True" == see("['a']", "dir(x) == sorted(dir(x)) and '0' not in dir(x)")

    def test_of_an_object_that_hides_its_names(self, see) -> None:
        with pytest.raises(ThrownError, match="JsException: Error: hidden"):
            see("new Proxy({}, { ownKeys() { throw new Error('hidden'); } })", "dir(x)")


class TestMethods:
    """Functions that are read from an object."""

    def test_are_called_with_the_object(self, see) -> None:
        assert "[7, 7]" == see("{ n: 7, get() { return this.n; } }", "get = x.get\n[x.get(), get()]")

    def test_have_attributes(self, see) -> None:
        assert "['f', 2, 5]" == see(
            "{ f: Object.assign(function f(a, b) {}, { p: 5 }) }", "[x.f.name, x.f.length, x.f.p]"
        )

    def test_are_classes_too(self, see) -> None:
        assert "[3, 'Point', True]" == see(
            "{ Point: class Point { constructor(a) { this.a = a; } } }",
            "p = x.Point.new(3)\n[p.a, p.constructor.name, p.constructor == x.Point]",
        )

    def test_of_null_prototypes(self, see) -> None:
        assert "1" == see("Object.assign(Object.create(null), { f() { return 1; } })", "x.f()")

    def test_keywords_become_the_last_object(self, see) -> None:
        assert '\'[1,{"a":2,"from_":3}]\'' == see(
            "{ f(...args) { return JSON.stringify(args); } }", "x.f(1, a=2, from_=3)"
        )


class TestFunctionsAsMethods:
    """JavaScript's functions in Python's classes."""

    SOURCE = "function (a, { b } = {}) { return [this.name, a, b].join(); }"

    def test_this_is_the_python_object(self, see) -> None:
        assert "['me,1,2', 'me,1,', 'me,,']" == see(
            self.SOURCE,
            """
            class Named:
                name = "me"
                method = x
            me = Named()
            bound = me.method
            [me.method(1, b=2), bound(1), bound()]
            """,
        )

    def test_on_the_class_it_stays_the_function(self, see) -> None:
        assert "True" == see(self.SOURCE, "class Named: method = x\nNamed.method == x")

    def test_read_from_an_object_it_is_a_method_all_the_same(self, see) -> None:
        assert "'mine'" == see(
            "{ name: 'its', method() { return this.name; } }",
            "class A:\n name = 'mine'\n method = x.method\nA().method()",
        )

    def test_errors_give_the_object_back(self, see) -> None:
        with pytest.raises(ThrownError, match="JsException: Error: no"):
            see("function () { throw new Error('no'); }", "class A: method = x\nA().method({}, a=[])")


class TestModules:
    """JavaScript objects as Python modules."""

    SOURCE = """{
      value: 1, f() { return this.value; }, from: 2, 'a b': 3, _hidden: 4, ünï: 5, get bad() { throw 1; }
    }"""

    def use(self, pyodide, code: str) -> str:
        return pyodide.js(
            f"""
            pyodide.registerJsModule("jsproxy_module", ({self.SOURCE}));
            try {{
              return pyodide.runPython(code);
            }} finally {{
              pyodide.unregisterJsModule("jsproxy_module");
              pyodide.runPython("import sys; sys.modules.pop('jsproxy_module', None)");
            }}
            """,
            code=code,
        )

    def test_star_import_takes_the_public_names(self, pyodide) -> None:
        code = """
            scope = {}
            exec("from jsproxy_module import *", scope)
            result = f"{sorted(name for name in scope if name != '__builtins__')} {scope['f']()}"
            result
        """

        assert "['f', 'from', 'value', 'ünï'] 1" == self.use(pyodide, code)

    def test_star_import_of_the_global_scope(self, pyodide) -> None:
        names = pyodide.run(
            "from js import *\n' '.join(str(Math.max(1, 2)) + JSON.stringify('a') + Object.name for _ in '1')"
        )

        assert '2"a"Object' == names

    def test_what_the_import_system_sets_stays_in_python(self, pyodide) -> None:
        code = """
            import jsproxy_module
            keys = list(jsproxy_module.object_keys())
            f"{jsproxy_module.__name__} {jsproxy_module.__spec__.name} {len(keys)}"
        """

        assert "jsproxy_module jsproxy_module 7" == self.use(pyodide, code)
