"""What Python lends to a JavaScript function: until the call, its promise or its generator ends."""

import pytest

from harness.errors import ThrownError

# Each test's `no_leaks` fixture counts the proxies that are left.
HELP = """
    globalThis.kept = undefined;
    globalThis.keep = function keep(value) { globalThis.kept = value; };
"""


def test_arguments_are_destroyed_after_the_call(pyodide) -> None:
    with pytest.raises(
        ThrownError, match="This borrowed proxy was automatically destroyed at the end of a function call"
    ):
        pyodide.js(f"{HELP} pyodide.runPython('import js; js.keep([1])'); kept.length;")


@pytest.mark.parametrize("call", ["js.keep([1])", "js.keep(1, [1])", "js.keep(a=[1])", "js.Keep.new([1])"])
def test_however_they_were_given(pyodide, call) -> None:
    pyodide.js(
        """
        globalThis.keep = () => {};
        globalThis.Keep = class {};
        pyodide.runPython(call);
        """,
        call=f"import js; {call}",
    )


def test_arguments_are_destroyed_when_the_function_throws(pyodide) -> None:
    with pytest.raises(ThrownError, match="Error: no"):
        pyodide.js("globalThis.fail = () => { throw new Error('no'); }; pyodide.runPython('import js; js.fail([1])')")


def test_the_message_names_object_and_function_in_debug_mode(pyodide) -> None:
    message = pyodide.js(
        f"""
        {HELP}
        const before = pyodide.setDebug(true);
        try {{
          pyodide.runPython("import js; js.keep([1, 2])");
          kept.length;
        }} catch (error) {{
          return error.message;
        }} finally {{
          pyodide.setDebug(before);
        }}
        """
    )

    assert 'The function was \'keep\'.\nThe object was of type "list" and had repr "[1, 2]"' in message


def test_the_message_survives_a_repr_that_raises(pyodide) -> None:
    message = pyodide.js(
        f"""
        {HELP}
        const before = pyodide.setDebug(true);
        try {{
          pyodide.runPython(`
            import js
            class Bad:
                def __repr__(self): raise ValueError("no")
            js.keep(Bad())
          `);
          kept.length;
        }} catch (error) {{
          return error.message;
        }} finally {{
          pyodide.setDebug(before);
        }}
        """
    )

    assert message.endswith("and had repr (ValueError was raised)")


def test_setting_the_debug_mode_gives_what_it_was(pyodide) -> None:
    assert [False, True] == pyodide.js("return [pyodide.setDebug(true), pyodide.setDebug(false)]")


def test_a_copy_stays(pyodide) -> None:
    assert 1 == pyodide.js(
        """
        globalThis.keep = (value) => { globalThis.kept = value.copy(); };
        pyodide.runPython("import js; js.keep([1])");
        try {
          return kept.length;
        } finally {
          kept.destroy();
        }
        """
    )


def test_a_result_is_unwrapped_and_destroyed(pyodide) -> None:
    assert pyodide.js(
        """
        const list = pyodide.runPython("original = [1]; original");
        globalThis.give = () => list;
        return pyodide.runPython("import js; js.give() is original");
        """
    )


def test_using_a_result_after_it_was_given_away(pyodide) -> None:
    with pytest.raises(ThrownError, match="destroyed when it was returned to Python"):
        pyodide.js(
            """
            const list = pyodide.runPython("[1]");
            globalThis.give = () => list;
            pyodide.runPython("import js; js.give();");
            list.length;
            """
        )


def test_an_argument_as_result(pyodide) -> None:
    assert pyodide.js(
        """
        globalThis.identity = (value) => value;
        return pyodide.runPython("import js; a = []; js.identity(a) is a");
        """
    )


def test_keywords_become_own_properties_whatever_their_name(pyodide) -> None:
    assert [["__proto__", "a"], 1] == pyodide.js(
        """
        globalThis.names = (keywords) => {
          const { ["__proto__"]: proto } = Object.getOwnPropertyDescriptors(keywords);
          return [Object.keys(keywords).sort(), proto.value];
        };
        pyodide.runPython("import js; result = js.names(a=0, **{'__proto__': 1})");
        const result = pyodide.globals.get("result");
        return result;
        """
    )


def test_arguments_live_until_the_promise_is_settled(pyodide) -> None:
    assert [3, "gone"] == pyodide.js(
        """
        let list;
        globalThis.slow = async (value) => {
          list = value;
          await new Promise((resolve) => setTimeout(resolve, 1));
          return value.length;
        };
        const length = await pyodide.runPythonAsync("import js; await js.slow([1, 2, 3])");
        try {
          list.length;
        } catch {
          return [length, "gone"];
        }
        """
    )


def test_arguments_are_destroyed_when_the_promise_is_rejected(pyodide) -> None:
    assert "no" == pyodide.js(
        """
        globalThis.slow = async (value) => { throw new Error("no"); };
        return await pyodide.runPythonAsync(`
          import js
          try:
              await js.slow([1])
          except Exception as error:
              result = error.message
          result
        `);
        """
    )


def test_a_promise_comes_as_a_future(pyodide) -> None:
    assert [True, 4] == pyodide.js(
        """
        globalThis.slow = async (value) => value + 1;
        const result = await pyodide.runPythonAsync(`
          import asyncio, js
          future = js.slow(3)
          [isinstance(future, asyncio.Future), await future]
        `);
        try {
          return [result.get(0), result.get(1)];
        } finally {
          result.destroy();
        }
        """
    )


def test_the_proxy_that_a_promise_gives_is_destroyed(pyodide) -> None:
    assert pyodide.js(
        """
        globalThis.give = async (value) => value.copy();
        return await pyodide.runPythonAsync("import js; a = [1]; await js.give(a) is a");
        """
    )


def test_a_generator_keeps_its_arguments_until_it_is_exhausted(pyodide) -> None:
    assert [[1, 1], "gone"] == pyodide.js(
        """
        let list;
        globalThis.lengths = function* (value) {
          list = value;
          yield value.length;
          yield value.length;
        };
        const result = pyodide.runPython("import js; [n for n in js.lengths([7])]");
        const lengths = [result.get(0), result.get(1)];
        result.destroy();
        try {
          list.length;
        } catch {
          return [lengths, "gone"];
        }
        """
    )


def test_a_generator_without_arguments_is_what_it_was(pyodide) -> None:
    assert pyodide.js(
        """
        const generator = (function* () {})();
        globalThis.give = () => generator;
        globalThis.same = (value) => value === generator;
        return pyodide.runPython("import js; js.same(js.give())");
        """
    )
