"""Maps, and objects that are seen as maps, as Python mappings."""

import pytest

from harness.errors import ThrownError

MAP = "new Map([['a', 1], ['b', undefined], [3, null]])"


class TestMap:
    """JavaScript's Map."""

    @pytest.mark.parametrize(
        ("code", "result"),
        [
            ("[x['a'], x['b'], x[3]]", "[1, None, None]"),
            ("len(x)", "3"),
            ("['a' in x, 'c' in x, 3 in x]", "[True, False, True]"),
            ("list(x)", "['a', 'b', 3]"),
            ("[*x.keys()], [*x.values()]", "(['a', 'b', 3], [1, None, None])"),
            ("[*x.items()]", "[('a', 1), ('b', None), (3, None)]"),
            ("[x.get('a'), x.get('c'), x.get('c', 5), x.get('b', 5)]", "[1, None, 5, None]"),
            ("[x.pop('a'), x.pop('a', 7), len(x)]", "[1, 7, 2]"),
            ("[x.setdefault('a', 9), x.setdefault('z', 9), x['z']]", "[1, 9, 9]"),
            ("dict(x)", "{'a': 1, 'b': None, 3: None}"),
            ("('a', 1) in x.items(), 1 in x.values(), 'a' in x.keys()", "(True, True, True)"),
            ("x.keys() & {'a', 'q'}", "{'a'}"),
        ],
    )
    def test_answers(self, see, code, result) -> None:
        assert result == see(MAP, code)

    def test_changes(self, see) -> None:
        code = """
            x["a"] = 2
            del x["b"]
            x.update({"c": 3}, d=4)
            x.update([("e", 5)])
            dict(x)
        """

        assert "{'a': 2, 3: None, 'c': 3, 'd': 4, 'e': 5}" == see(MAP, code)

    def test_popitem_and_clear(self, see) -> None:
        assert "[('a', 1), 2, 0]" == see(MAP, "result = [x.popitem(), len(x)]\nx.clear()\nresult + [len(x)]")

    @pytest.mark.parametrize("code", ["x['c']", "x.__delitem__('c')", "x.pop('c')", "run_js('new Map()').popitem()"])
    def test_missing_keys(self, see, code) -> None:
        with pytest.raises(ThrownError, match="KeyError"):
            see(MAP, f"from pyodide.code import run_js\n{code}")

    def test_unpacks_into_keyword_arguments(self, see) -> None:
        assert "{'a': 1}" == see("new Map([['a', 1]])", "dict(**x)")

    def test_keys_are_javascripts_objects_by_identity(self, see) -> None:
        source = "(() => { const key = {}; return { key, map: new Map([[key, 1]]) }; })()"

        assert "[1, None]" == see(source, "[x.map.get(x.key), x.map.get(x)]")

    def test_the_methods_of_javascript_are_there(self, see) -> None:
        assert "[True, 1, 2]" == see("new Map()", "x.set('a', 1)\n[x.has('a'), x.size, x.set('b', 2).size]")


class TestLikeMap:
    """Objects with some methods of a Map."""

    def test_get_alone(self, see) -> None:
        assert "[2, 'KeyError']" == see(
            "{ get(key) { return key * 2 || undefined; } }",
            "try: x[0]\nexcept KeyError: result = 'KeyError'\n[x[1], result]",
        )

    def test_get_that_throws(self, see) -> None:
        with pytest.raises(ThrownError, match="JsException: Error: mine"):
            see("{ get(key) { throw new Error('mine'); } }", "x[0]")

    def test_no_set(self, see) -> None:
        with pytest.raises(ThrownError, match="does not support item assignment"):
            see("{ get() {} }", "x[0] = 1\nNone")

    def test_set_without_delete(self, see) -> None:
        with pytest.raises(ThrownError, match="TypeError: this JavaScript object has no method 'delete'"):
            see("{ get() {}, set() {} }", "x[0] = 1\ndel x[0]\nNone")

    def test_headers(self, see) -> None:
        assert "['1', True, 'KeyError', False]" == see(
            "new Headers({ a: '1' })",
            """
            result = [x["a"], "A" in x]
            try: x["b"]
            except KeyError: result.append("KeyError")
            del x["a"]
            result + ["a" in x]
            """,
        )

    def test_url_parameters(self, see) -> None:
        assert "{'a': '1', 'b': '2'}" == see("new URLSearchParams('a=1&b=2')", "dict(x)")

    def test_sets(self, see) -> None:
        assert "[2, True, False, [1, 2]]" == see("new Set([1, 2])", "[len(x), 1 in x, 3 in x, list(x)]")

    def test_weak_maps(self, see) -> None:
        assert "5" == see("{ key: {}, map: new WeakMap() }", "x.map[x.key] = 5\nx.map[x.key]")


class TestObjectMap:
    """as_object_map()."""

    SOURCE = "{ a: 7, b: { c: 9 }, $d: [{ e: 1 }], from: null }"

    @pytest.mark.parametrize(
        ("code", "result"),
        [
            ("x['a'], x['from'], x['$d'][0].e", "(7, None, 1)"),
            ("list(x)", "['a', 'b', '$d', 'from']"),
            ("len(x)", "4"),
            ("'a' in x, 'toString' in x, 5 in x", "(True, False, False)"),
            ("x.get('a'), x.get('z'), x.get('z', 1), x.get(5, 2)", "(7, None, 1, 2)"),
            ("[*x.values()][0], [*x.items()][0]", "(7, ('a', 7))"),
            ("x.pop('a'), 'a' in x", "(7, False)"),
            ("x.a", "7"),
            ("x == x.as_object_map()", "True"),
            ("bool(x)", "True"),
        ],
    )
    def test_answers(self, see, code, result) -> None:
        assert result == see(self.SOURCE, f"x = x.as_object_map()\n{code}")

    def test_changes(self, see) -> None:
        code = """
            m = x.as_object_map()
            m["a"] = 1
            m["from"] = 2
            m.update(z=3)
            del m["a"]
            list(x.object_entries()[0]), x.from_, x.z, len(m)
        """

        assert "(['from', 2], 2, 3, 2)" == see("{}", code)

    def test_empty_and_clear(self, see) -> None:
        code = "m = x.as_object_map()\nfull = bool(m)\nm.clear()\nfull, bool(m), len(m)"

        assert "(True, False, 0)" == see("{ a: 1 }", code)

    @pytest.mark.parametrize("code", ["m['z']", "m[5]", "m.__delitem__('z')", "m.__delitem__(5)", "m['toString']"])
    def test_missing_keys(self, see, code) -> None:
        with pytest.raises(ThrownError, match="KeyError"):
            see("{ a: 1 }", f"m = x.as_object_map()\n{code}")

    def test_keys_are_strings(self, see) -> None:
        with pytest.raises(ThrownError, match="TypeError: keys of a JavaScript object are strings, not int"):
            see("{}", "x.as_object_map()[5] = 1\nNone")

    def test_inner_objects_are_as_they_are(self, see) -> None:
        with pytest.raises(ThrownError, match=r"TypeError: 'pyodide\.ffi\.JsProxy' object is not subscriptable"):
            see(self.SOURCE, "x.as_object_map()['b']['c']")

    def test_hereditary(self, see) -> None:
        code = """
            m = x.as_object_map(hereditary=True)
            m["b"]["c"], [*m.values()][1]["c"], m.get("b")["c"], m.pop("b")["c"]
        """

        assert "(9, 9, 9, 9)" == see(self.SOURCE, code)

    def test_hereditary_is_for_plain_objects(self, see) -> None:
        code = """
            m = x.as_object_map(hereditary=True)
            [type(m[key]).__mro__[1].__name__ for key in m]
        """

        assert "['JsMutableMap', 'JsMutableMap', 'JsProxy', 'JsArray']" == see(
            "{ a: {}, b: Object.create(null), c: new (class A {})(), d: [] }", code
        )

    def test_a_null_prototype(self, see) -> None:
        assert "({'a': 1}, True)" == see(
            "Object.assign(Object.create(null), { a: 1 })", "m = x.as_object_map()\ndict(m), 'a' in m"
        )


class TestPyJson:
    """as_py_json()."""

    SOURCE = "{ list: [{ a: 1 }, [2, { b: 3 }]], map: new Map([['k', { v: 4 }]]), date: new Date(0) }"

    @pytest.mark.parametrize(
        ("code", "result"),
        [
            ("x['list'][0]['a']", "1"),
            ("x['list'][1][1]['b']", "3"),
            ("x['map']['k']['v']", "4"),
            ("[item['a'] for item in x['list'][:1]]", "[1]"),
            ("[item['a'] for item in x['list'] if 'a' in item]", "[1]"),
            ("x['list'].pop(0)['a']", "1"),
            ("(x['list'] + [])[0]['a']", "1"),
            ("[value['v'] for value in x['map'].values()]", "[4]"),
            ("x['date'].getTime()", "0"),
        ],
    )
    def test_all_inside_is_dicts_and_lists(self, see, code, result) -> None:
        assert result == see(self.SOURCE, f"x = x.as_py_json()\n{code}")

    def test_of_an_array(self, see) -> None:
        assert "[1, 2]" == see("[{ a: 1 }, { a: 2 }]", "[item['a'] for item in x.as_py_json()]")
