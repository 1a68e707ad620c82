"""Proxies of awaitables are thenable, and asynchronous functions run when they are called."""

import pytest

from harness.errors import ThrownError

ASYNC = """
    const namespace = pyodide.runPython(`
      import asyncio
      log = []
      async def good(x=1):
          log.append("begun")
          await asyncio.sleep(0)
          return x
      async def bad(): raise ValueError("no")
      dict(good=good, bad=bad)
    `);
    const { good, bad } = namespace;
    const log = () => pyodide.runPython("' '.join(log)");
    const turn = () => new Promise((resolve) => setTimeout(resolve, 10));
"""


def in_javascript(pyodide, body: str) -> object:
    """Run a body with the functions `good` and `bad` in scope."""
    return pyodide.js(f"{ASYNC} try {{ {body} }} finally {{ namespace.destroy(); }}")


def test_an_asynchronous_function_runs_when_it_is_called(pyodide) -> None:
    assert ["", "begun"] == in_javascript(
        pyodide, "good(); const before = log(); await turn(); return [before, log()];"
    )


def test_a_coroutine_does_not_run_before_it_is_awaited(pyodide) -> None:
    assert ["", 1, "begun"] == in_javascript(
        pyodide,
        """
        const coroutine = pyodide.runPython("good()");
        await turn();
        const before = log();
        return [before, await coroutine, log()];
        """,
    )


def test_awaiting_any_number_of_times(pyodide) -> None:
    assert [1, 1, 10, "begun"] == in_javascript(
        pyodide,
        """
        const first = good();
        return [await first, await first, await first.then((x) => x * 10), log()];
        """,
    )


def test_the_event_loop_takes_the_reference(pyodide) -> None:
    """A coroutine is of no use once it is awaited, so nothing is left to destroy."""
    assert [1, "Object has already been destroyed", 1] == in_javascript(
        pyodide,
        """
        const coroutine = good();
        const results = [await coroutine];
        try { coroutine.type; } catch (error) { results.push(error.message.split("\\n")[0]); }
        coroutine.destroy();
        return [...results, await coroutine];
        """,
    )


def test_errors(pyodide) -> None:
    assert ["ValueError", "ValueError", "finally"] == in_javascript(
        pyodide,
        """
        const seen = [await bad().catch((error) => error.type)];
        try {
          await bad().finally(() => { seen.push("finally"); });
        } catch (error) {
          seen.splice(1, 0, error.type);
        }
        return seen;
        """,
    )


def test_methods_give_promises(pyodide) -> None:
    assert [True, True, True, False] == in_javascript(
        pyodide,
        """
        const coroutine = good();
        const results = ["then", "catch", "finally"].map((name) => coroutine[name]() instanceof Promise);
        await coroutine;
        return [...results, coroutine instanceof Promise];
        """,
    )


def test_results_that_are_proxies(pyodide) -> None:
    assert 2 == pyodide.js(
        """
        const f = pyodide.runPython("async def f(): return [1, 2]\\nf");
        const list = await f();
        const { length } = list;
        list.destroy();
        f.destroy();
        return length;
        """
    )


@pytest.mark.parametrize(
    "definition",
    [
        "import asyncio\nfuture = asyncio.get_event_loop().create_future()\nfuture.set_result(5)\nfuture",
        "import asyncio\nasync def f(): return 5\nasyncio.ensure_future(f())",
        "class C:\n  def __await__(self):\n    yield\n    return 5\nC()",
        "import types\n@types.coroutine\ndef f():\n  yield\n  return 5\nf()",
    ],
)
def test_other_awaitables(pyodide, definition) -> None:
    assert 5 == pyodide.js(f"return await pyodide.runPython({definition!r});")


def test_destroying_what_is_scheduled(pyodide) -> None:
    assert 1 == in_javascript(pyodide, "const c = good(); const p = c.then((x) => x); c.destroy(); return await p;")


def test_destroying_what_is_not_scheduled(pyodide) -> None:
    with pytest.raises(ThrownError, match="destroyed"):
        in_javascript(
            pyodide,
            """
            pyodide.runPython("import warnings; warnings.simplefilter('ignore')");
            const coroutine = pyodide.runPython("good()");
            coroutine.destroy();
            await coroutine;
            """,
        )


def test_a_javascript_function_gives_it_to_python(pyodide) -> None:
    """The call has been scheduled, so that Python gets a future."""
    assert 7 == in_javascript(
        pyodide,
        """
        pyodide.globals.set("call", (f) => f(7));
        return await pyodide.runPythonAsync("await call(good)");
        """,
    )


def test_keyword_arguments_and_methods(pyodide) -> None:
    assert [3, 4] == in_javascript(
        pyodide,
        """
        const object = pyodide.runPython("class C:\\n  async def method(self): return 4\\nC()");
        const results = [await good.callKwargs({ x: 3 }), await object.method()];
        object.destroy();
        return results;
        """,
    )
