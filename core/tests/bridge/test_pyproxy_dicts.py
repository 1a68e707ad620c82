"""Items of dicts as properties, and adaptors that treat data as JSON does."""

import pytest

from harness.wire import UNDEFINED


def with_proxy(pyodide, python: str, *expressions: str) -> list[object]:
    """Return the values of expressions about `d` and its adaptor `j`."""
    return pyodide.js(
        f"""
        const d = pyodide.runPython({python!r});
        const j = d.asJsonAdaptor();
        try {{
          return [{", ".join(expressions)}];
        }} finally {{
          pyodide.ffi.PyProxy.prototype.destroy.call(d);
        }}
        """
    )


def test_items(pyodide) -> None:
    assert [1, UNDEFINED, True, False, True, 2, "{None: 1, 'b': 2}"] == with_proxy(
        pyodide,
        "{'a': 1, None: 1}",
        "d.get('a')",
        "d.get('b')",
        "d.has('a')",
        "d.has(1)",
        "d.has(undefined)",
        "(d.set('b', 2), d.delete('a'), d.length)",
        "d.toString()",
    )


@pytest.mark.parametrize(
    ("use", "error"),
    [
        ("d.delete('x')", "KeyError"),
        ("d.get(unhashable)", "TypeError"),
        ("d.set(unhashable, 1)", "TypeError"),
        ("d.has(unhashable)", "TypeError"),
    ],
)
def test_errors(pyodide, use, error) -> None:
    assert error == pyodide.js(
        f"""
        const [d, unhashable] = [pyodide.runPython("{{}}"), pyodide.runPython("[]")];
        try {{
          {use};
        }} catch (error) {{
          return error.type;
        }} finally {{
          d.destroy();
          unhashable.destroy();
        }}
        """
    )


def test_items_as_properties(pyodide) -> None:
    """Behind methods of the proxy and attributes of the dict."""
    assert [1, UNDEFINED, "function", "function", True, False, ["a", "get", "keys"], "number"] == with_proxy(
        pyodide,
        "{'a': 1, 'keys': 2, 'get': 3}",
        "d.a",
        "d.b",
        "typeof d.keys",
        "typeof d.get",
        "'a' in d",
        "'b' in d",
        "Object.keys(d).sort()",
        "typeof Object.getOwnPropertyDescriptor(d, 'a').value",
    )


def test_writing_items_as_properties(pyodide) -> None:
    assert [True, True, "{'b': 2}"] == with_proxy(
        pyodide, "{'a': 1}", "(d.b = 2, delete d.a)", "delete d.missing", "d.toString()"
    )


def test_attributes_of_dicts_are_not_overwritten(pyodide) -> None:
    assert "AttributeError" == pyodide.js(
        """
        const d = pyodide.runPython("{}");
        try {
          d.keys = 1;
        } catch (error) {
          return error.type;
        } finally {
          d.destroy();
        }
        """
    )


def test_items_read_as_properties_belong_to_the_proxy(pyodide) -> None:
    assert [True, "This borrowed attribute"] == pyodide.js(
        """
        const d = pyodide.runPython("{'a': []}");
        const { a } = d;
        const results = [d.a === a];
        d.destroy();
        try {
          a.length;
        } catch (error) {
          return [...results, error.message.slice(0, 23)];
        }
        """
    )


@pytest.mark.parametrize(
    "python", ["__import__('collections').defaultdict(list)", "type('D', (dict,), {'__getitem__': print})(a=1)"]
)
def test_subclasses_of_dict_have_attributes_alone(pyodide, python) -> None:
    """Reading a property must not run their code."""
    before, value, after = with_proxy(pyodide, python, "d.toString()", "d.a", "d.toString()")

    assert value == UNDEFINED
    assert before == after


def test_adaptor(pyodide) -> None:
    assert [
        '{"a":[1,{"b":2}],"c":{"x":1},"keys":7}',
        2,
        1,
        7,
        UNDEFINED,
        True,
        False,
        ["a", "c", "keys"],
        True,
    ] == with_proxy(
        pyodide,
        "{'a': [1, {'b': 2}], 'c': {'x': 1}, 'keys': 7}",
        "JSON.stringify(j)",
        "j.a[1].b",
        "j.c.x",
        "j.keys",
        "j.values",
        "'a' in j",
        "'values' in j",
        "Object.keys(j)",
        "j.a === j.a && d.asJsJson().a === j.a",
    )


def test_adaptor_writes(pyodide) -> None:
    assert [True, "{'a': [9, {'b': 2, 'q': None}, 3], 'n': 3, 'get': 4}"] == with_proxy(
        pyodide,
        "{'a': [1, {'b': 2}], 'c': {'x': 1}}",
        "(j.n = 3, j.a[0] = 9, j.a[1].q = null, j.a.push(3), j.get = 4, delete j.c)",
        "d.toString()",
    )


def test_adaptor_stays_usable(pyodide) -> None:
    """Items may have any name; what one needs to get rid of the proxy wins."""
    assert [2, "function", "function", "function", 5, 7, 9] == with_proxy(
        pyodide,
        "{'get': 2, 'destroy': 3, 'toString': 4, 'type': 5, 'length': 7, 'then': 9, 'copy': 1}",
        "j.get",
        "typeof j.destroy",
        "typeof j.toString",
        "typeof j.copy",
        "j.type",
        "j.length",
        "j.then",
    )


def test_adaptor_of_a_list(pyodide) -> None:
    assert ['[1,{"b":2},[3]]', 2, 3, 3, [UNDEFINED, 2, UNDEFINED], 2] == with_proxy(
        pyodide,
        "[1, {'b': 2}, [3]]",
        "JSON.stringify(j)",
        "j[1].b",
        "j[2][0]",
        "j.length",
        "j.map((x) => x.b)",
        "j.find((x) => x.b === 2).b",
    )


def test_adaptor_keys_that_are_numbers(pyodide) -> None:
    assert [3, 5, '{"1":3,"2":5}', "{1: 2, '1': 3, 2: 6, None: 1}"] == with_proxy(
        pyodide,
        "{1: 2, '1': 3, 2: 5, None: 1}",
        "j[1]",
        "j[2]",
        "JSON.stringify(j)",
        "(j[2] = 6, d.toString())",
    )


def test_adaptor_of_a_mapping(pyodide) -> None:
    assert [1, UNDEFINED, '{"a":1}', False] == with_proxy(
        pyodide,
        "__import__('types').MappingProxyType({'a': 1})",
        "j.a",
        "j.b",
        "JSON.stringify(j)",
        "'copy_' in j",
    )


def test_adaptor_of_what_only_has_items(pyodide) -> None:
    """Python would look for an item by trying all indices, without end."""
    assert ["foofoo", True] == with_proxy(
        pyodide, "type('G', (), {'__getitem__': lambda self, key: key * 2})()", "j.foo", "'foo' in j"
    )


def test_adaptor_shares_its_life(pyodide) -> None:
    assert ["Object has already been destroyed", "This borrowed attribute proxy was"] == pyodide.js(
        """
        const d = pyodide.runPython("{'a': [1]}");
        const j = d.asJsonAdaptor();
        const { a } = j;
        j.destroy();
        const firstLine = (text) => text.split("\\n")[0].slice(0, 33);
        const messageOf = (use) => { try { use(); } catch (error) { return firstLine(error.message); } };
        return [messageOf(() => d.length), messageOf(() => a.length)];
        """
    )


def test_adaptor_of_a_copy(pyodide) -> None:
    assert '{"a":[1]}' == pyodide.js(
        """
        const d = pyodide.runPython("{'a': [1]}");
        const copy = d.asJsonAdaptor().copy();
        d.destroy();
        const text = JSON.stringify(copy);
        copy.destroy();
        return text;
        """
    )


def test_adaptor_reads_none_as_json_does(pyodide) -> None:
    assert ['{"a":null,"b":[null]}', None, UNDEFINED] == with_proxy(
        pyodide, "{'a': None, 'b': [None]}", "JSON.stringify(j)", "j.a", "j.c"
    )
