"""JavaScript arrays as Python sequences."""

import pytest

from harness.errors import ThrownError

SLICES = ["[1:3]", "[:]", "[::-1]", "[::2]", "[5:1:-2]", "[-2:]", "[10:]", "[:-10]", "[3:1]", "[-100:100:3]"]


class TestItems:
    """One item of an array."""

    def test_read(self, see) -> None:
        assert "[1, 5, 3]" == see("[1, 2, 3, 4, 5]", "[x[0], x[-1], x[True + 1]]")

    def test_write(self, see) -> None:
        assert "'1,7,9'" == see("[1, 2, 3]", "x[1] = 7\nx[-1] = 9\nstr(x)")

    def test_delete(self, see) -> None:
        assert "'2,3 2'" == see("[1, 2, 3, 4]", "del x[0]\ndel x[-1]\nf'{x} {len(x)}'")

    @pytest.mark.parametrize("code", ["x[3]", "x[-4]", "x.__setitem__(3, 0)", "x.__delitem__(-4)", "x[2**70]"])
    def test_out_of_range(self, see, code) -> None:
        with pytest.raises(ThrownError, match="IndexError: "):
            see("[1, 2, 3]", code)

    def test_only_integers(self, see) -> None:
        with pytest.raises(ThrownError, match="TypeError: array indices must be integers or slices, not str"):
            see("[1]", "x['0']")

    def test_holes_are_none(self, see) -> None:
        assert "[None, 1, None, None]" == see("[, 1, null, undefined]", "list(x)")

    def test_objects_that_implement_index(self, see) -> None:
        assert "2" == see("[1, 2]", "class One:\n def __index__(self): return 1\nx[One()]")


class TestSlices:
    """Slices behave as those of a list."""

    @pytest.mark.parametrize("slice", SLICES)
    def test_read(self, see, slice) -> None:
        assert "True" == see("[1, 2, 3, 4, 5, 6]", f"list(x{slice}) == list(x){slice}")

    @pytest.mark.parametrize("slice", SLICES)
    def test_delete(self, see, slice) -> None:
        assert "True" == see("[1, 2, 3, 4, 5, 6]", f"y = list(x)\ndel x{slice}\ndel y{slice}\nlist(x) == y")

    @pytest.mark.parametrize("slice", SLICES)
    @pytest.mark.parametrize("count", [0, 2, 3, 7])
    def test_write(self, see, slice, count) -> None:
        code = f"""
            def assign(items):
                try: items{slice} = range({count})
                except ValueError: return "ValueError"
                return items
            y = list(x)
            list(assign(x)) == list(assign(y))
        """

        assert "True" == see("[1, 2, 3, 4, 5, 6]", code)

    def test_of_an_array_is_an_array(self, see) -> None:
        assert "'Array'" == see("[1, 2]", "x[:1].constructor.name")

    def test_write_itself(self, see) -> None:
        assert "[1, 1, 2, 3, 2, 3]" == see("[1, 2, 3]", "x[1:1] = x\nlist(x)[:6]")

    def test_write_what_cannot_be_iterated_changes_nothing(self, see) -> None:
        assert "[1, 2]" == see("[1, 2]", "try: x[:] = 5\nexcept TypeError: pass\nlist(x)")

    def test_write_objects(self, see) -> None:
        code = """
            from pyodide.ffi import create_proxy
            object = {}
            proxy = create_proxy(object, roundtrip=False)
            x[:] = [proxy, proxy]
            result = [item is object for item in x]
            proxy.destroy()
            result
        """

        assert "[True, True]" == see("[1]", code)


class TestMethods:
    """The methods of a list."""

    @pytest.mark.parametrize(
        ("code", "result"),
        [
            ("x.append(9)", "[1, 2, 3, 2, 9]"),
            ("x.extend((8, 9))", "[1, 2, 3, 2, 8, 9]"),
            ("x.extend(x)", "[1, 2, 3, 2, 1, 2, 3, 2]"),
            ("x.extend(range(2))", "[1, 2, 3, 2, 0, 1]"),
            ("x.insert(0, 9)", "[9, 1, 2, 3, 2]"),
            ("x.insert(-1, 9)", "[1, 2, 3, 9, 2]"),
            ("x.insert(99, 9)", "[1, 2, 3, 2, 9]"),
            ("x.insert(-99, 9)", "[9, 1, 2, 3, 2]"),
            ("x.remove(2)", "[1, 3, 2]"),
            ("x.reverse()", "[2, 3, 2, 1]"),
            ("x.clear()", "[]"),
        ],
    )
    def test_that_change(self, see, code, result) -> None:
        assert f"[None, {result}]" == see("[1, 2, 3, 2]", f"[{code}, list(x)]")

    @pytest.mark.parametrize(
        ("code", "result"),
        [
            ("x.pop()", "2"),
            ("x.pop(0)", "1"),
            ("x.pop(-2)", "3"),
            ("x.index(2)", "1"),
            ("x.index(2, 2)", "3"),
            ("x.index(2, -1)", "3"),
            ("x.index(3, 0, 3)", "2"),
            ("x.count(2)", "2"),
            ("x.count(7)", "0"),
            ("list(reversed(x))", "[2, 3, 2, 1]"),
            ("[2 in x, 7 in x, '2' in x]", "[True, False, False]"),
            ("sorted(x)", "[1, 2, 2, 3]"),
            ("list(x + [9])", "[1, 2, 3, 2, 9]"),
            ("list(x + x)", "[1, 2, 3, 2, 1, 2, 3, 2]"),
            ("list(x * 2)", "[1, 2, 3, 2, 1, 2, 3, 2]"),
            ("list(0 * x)", "[]"),
            ("list(x * -1)", "[]"),
        ],
    )
    def test_that_answer(self, see, code, result) -> None:
        assert result == see("[1, 2, 3, 2]", code)

    def test_in_place_operators_keep_the_array(self, see) -> None:
        assert "[True, '1,2,1,2']" == see("[1]", "y = x\nx += (2,)\nx *= 2\n[x is y, str(y)]")

    def test_in_place_times_nothing(self, see) -> None:
        assert "0" == see("[1]", "x *= 0\nlen(x)")

    @pytest.mark.parametrize(
        ("code", "message"),
        [
            ("x.index(9)", "ValueError: 9 is not in the array"),
            ("x.index(1, 1)", "ValueError: 1 is not in the array"),
            ("x.remove('a')", "ValueError: 'a' is not in the array"),
            ("x.pop(9)", "IndexError: pop index out of range"),
            ("run_js('[]').pop()", "IndexError: pop from an empty array"),
            ("x * 2**30", "MemoryError"),
            ("x + 5", "TypeError: 'int' object is not iterable"),
            ("[1] + x", "TypeError: can only concatenate list"),
            ("x < x", "TypeError: '<' not supported"),
            ("hash(x)", "TypeError: unhashable type"),
        ],
    )
    def test_that_fail(self, see, code, message) -> None:
        with pytest.raises(ThrownError, match=message):
            see("[1, 2, 3]", f"from pyodide.code import run_js\n{code}")

    def test_search_for_objects(self, see) -> None:
        """JavaScript's objects are found by identity, Python's by equality."""
        code = """
            from pyodide.code import run_js
            from pyodide.ffi import create_proxy
            items = [1, 2]
            proxy = create_proxy(items, roundtrip=False)
            x.append(proxy)
            result = [x.index(x[0]), run_js("[]") in x, x.index([1, 2]), x.count(items), [9] in x]
            proxy.destroy()
            result
        """

        assert "[0, False, 1, 1, False]" == see("[[]]", code)

    def test_search_for_none(self, see) -> None:
        assert "[0, 2, True]" == see("[null, undefined, 1]", "[x.index(None), x.count(None), None in x]")

    def test_search_that_raises(self, see) -> None:
        with pytest.raises(ThrownError, match="ZeroDivisionError"):
            see("[1]", "class Bad:\n def __eq__(self, other): 1 / 0\nx.index(Bad())")

    def test_keys_is_hidden_because_mappings_have_it(self, see) -> None:
        assert "[False, {1: 2}, {1, 2}]" == see("[[1, 2]]", "[hasattr(x, 'keys'), dict(x), set(x[0])]")

    def test_sequence_functions_of_the_standard_library(self, see) -> None:
        code = """
            import bisect, operator, random
            bisect.insort(x, 3)
            random.shuffle(x)
            [sorted(x), operator.countOf(x, 3), operator.indexOf(x, x[2]), operator.concat(x, [])[0] in x]
        """

        assert "[[1, 2, 3, 4], 1, 2, True]" == see("[1, 2, 4]", code)

    def test_hundred_thousand_items_at_once(self, see) -> None:
        assert "[300000, 100000]" == see(
            "[]", "x.extend(range(100000))\nx += x\nx[5:5] = range(100000)\n[len(x), len(x[::3])]"
        )


class TestMatch:
    """Patterns of match statements."""

    CODE = """
        match x:
            case [first, *rest]: result = "sequence", first, rest
            case {"a": a, **rest}: result = "mapping", a, rest
            case _: result = "other"
        result
    """

    @pytest.mark.parametrize(
        ("source", "result"),
        [
            ("[1, 2, 3]", "('sequence', 1, [2, 3])"),
            ("new Uint8Array([1, 2])", "('sequence', 1, [2])"),
            ("new Map([['a', 1], ['b', 2]])", "('mapping', 1, {'b': 2})"),
            ("{ a: 1 }", "'other'"),
            ("[]", "'other'"),
            ("new Set([1])", "'other'"),
        ],
    )
    def test_patterns(self, see, source, result) -> None:
        assert result == see(source, self.CODE)

    def test_maps_of_objects(self, see) -> None:
        assert "('mapping', 1, {'c': 2})" == see("{ a: 1, c: 2 }", "x = x.as_object_map()\n" + _dedent(self.CODE))


def _dedent(code: str) -> str:
    return "\n".join(line[8:] for line in code.strip("\n").splitlines())


class TestTypedArrays:
    """Arrays whose length is fixed."""

    def test_items_and_slices(self, see) -> None:
        assert "[2, 'Uint8Array', [3, 2, 1], [1, 7, 8]]" == see(
            "new Uint8Array([1, 2, 3])",
            "result = [x[1], x[1:].constructor.name, list(x[::-1])]\nx[1:] = [7, 8]\nresult + [list(x)]",
        )

    def test_numbers_of_every_kind(self, see) -> None:
        assert "[[1.5], [-1], [18446744073709551615], [0]]" == see(
            "[new Float32Array(1), new BigInt64Array(1), new BigUint64Array(1), new Uint8ClampedArray(1)]",
            "for array, value in zip(x, [1.5, -1, 2**64 - 1, -5]): array[0] = value\n[list(array) for array in x]",
        )

    @pytest.mark.parametrize(
        "code",
        [
            "del x[0]",
            "del x[:]",
            "x.append(1)",
            "x.pop()",
            "x.insert(0, 1)",
            "x.extend([])",
            "x.remove(1)",
            "x.clear()",
        ],
    )
    def test_the_length_is_fixed(self, see, code) -> None:
        with pytest.raises(ThrownError, match="TypeError: the length of a typed array cannot change"):
            see("new Uint8Array([1, 2, 3])", f"{code}\nNone")

    def test_a_slice_of_another_length(self, see) -> None:
        with pytest.raises(ThrownError, match="ValueError: attempt to assign 3 items to a slice of 2"):
            see("new Uint8Array(4)", "x[:2] = [1, 2, 3]\nNone")

    def test_items_are_numbers(self, see) -> None:
        with pytest.raises(ThrownError, match="TypeError: The items of a typed array are numbers, not string"):
            see("new Uint8Array(4)", "x[0] = 'a'\nNone")

    def test_search(self, see) -> None:
        assert "[1, 2, True, 3]" == see("new Uint8Array([1, 2, 2])", "[x.index(2), x.count(2), 1 in x, len(x)]")

    def test_search_among_big_ints(self, see) -> None:
        assert "[1, True, False]" == see("new BigInt64Array([1n, 2n])", "[x.index(2), 1 in x, 3 in x]")

    def test_reverse(self, see) -> None:
        assert "[3, 2, 1]" == see("new Uint8Array([1, 2, 3])", "x.reverse()\nlist(x)")


class TestOtherSequences:
    """Objects that only look like arrays."""

    def test_arguments(self, see) -> None:
        source = "(function () { return arguments; })(1, 2, 3)"

        assert "[3, 3, [2, 3], True, 1, [3, 2, 1]]" == see(
            source, "[len(x), x[-1], list(x[1:]), 2 in x, x.index(2), list(reversed(x))]"
        )

    def test_cannot_be_changed(self, see) -> None:
        with pytest.raises(ThrownError, match="TypeError: the items of this JavaScript object cannot change"):
            see("new String('abc')", "x.append('d')")
        with pytest.raises(ThrownError, match="does not support item assignment"):
            see("new String('abc')", "x[0] = 'd'\nNone")

    @pytest.mark.realms("chromium", "firefox")
    def test_node_lists(self, see) -> None:
        source = """(() => {
            const parent = document.createElement("div");
            parent.append(document.createElement("p"), document.createElement("b"));
            return [parent.childNodes, parent.children, parent.querySelectorAll("*")];
        })()"""

        code = "[[nodes[0].tagName, nodes[-1].tagName, len(nodes), len(nodes[:1])] for nodes in x]"

        assert repr([["P", "B", 2, 1]] * 3) == see(source, code)

    def test_behind_a_proxy(self, see) -> None:
        assert "[1, 2, 3]" == see("new Proxy([1, 2], {})", "x.append(3)\nlist(x)")

    def test_frozen(self, see) -> None:
        for code in ("x[0] = 2", "x.append(1)", "x.pop()", "del x[0]", "x[:] = []", "x.reverse()"):
            with pytest.raises(ThrownError, match="TypeError"):
                see("Object.freeze([1, 2])", f"{code}\nNone")

    @pytest.mark.parametrize("length", ["-5", "NaN", "'x'", "null", "-Infinity"])
    def test_a_length_that_is_none(self, see, length) -> None:
        source = f"new Proxy([1, 2], {{ get: (t, key) => (key === 'length' ? {length} : t[key]) }})"

        assert "[]" == see(source, "[item for item in x]")
        with pytest.raises(ThrownError, match="RangeError: A length of"):
            see(source, "len(x)")

    @pytest.mark.parametrize("code", ["len(x)", "x[0]", "list(x)", "x[:]", "x.append(1)", "1 in x", "x + []"])
    def test_hostile(self, see, code) -> None:
        with pytest.raises(ThrownError, match=r"(JsException|TypeError)"):
            see("new Proxy([1], { get() { throw new Error('mine'); } })", code)
