"""Proxies of sequences in place of Arrays."""

import pytest

from harness.errors import ThrownError

ARRAY_USES = [
    "a.length",
    "a[0]",
    "a[9]",
    "a['01']",
    "a[-1]",
    "0 in a",
    "9 in a",
    "a.at(-1)",
    "a.at(9)",
    "a.concat([1], 2)",
    "[0].concat(a)",
    "[...a.entries()]",
    "[...a.keys()]",
    "[...a.values()]",
    "[...a]",
    "Array.from(a)",
    "a.every((x) => x > 10)",
    "a.some((x) => x > 20)",
    "a.filter((x) => x > 10)",
    "a.find((x) => x > 10)",
    "a.find((x) => x > 99)",
    "a.findIndex((x) => x > 10)",
    "(() => { const s = []; a.forEach(function (x, i, b) { s.push(x, i, b === a, this); }, s); return s.length })()",
    "a.includes(20)",
    "a.includes(21)",
    "a.indexOf(10)",
    "a.indexOf(10, 1)",
    "a.indexOf(10, -2)",
    "a.indexOf(99)",
    "a.lastIndexOf(10)",
    "a.lastIndexOf(10, 1)",
    "a.lastIndexOf(10, -3)",
    "a.lastIndexOf(99)",
    "a.join()",
    "a.join('-')",
    "a.map((x, i) => x * i)",
    "a.reduce((x, y) => x + y)",
    "a.reduce((x, y) => x + y, 'n')",
    "a.reduceRight((x, y) => `${x} ${y}`)",
    "a.reduceRight((x, y) => x + y, 'n')",
    "a.slice()",
    "a.slice(1)",
    "a.slice(-2, -1)",
    "JSON.stringify(a)",
    "JSON.stringify({ a })",
    "Array.prototype.map.call(a, (x) => x + 1)",
    "Reflect.apply(Math.max, null, a)",
]

MUTATIONS = [
    "a[1] = 7",
    "a.copyWithin(0, 1)",
    "a.copyWithin(1, 0, 2)",
    "a.copyWithin(-1, 0)",
    "a.fill(0)",
    "a.fill(5, 1)",
    "a.fill(5, -2, -1)",
    "a.pop()",
    "a.push(1, 2)",
    "a.push()",
    "a.reverse()",
    "a.shift()",
    "a.sort()",
    "a.sort((x, y) => y - x)",
    "a.push(100, 9); a.sort()",
    "a.splice()",
    "a.splice(1)",
    "a.splice(1, 1)",
    "a.splice(1, 1, 7, 8, 9)",
    "a.splice(-1, 1)",
    "a.splice(1, -5, 3)",
    "a.splice(99, 1, 3)",
    "a.unshift(1, 2)",
    "a[a.length] = 4",
    "a.length = 1",
    "Array.prototype.push.call(a, 5)",
]


def run(pyodide, python: str, body: str) -> object:
    """Return what a body gives for an Array and for a proxy of Python's counterpart, `a` in both."""
    return pyodide.js(
        f"""
        const use = (a) => {{ {body} }};
        const proxy = pyodide.runPython({python!r});
        try {{
          const plain = [10, 20, 10, 30];
          return [use(plain), use(proxy)];
        }} finally {{
          proxy.destroy();
        }}
        """
    )


@pytest.mark.parametrize("use", ARRAY_USES)
@pytest.mark.parametrize("python", ["[10, 20, 10, 30]", "(10, 20, 10, 30)", "bytes([10, 20, 10, 30])"])
def test_like_an_array(pyodide, python, use) -> None:
    expected, result = run(pyodide, python, f"return {use};")

    assert expected == result


@pytest.mark.parametrize("use", MUTATIONS)
@pytest.mark.parametrize(
    "python",
    [
        "[10, 20, 10, 30]",
        "bytearray([10, 20, 10, 30])",
        "__import__('collections').deque([10, 20, 10, 30])",
        "__import__('array').array('i', [10, 20, 10, 30])",
        "__import__('collections').UserList([10, 20, 10, 30])",
    ],
)
def test_changes_like_an_array(pyodide, python, use) -> None:
    """The result and what is left, for a reference to the array itself whether it is that."""
    expected, result = run(
        pyodide, python, f"let r = eval({use!r}); r = r === a ? 'itself' : r; return [r, Array.from(a)];"
    )

    assert expected == result


def test_elements_stay_what_they_are(pyodide) -> None:
    """A float without a fraction is no int for having been moved."""
    assert "[(2,), 1.0, None, True, 0.5] [0.5, 1.0, True, (2,), None]" == pyodide.js(
        """
        const list = pyodide.runPython("elements = [0.5, True, None, 1.0, (2,)]; elements");
        list.reverse();
        const reversed = list.toString();
        list.sort((a, b) => Number(a) - Number(b) || 0);
        list.sort((a, b) => (typeof a === "object") - (typeof b === "object") || a - b);
        const sorted = list.toString();
        list.destroy();
        return `${reversed} ${sorted}`;
        """
    )


def test_sort_puts_none_last_and_keeps_the_order_of_equals(pyodide) -> None:
    assert "['a1', 'a2', 'b1', None]" == pyodide.js(
        """
        const list = pyodide.runPython("[None, 'b1', 'a1', 'a2']");
        list.sort((x, y) => x.charCodeAt(0) - y.charCodeAt(0));
        const text = list.toString();
        list.destroy();
        return text;
        """
    )


def test_an_error_while_sorting(pyodide) -> None:
    assert ["mine", "[3, [1], 2]"] == pyodide.js(
        """
        const list = pyodide.runPython("[3, [1], 2]");
        let message;
        try {
          list.sort(() => { throw new Error("mine"); });
        } catch (error) {
          message = error.message;
        }
        const results = [message, list.toString()];
        list.destroy();
        return results;
        """
    )


def test_a_list_that_shrinks_while_it_is_sorted(pyodide) -> None:
    with pytest.raises(ThrownError, match="IndexError"):
        pyodide.js(
            """
            const list = pyodide.runPython("[3, 1, 2]");
            try {
              list.sort((a, b) => { list.clear(); return a - b; });
            } finally {
              list.destroy();
            }
            """
        )


def test_elements_that_are_proxies(pyodide) -> None:
    """Found by the identity of their objects; those that were made on the way are destroyed."""
    assert [1, 1, True, -1, True, "[1] [2]"] == pyodide.js(
        """
        const list = pyodide.runPython("[[1], [2]]");
        const second = list[1];
        const other = pyodide.runPython("[2]");
        const results = [list.indexOf(second), list.lastIndexOf(second), list.includes(second)];
        results.push(list.indexOf(other), list.includes(other), list.join(" "));
        for (const proxy of [list, second, other]) proxy.destroy();
        return results;
        """
    )


def test_elements_outlive_the_list(pyodide) -> None:
    assert [2, 1] == pyodide.js(
        """
        const list = pyodide.runPython("[[1], [2, 3]]");
        const found = list.find((element) => element.length === 2 || (element.destroy(), false));
        const [first, last] = [list[0], list.pop()];
        list.destroy();
        const results = [found.length, first.length];
        for (const proxy of [found, first, last]) proxy.destroy();
        return results;
        """
    )


@pytest.mark.parametrize("use", ["a[0] = 1", "a[9] = 1", "a.length = 0", "delete a[0]"])
def test_what_cannot_be_changed(pyodide, use) -> None:
    with pytest.raises(ThrownError, match="Type"):
        pyodide.js(
            f"""
            const change = (a) => {{ "use strict"; {use}; }};
            const a = pyodide.runPython("(1, 2)");
            try {{ change(a); }} finally {{ a.destroy(); }}
            """
        )


def test_no_holes(pyodide) -> None:
    """What an Array would leave empty, or has no place for."""
    assert ["TypeError", "TypeError", [2]] == pyodide.js(
        """
        const list = pyodide.runPython("[1, 2]");
        const nameOf = (use) => { try { use(); } catch (error) { return error.name; } };
        const results = [
          nameOf(() => { "use strict"; list[5] = 1; }),
          nameOf(() => { "use strict"; list.length = 5; }),
        ];
        delete list[0];
        results.push(list.slice());
        list.destroy();
        return results;
        """
    )


def test_hostile_sequences(pyodide) -> None:
    assert ["ValueError"] * 6 == pyodide.js(
        """
        const hostile = pyodide.runPython(`
          import collections.abc
          class Hostile(collections.abc.MutableSequence):
              def __len__(self): return 2
              def __getitem__(self, key): raise ValueError
              def __setitem__(self, key, value): raise ValueError
              def __delitem__(self, key): raise ValueError
              def insert(self, key, value): raise ValueError
          Hostile()
        `);
        const uses = [
          () => hostile[0],
          () => { hostile[0] = {}; },
          () => hostile.push([], {}),
          () => hostile.map((x) => x),
          () => hostile.reverse(),
          () => hostile.sort(),
        ];
        const results = uses.map((use) => { try { use(); } catch (error) { return error.type; } });
        hostile.destroy();
        return results;
        """
    )
