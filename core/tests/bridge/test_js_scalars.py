"""null and small BigInts, which Python's own scalars do not tell from undefined and Number."""

import pytest

from harness.interpreter import Interpreter

TYPES = "(...values) => values.map((value) => (value === null ? 'null' : typeof value)).join()"


def test_null_can_be_passed(see) -> None:
    assert "'null,undefined,object'" == see(TYPES, "from pyodide.ffi import jsnull\nx(jsnull, None, [])")


def test_null_in_properties_and_items(see) -> None:
    code = """
        from pyodide.ffi import jsnull
        x.object.a = jsnull
        x.array.append(jsnull)
        x.array[0] = jsnull
        x.map["a"] = jsnull
        x.text(x.object), x.text(x.array), x.map.get("a"), jsnull in x.array
    """

    assert "('{\"a\":null}', '[null,null]', None, True)" == see(
        "{ object: {}, array: [1], map: new Map(), text: (value) => JSON.stringify(value) }", code
    )


def test_null_comes_as_none(see) -> None:
    assert "(None, None)" == see("{ a: null, f: () => null }", "x.a, x.f()")


def test_what_null_is_in_python(see) -> None:
    code = """
        import copy, pickle
        from pyodide.ffi import JsNull, jsnull
        jsnull, bool(jsnull), type(jsnull) is JsNull, pickle.loads(pickle.dumps(jsnull)) is jsnull, copy.copy(jsnull)
    """

    assert "(jsnull, False, True, True, jsnull)" == see("0", code)


def test_big_ints(see) -> None:
    code = """
        from pyodide.ffi import JsBigInt
        x(JsBigInt(5), 5, JsBigInt(-1), JsBigInt(2**70), 2**70), JsBigInt(5) + 1, type(JsBigInt(5) + 1) is int
    """

    assert "('bigint,number,bigint,bigint,bigint', 6, True)" == see(TYPES, code)


@pytest.mark.realms("node24", "chromium")
def test_an_interpreter_that_tells_null_and_undefined_apart(realm) -> None:
    interpreter = Interpreter(realm, "null")
    interpreter.start(convertNullToNone=False)
    result = interpreter.js(
        """
        const call = pyodide.runPython("lambda *values: repr(values)");
        pyodide.globals.set("x", {
          a: null, b: undefined, f: () => null, list: [null, undefined], map: new Map([[1, null]]),
        });
        return [call(null, undefined), pyodide.runPython(`
from pyodide.ffi import jsnull
m = x.as_object_map()
repr([x.a, x.b, x.f(), *x.list, x.list[0], x.map[1], m["a"], x.to_py()["list"], jsnull in x.list])`)];
        """
    )
    interpreter.forget()

    assert [
        "(jsnull, None)",
        "[jsnull, None, jsnull, jsnull, None, jsnull, jsnull, jsnull, [jsnull, None], True]",
    ] == result


def test_explicit_conversion(pyodide) -> None:
    assert [True, True, True] == pyodide.js(
        """
        const list = pyodide.runPython("from pyodide.ffi import JsBigInt, jsnull; [jsnull, {jsnull: JsBigInt(5)}]");
        const it = list.toJs();
        list.destroy();
        return [it[0] === null, it[1].get(null) === 5n, pyodide.runPython(`
          from pyodide.ffi import to_js
          to_js(jsnull) is jsnull
        `)];
        """
    )
