"""null and small BigInts, which Python's own scalars do not tell from undefined and Number."""

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


def test_jsnull_in_json(pyodide) -> None:
    """Also where an encoder has a `default` of its own that asks the original one; what is no JSON stays an error."""
    assert ['[null, {"a": null}]', '"set"', "[null]", "Object of type set is not JSON serializable"] == pyodide.js(
        """
        const result = pyodide.runPython(`
          import json
          from pyodide.ffi import jsnull
          class Encoder(json.JSONEncoder):
              def default(self, o): return "set" if isinstance(o, set) else super().default(o)
          try: json.dumps(set())
          except TypeError as error: refused = str(error)
          [json.dumps([jsnull, {"a": jsnull}]), Encoder().encode(set()), Encoder().encode([jsnull]), refused]
        `);
        const list = result.toJs();
        result.destroy();
        return list;
        """
    )
