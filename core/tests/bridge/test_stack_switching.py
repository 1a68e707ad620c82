"""run_sync: Python blocks until something asynchronous is done, JavaScript's event loop goes on."""

import pytest

from harness.errors import ThrownError
from harness.interpreter import Interpreter
from harness.stack_switching import engine_can_switch, require_switching
from harness.wire import UNDEFINED

LATE = """
    pyodide.globals.set("late", (value, ms = 1) => new Promise((resolve) => setTimeout(resolve, ms, value)));
    const failLater = (message) => (_, reject) => setTimeout(() => reject(new RangeError(message)));
    pyodide.globals.set("fail", (message) => new Promise(failLater(message)));
    pyodide.runPython(`
      from pyodide.ffi import can_run_sync, run_sync
      import asyncio
    `);
"""


@pytest.fixture(autouse=True)
def late(pyodide: Interpreter) -> None:
    require_switching(pyodide)
    pyodide.js(LATE)


def call_promising(pyodide: Interpreter, code: str, *arguments: object) -> object:
    """Define a function f in Python and call it with stack switching."""
    return pyodide.js(
        """
        const f = pyodide.runPython(code + "\\nf");
        try {
          return await f.callPromising(...args);
        } finally {
          f.destroy();
        }
        """,
        code=code,
        args=list(arguments),
    )


def test_a_promise(pyodide) -> None:
    assert 12 == call_promising(pyodide, "def f(x): return run_sync(late(x)) + run_sync(late(5))", 7)


def test_whatever_can_be_awaited(pyodide) -> None:
    code = """
async def coroutine(x):
    await asyncio.sleep(0)
    return await late(x)
class Awaitable:
    def __await__(self): return coroutine(2).__await__()
def f():
    future = asyncio.get_event_loop().create_future()
    future.set_result(4)
    from js import Promise
    return ",".join(str(run_sync(x)) for x in [coroutine(1), Awaitable(), late(3), future, Promise.resolve(5)])
"""
    assert "1,2,3,4,5" == call_promising(pyodide, code)


def test_what_cannot_be_awaited(pyodide) -> None:
    with pytest.raises(ThrownError, match="TypeError"):
        call_promising(pyodide, "def f(): run_sync(1)")


def test_rejections_are_raised(pyodide) -> None:
    code = """
from js import Promise, Error
def f():
    result = []
    for promise in [fail("late"), Promise.reject(Error.new("at once")), Promise.reject(5)]:
        try: run_sync(promise)
        except Exception as error: result.append(f"{type(error).__name__} {error}")
    return ", ".join(result)
"""
    assert "JsException RangeError: late, JsException Error: at once, JsException 5" == call_promising(pyodide, code)


def test_exceptions_of_coroutines_are_raised(pyodide) -> None:
    with pytest.raises(ThrownError) as caught:
        call_promising(pyodide, "async def g(): {}[await late(1)]\ndef f(): run_sync(g())")

    assert "KeyError" == caught.value.type
    assert "in f" in caught.value.message and "in g" in caught.value.message


def test_exceptions_reject(pyodide) -> None:
    """Also those that are raised before anything is waited for."""
    assert ["KeyError", "ValueError"] == pyodide.js(
        """
        const types = [];
        for (const code of ["{}[0]", "int(run_sync(late('x')))"]) {
          const f = pyodide.runPython(`lambda: ${code}`);
          await f.callPromising().catch((error) => types.push(error.type));
          f.destroy();
        }
        return types;
        """
    )


def test_keyword_arguments(pyodide) -> None:
    assert ["1 2 3", "1 2 3", "1", True] == pyodide.js(
        """
        const f = pyodide.runPython("def f(*args, **kwargs): return ' '.join(map(str, [*args, *kwargs.values()]))\\nf");
        try {
          return [
            await f.callPromisingKwargs(1, { a: 2, b: 3 }),
            await f.callSyncifyingKwargs(1, 2, { b: 3 }),
            await f.callSyncifying(1),
            await f.callPromisingKwargs(1, null).catch((error) => error instanceof TypeError),
          ];
        } finally {
          f.destroy();
        }
        """
    )


def test_the_event_loop_goes_on(pyodide) -> None:
    assert ["before", "meanwhile", "after"] == pyodide.js(
        """
        const log = [];
        pyodide.globals.set("log", (text) => { log.push(text); });
        let settle;
        const promise = new Promise((resolve) => { settle = resolve; });
        pyodide.globals.set("wait", () => promise);
        const f = pyodide.runPython("def f():\\n    log('before')\\n    run_sync(wait())\\n    log('after')\\nf");
        const call = f.callPromising();
        setTimeout(() => {
          pyodide.runPython("log('meanwhile')");
          settle();
        });
        await call;
        f.destroy();
        return log;
        """
    )


def test_a_call_may_outlive_its_proxy(pyodide) -> None:
    assert 8 == pyodide.js(
        """
        const f = pyodide.runPython("lambda x: run_sync(late(x)) + 1");
        const call = f.callPromising(7);
        f.destroy();
        pyodide.runPython("import gc; gc.collect();");
        return await call;
        """
    )


def test_results_are_converted(pyodide) -> None:
    assert [UNDEFINED, "a", [1, 2]] == pyodide.js(
        """
        const results = [];
        for (const code of ["None", "'a'", "[1, 2]"]) {
          const f = pyodide.runPython(`lambda: (run_sync(late(0)), ${code})[1]`);
          const result = await f.callPromising();
          results.push(result?.destroy ? [...result] : result);
          result?.destroy?.();
          f.destroy();
        }
        return results;
        """
    )


def test_a_coroutine_that_is_returned_is_awaited(pyodide) -> None:
    assert 3 == call_promising(pyodide, "async def f():\n    return await late(1) + run_sync(late(2))")


def test_in_run_python_async(pyodide) -> None:
    assert 3 == pyodide.run_async("run_sync(late(1)) + await late(2)")


def test_in_coroutines_and_callbacks(pyodide) -> None:
    """Everything that the event loop calls can wait."""
    assert "[3, 4]" == pyodide.run_async(
        """
        async def task(): return run_sync(late(1)) + await late(2)
        done = asyncio.get_event_loop().create_future()
        asyncio.get_event_loop().call_later(0.001, lambda: done.set_result(run_sync(late(4))))
        str([run_sync(task()), await done])
        """
    )


def test_syncify(pyodide) -> None:
    assert 1 == pyodide.js(
        """
        pyodide.globals.set("promise", Promise.resolve(1));
        return await pyodide.runPythonAsync("promise.syncify()");
        """
    )


def test_frames_of_c_in_between(pyodide) -> None:
    code = """
import functools, re
class Key:
    def __init__(self, x): self.x = x
    def __lt__(self, other): return run_sync(late(self.x < other.x))
    def __del__(self): deleted.append(run_sync(late(self.x)))
deleted = []
def f():
    return str([
        sorted([3, 1, 2], key=lambda x: run_sync(late(x))),
        [key.x for key in sorted(map(Key, [3, 1, 2]))],
        list(map(run_sync, map(late, [1, 2]))),
        functools.reduce(lambda a, b: run_sync(late(a + b)), [1, 2, 3]),
        re.sub("[0-9]", lambda match: str(run_sync(late(int(match[0]) + 1))), "a1b2"),
        eval("run_sync(late(7))"),
        sorted(deleted),
    ])
"""
    assert "[[1, 2, 3], [1, 2, 3], [1, 2], 6, 'a2b3', 7, [1, 2, 3]]" == call_promising(pyodide, code)


def test_generators_in_between(pyodide) -> None:
    code = """
def generate(n):
    for i in range(n):
        try: yield run_sync(late(i))
        finally: run_sync(late(i))
def f():
    return str([*generate(3)] + list(zip(generate(2), generate(2))) + [next(generate(1))])
"""
    assert "[0, 1, 2, (0, 0), (1, 1), 0]" == call_promising(pyodide, code)


def test_nesting(pyodide) -> None:
    """A coroutine that run_sync runs uses run_sync, and so on."""
    code = """
async def nest(depth):
    return depth if depth == 0 else 1 + run_sync(nest(depth - 1))
def f(depth): return run_sync(nest(depth))
"""
    assert 20 == call_promising(pyodide, code, 20)


def test_can_run_sync(pyodide) -> None:
    assert engine_can_switch(pyodide)
    assert [False, True, True, "[False, True]", True] == pyodide.js(
        """
        pyodide.globals.set("through_javascript", (f) => f());
        const f = pyodide.runPython("def f(): return can_run_sync()\\nf");
        try {
          return [
            f(),
            await f.callPromising(),
            await pyodide.runPythonAsync("can_run_sync()"),
            await pyodide.runPythonAsync("str([through_javascript(f), can_run_sync()])"),
            await pyodide.runPythonAsync("run_sync(late(can_run_sync()))"),
          ];
        } finally {
          f.destroy();
        }
        """
    )
