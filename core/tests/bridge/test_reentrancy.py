"""What happens in the middle of something else: objects are destroyed and changed by code that works on them."""

import pytest

from harness.errors import ThrownError


def test_an_argument_is_destroyed_by_the_function_that_got_it(pyodide) -> None:
    assert [1, 2] == pyodide.js(
        """
        pyodide.globals.set("take", (list) => { const { length } = list; list.destroy(); return length; });
        const results = pyodide.runPython("items = [1]; [take(items), len(items) + 1]");
        const array = results.toJs();
        results.destroy();
        return array;
        """
    )


def test_a_function_is_destroyed_while_it_runs(pyodide) -> None:
    assert "done" == pyodide.js(
        """
        const function_ = pyodide.runPython("def f(callback):\\n  callback()\\n  return 'done'\\nf");
        pyodide.runPython("del f");
        return function_(() => function_.destroy());
        """
    )


def test_a_list_is_destroyed_while_it_is_iterated(pyodide) -> None:
    with pytest.raises(ThrownError, match="destroyed"):
        pyodide.js(
            """
            const list = pyodide.runPython("[1, 2, 3]");
            list.forEach(() => list.destroy());
            """
        )


def test_an_iterator_is_destroyed_while_it_is_iterated(pyodide) -> None:
    """Either the loop has an iterator of its own, or the next step says what is wrong."""
    assert pyodide.js(
        """
        const iterator = pyodide.runPython("iter([1, 2, 3])");
        const seen = [];
        try {
          for (const each of iterator) {
            seen.push(each);
            iterator.destroy();
          }
        } catch (error) {
          if (!error.message.includes("destroyed")) throw error;
          return seen.length === 1;
        }
        return seen.length === 3;
        """
    )


def test_a_list_changes_while_it_is_iterated(pyodide) -> None:
    assert [1, 2, 3] == pyodide.js(
        """
        const list = pyodide.runPython("[1, 2, 3, 4, 5]");
        const seen = [];
        for (const each of list) {
          seen.push(each);
          if (each === 3) list.splice(0, 5);
        }
        list.destroy();
        return seen;
        """
    )


def test_a_dict_changes_while_it_is_iterated(pyodide) -> None:
    with pytest.raises(ThrownError, match="RuntimeError: dictionary changed size during iteration"):
        pyodide.js(
            """
            const dict = pyodide.runPython("{1: 1, 2: 2}");
            try {
              for (const key of dict) dict.set(key + 10, 1);
            } finally {
              dict.destroy();
            }
            """
        )


def test_a_list_shrinks_while_it_is_converted(pyodide) -> None:
    assert pyodide.js(
        """
        const list = pyodide.runPython("items = [object() for _ in range(10)]; items");
        const clear = pyodide.runPython("lambda: items.clear()");
        const result = list.toJs({ default_converter: () => { clear(); return 1; } });
        for (const each of [list, clear]) each.destroy();
        return Array.isArray(result) && result.length <= 10;
        """
    )


def test_an_array_shrinks_while_it_is_converted(pyodide) -> None:
    assert "[1, None]" == pyodide.js(
        """
        const array = [1, 2, 3];
        Object.defineProperty(array, 0, { get: () => { array.length = 2; delete array[1]; return 1; } });
        pyodide.globals.set("array", array);
        return pyodide.runPython("repr(array.to_py()[:2])");
        """
    )


@pytest.mark.parametrize("where", ["__eq__", "__hash__"])
def test_a_key_destroys_what_it_is_looked_up_in(pyodide, where) -> None:
    pyodide.js(
        f"""
        const dict = pyodide.runPython(`
            class Key:
                def __hash__(self):
                    if "__hash__" == "{where}": end()
                    return 1
                def __eq__(self, other):
                    end()
                    return False
            key = Key()
            d = {{1: 2}}
            d
        `);
        pyodide.runPython("del d");
        pyodide.globals.set("end", () => dict.destroy());
        const key = pyodide.globals.get("key");
        try {{
          dict.has(key);
        }} finally {{
          key.destroy();
        }}
        """
    )


# What Python runs in the middle of an operation on `object`, the proxy of an instance of this class.
ENDING = """
class Ending:
    def __getattr__(self, name): end()
    def __setattr__(self, name, value): end()
    def __delattr__(self, name): end()
    def __dir__(self):
        end()
        return ["a"]
    def __len__(self):
        end()
        return 1
    def __getitem__(self, key): end()
    def __setitem__(self, key, value): end()
    def __delitem__(self, key): end()
    def __contains__(self, key):
        end()
        return True
    def __call__(self, *args, **kwargs): end()
    def __iter__(self):
        end()
        return iter([1])
    def __repr__(self):
        end()
        return "Ending()"
    def __await__(self):
        end()
        return iter([])
Ending()
"""


@pytest.mark.parametrize(
    "operation",
    [
        "object.name",
        "object.name = 1",
        "delete object.name",
        "'name' in object",
        "Reflect.ownKeys(object)",
        "object.length",
        "object.get(1)",
        "object.set(1, 2)",
        "object.delete(1)",
        "object.has(1)",
        "object()",
        "object(1, 2, 3, 4, 5)",
        "object.callKwargs(1, { a: 2 })",
        "object.callRelaxed(1)",
        "[...object]",
        "object.toString()",
        "object.toJs().destroy()",
        "await object",
    ],
)
def test_an_object_is_destroyed_by_its_own_method(pyodide, operation) -> None:
    pyodide.js(
        f"""
        const object = pyodide.runPython(code);
        pyodide.globals.set("end", () => object.destroy());
        try {{
          {operation};
        }} catch (error) {{
          if (error.name === "PyodideFatalError") throw error;
        }}
        object.destroy();
        """,
        code=ENDING,
    )


def test_recursion_through_both_languages_ends_in_an_exception(pyodide) -> None:
    assert pyodide.js(
        """
        const down = pyodide.runPython("def down(call): return call()\\ndown");
        const call = () => down(call);
        let name;
        try {
          call();
        } catch (error) {
          name = error.type ?? error.name;
        }
        down.destroy();
        return ["RecursionError", "RangeError"].includes(name) && pyodide.runPython("1 + 1") === 2;
        """
    )


def test_destroy_in_a_callback_of_destroy(pyodide) -> None:
    assert 1 == pyodide.js(
        """
        let calls = 0;
        const object = pyodide.runPython(`
            class Last:
                def __del__(self): ended()
            Last()
        `);
        pyodide.globals.set("ended", () => { calls++; object.destroy(); });
        object.destroy();
        return calls;
        """
    )


def test_an_object_that_is_an_iterator_of_both_kinds(pyodide) -> None:
    """A loop over promises that never say `done` would not end."""
    assert [1, 2] == pyodide.js(
        """
        const both = pyodide.runPython(`
            class Both:
                def __init__(self): self.items = [2, 1]
                def __iter__(self): return self
                def __next__(self):
                    if not self.items: raise StopIteration
                    return self.items.pop()
                def __aiter__(self): return self
                async def __anext__(self): raise StopAsyncIteration
            Both()
        `);
        const items = [...both];
        both.destroy();
        return items;
        """
    )
