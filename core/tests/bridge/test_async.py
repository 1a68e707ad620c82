"""runPythonAsync, and awaiting across the languages."""

import pytest

from harness.errors import ThrownError
from harness.wire import UNDEFINED


def test_top_level_await(pyodide) -> None:
    assert 3 == pyodide.run_async("import asyncio\nx = await asyncio.sleep(0, 1)\nx + await asyncio.sleep(0.001, 2)")


def test_without_await(pyodide) -> None:
    assert [2, UNDEFINED] == [pyodide.run_async("1 + 1"), pyodide.run_async("1 + 1;")]


def test_await_a_promise(pyodide) -> None:
    assert [5, 6, "done"] == pyodide.js(
        """
        pyodide.globals.set("later", (value) => new Promise((resolve) => setTimeout(resolve, 1, value)));
        pyodide.globals.set("ready", Promise.resolve(6));
        return [
          await pyodide.runPythonAsync("await later(5)"),
          await pyodide.runPythonAsync("await ready"),
          await pyodide.runPythonAsync("async def f():\\n    await later(1)\\n    return 'done'\\nawait f()"),
        ];
        """
    )


def test_await_a_rejected_promise(pyodide) -> None:
    assert "RangeError|too far" == pyodide.js(
        """
        pyodide.globals.set("fail", () => Promise.reject(new RangeError("too far")));
        return await pyodide.runPythonAsync(`
          from pyodide.ffi import JsException
          try:
              await fail()
          except JsException as error:
              result = f"{error.name}|{error.message}"
          result
        `);
        """
    )


def test_an_exception_rejects(pyodide) -> None:
    with pytest.raises(ThrownError) as caught:
        pyodide.run_async("import asyncio\nawait asyncio.sleep(0)\nraise KeyError('key')")

    assert ("PythonError", "KeyError") == (caught.value.name, caught.value.type)
    assert "Traceback (most recent call last):\n  File \"<exec>\", line 3, in <module>\nKeyError: 'key'\n" == (
        caught.value.message
    )


def test_a_syntax_error_rejects(pyodide) -> None:
    """Also what fails before anything is awaited arrives as a rejection."""
    assert "SyntaxError" == pyodide.js("return await pyodide.runPythonAsync('1 +').catch((error) => error.type)")


def test_concurrent_tasks(pyodide) -> None:
    assert "abab" == pyodide.run_async(
        """
        import asyncio
        log = []
        async def task(name):
            for _ in range(2):
                log.append(name)
                await asyncio.sleep(0)
        await asyncio.gather(task("a"), task("b"))
        "".join(log)
        """
    )


def test_timeouts_and_cancelling(pyodide) -> None:
    assert "timed out, cancelled" == pyodide.run_async(
        """
        import asyncio
        result = []
        try:
            async with asyncio.timeout(0.001):
                await asyncio.sleep(10)
        except TimeoutError:
            result.append("timed out")
        task = asyncio.ensure_future(asyncio.sleep(10))
        await asyncio.sleep(0)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            result.append("cancelled")
        ", ".join(result)
        """
    )


def test_javascript_awaits_a_coroutine(pyodide) -> None:
    assert [1, "ValueError"] == pyodide.js(
        """
        const good = pyodide.runPython(`
          import asyncio
          async def good():
              await asyncio.sleep(0)
              return 1
          good
        `);
        const bad = pyodide.runPython("async def bad(): raise ValueError\\nbad");
        const first = good();
        const second = bad();
        try {
          return await Promise.all([first, second.catch((error) => error.type)]);
        } finally {
          for (const proxy of [good, bad, first, second]) proxy.destroy();
        }
        """
    )


def test_asynchronous_functions_of_javascript_keep_their_arguments(pyodide) -> None:
    """A proxy made for the call of a function that gives a promise lives until that is settled."""
    assert 2 == pyodide.js(
        """
        pyodide.globals.set("slow", async (list) => {
          await new Promise((resolve) => setTimeout(resolve, 1));
          return list.length;
        });
        return await pyodide.runPythonAsync("await slow([1, 2])");
        """
    )


def test_the_loop_is_running_at_top_level(pyodide) -> None:
    assert pyodide.run("import asyncio; asyncio.get_event_loop() is not None")
    assert pyodide.run_async("import asyncio; asyncio.get_running_loop() is asyncio.get_event_loop()")
