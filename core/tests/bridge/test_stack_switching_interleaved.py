"""Suspended calls resume in any order; what Python knows of each stays apart."""

import pytest

from harness.interpreter import Interpreter
from harness.stack_switching import require_switching

GATES = """
    const gates = new Map();
    pyodide.globals.set("wait", (name) => new Promise((resolve) => gates.set(name, resolve)));
    pyodide.globals.set("open", async (name, value) => gates.get(name)(value));
    pyodide.runPython(`
      import asyncio, contextvars, gc, random, sys
      from pyodide.ffi import can_run_sync, run_sync
      async def reached(*gates):
          for _ in gates: await asyncio.sleep(0.002)
    `);
    // Call functions with stack switching, the next when the one before has stopped; then open gates.
    globalThis.interleave = async (code, gates) => {
      pyodide.runPython(code);
      const functions = pyodide.runPython("from pyodide.ffi import to_js; to_js(functions)");
      const calls = [];
      for (const f of functions) calls.push(f.callPromising());
      for (const gate of gates) {
        await new Promise((resolve) => setTimeout(resolve, 2));
        await pyodide.globals.get("open")(gate, gate);
      }
      const results = await Promise.all(calls);
      for (const f of functions) f.destroy();
      return results;
    };
"""


@pytest.fixture(autouse=True)
def gates(pyodide: Interpreter) -> None:
    require_switching(pyodide)
    pyodide.js(GATES)


def interleave(pyodide: Interpreter, code: str, gates: list[str]) -> object:
    """Call the `functions` that code defines, open gates one after the other; return the results of all calls."""
    return pyodide.js("return await interleave(code, gates)", code=code, gates=gates)


@pytest.mark.parametrize("order", ["abc", "acb", "bac", "bca", "cab", "cba"])
def test_any_order(pyodide, order) -> None:
    """Frames, iterators and temporary values of C functions survive the calls of others."""
    code = """
def call(name):
    def key(x): return run_sync(wait(name)) if x == 2 else str(x)
    def f(depth=10):
        if depth: return f(depth - 1) + str(depth)
        return name + "".join(str(x) for x in sorted(range(5), key=key, reverse=True))
    return f
functions = [call(name) for name in "abc"]
"""
    expected = [f"{name}2431012345678910" for name in "abc"]
    assert expected == interleave(pyodide, code, list(order))


def test_a_hundred_in_random_order(pyodide) -> None:
    assert True is pyodide.run_async(
        """
        context = contextvars.ContextVar("context")
        class Late:
            # A promise per wait, settled in an order of its own.
            waiting = []
            @classmethod
            def new(cls):
                future = asyncio.get_event_loop().create_future()
                cls.waiting.append(future)
                return future
        def work(n, depth):
            local = [n] * depth
            if depth:
                try:
                    raise KeyError(n)
                except KeyError as error:
                    result = max([n], key=lambda _: work(n, depth - 1))
                    assert sys.exception() is error and error.args == (n,)
                    assert local == [n] * depth and result == n
                    return n
            for step in range(3):
                context.set((n, step))
                assert run_sync(Late.new()) is None
                assert context.get() == (n, step)
            return n
        async def task(n):
            me = asyncio.current_task()
            assert work(n, n % 20) == n
            assert asyncio.current_task() is me
            return n
        async def settle():
            generator = random.Random(1)
            while len(done) < 100:
                await asyncio.sleep(0)
                if Late.waiting:
                    Late.waiting.pop(generator.randrange(len(Late.waiting))).set_result(None)
        done = []
        tasks = [asyncio.create_task(task(n)) for n in range(100)]
        for t in tasks: t.add_done_callback(done.append)
        settling = asyncio.create_task(settle())
        results = await asyncio.gather(*tasks)
        await settling
        results == list(range(100)) and [t.result() for t in done] != results
        """
    )


def test_handled_exceptions(pyodide) -> None:
    code = """
def handling(name):
    def f():
        try: raise KeyError(name)
        except KeyError:
            before = repr(sys.exception())
            run_sync(wait(name))
            return before + repr(sys.exception())
    return f
def none():
    before = sys.exception()
    run_sync(wait("n"))
    return repr([before, sys.exception()])
functions = [handling("a"), none, handling("b")]
"""
    assert ["KeyError('a')KeyError('a')", "[None, None]", "KeyError('b')KeyError('b')"] == interleave(
        pyodide, code, ["a", "b", "n"]
    )


def test_context_variables(pyodide) -> None:
    code = """
variable = contextvars.ContextVar("variable", default="none")
def inside(name):
    def work():
        variable.set(name)
        seen = [variable.get()]
        run_sync(wait(name))
        return "".join(seen + [variable.get()])
    return lambda: contextvars.copy_context().run(work)
def outside():
    seen = variable.get()
    run_sync(wait("o"))
    return seen + variable.get()
functions = [inside("a"), outside, inside("b")]
"""
    assert ["aa", "nonenone", "bb"] == interleave(pyodide, code, ["a", "o", "b"])


def test_a_call_of_a_call(pyodide) -> None:
    """The inner call is suspended, the outer one goes on, ends, and the inner one resumes."""
    assert ["outer ends", "inner goes on", 3] == pyodide.js(
        """
        const log = [];
        pyodide.globals.set("log", (text) => { log.push(text); });
        const inner = pyodide.runPython(`
          def inner():
              x = [1]
              x.append(run_sync(wait("i")))
              log("inner goes on")
              return sum(x)
          inner
        `);
        let result;
        pyodide.globals.set("call", () => { result = inner.callPromising(); });
        const outer = pyodide.runPython(`
          def outer(n=20):
              if n: return [outer(n - 1)]
              call()
              log("outer ends")
          outer
        `);
        const list = outer();
        list.destroy();
        const open = pyodide.globals.get("open");
        await open("i", 2);
        log.push(await result);
        inner.destroy();
        outer.destroy();
        return log;
        """
    )


def test_both_wait(pyodide) -> None:
    """The outer call is suspended while the inner one that JavaScript made from it is, too; each order."""
    assert [[1, 2], [1, 2]] == pyodide.js(
        """
        const results = [];
        for (const order of ["io", "oi"]) {
          const inner = pyodide.runPython("lambda: run_sync(wait('i'))");
          let call;
          pyodide.globals.set("call", () => { call = inner.callPromising(); });
          const outer = pyodide.runPython(`
            def outer(n=20):
                if n: return outer(n - 1)
                call()
                return run_sync(wait("o"))
            outer
          `);
          const calls = [outer.callPromising()];
          for (const gate of order) {
            await new Promise((resolve) => setTimeout(resolve, 2));
            await pyodide.globals.get("open")(gate, gate === "i" ? 2 : 1);
          }
          results.push([await calls[0], await call]);
          inner.destroy();
          outer.destroy();
        }
        return results;
        """
    )


def test_frames_of_a_suspended_call_can_be_walked(pyodide) -> None:
    code = """
import traceback
frames = []
def suspended():
    frames.append(sys._getframe())
    return list(map(lambda _: run_sync(wait("a")), [1]))[0]
def outer_of_suspended(): return suspended()
def walk():
    gc.collect()
    names = [frame.f_code.co_name for frame, _ in traceback.walk_stack(frames[0])]
    gc.collect()
    frames.clear()
    return ",".join(names)
functions = [outer_of_suspended, walk]
"""
    assert ["a", "suspended,outer_of_suspended"] == interleave(pyodide, code, ["a"])


def test_recursion_is_counted_for_each(pyodide) -> None:
    """A suspended call takes nothing of what others may recurse, and it finds its own depth again."""
    code = """
def depth(n=0):
    try: return depth(n + 1)
    except RecursionError: return n
def c_depth(n=0):
    try: return [*map(c_depth, [n + 1])][0]
    except RecursionError: return n
def deep(n):
    if n: return deep(n - 1)
    run_sync(wait("a"))
    return depth()
def c_deep(n):
    if n: return [*map(c_deep, [n - 1])][0]
    run_sync(wait("b"))
    return c_depth()
before = depth(), c_depth()
async def measure():
    own = depth(), c_depth()
    calls = asyncio.gather(call(deep, 400), call(c_deep, 50))
    await asyncio.sleep(0.005)
    meanwhile = depth(), c_depth()
    open("a", 0); open("b", 0)
    rest, c_rest = await calls
    return own == meanwhile, round(own[0] - rest, -1), round(own[1] - c_rest, -1)
async def call(f, n): return f(n)
"""
    assert "(True, 400, 50)" == pyodide.js(
        "pyodide.runPython(code); return await pyodide.runPythonAsync('str(await measure())')", code=code
    )
    assert pyodide.run("(depth(), c_depth()) == before")


@pytest.mark.parametrize(
    "recurse",
    [
        "def recurse(): [*map(lambda _: recurse(), [1])]",
        "def recurse(): sorted([1, 2], key=lambda x: recurse())",
        "def recurse(): eval('recurse()')",
        "class R:\n    def __getattr__(self, name): return getattr(self, name + 'x')\nrecurse = lambda: R().x",
        "import json\ndef recurse(): json.dumps([recurse], default=lambda _: recurse())",
        "import re\ndef recurse(): re.sub('a', lambda _: recurse(), 'a')",
        "def recurse(): eval('(' * 100000 + ')' * 100000)",
        "def recurse(): through_javascript(recurse)",
    ],
)
def test_unlimited_recursion(pyodide, recurse) -> None:
    """The stacks of suspended calls have their own sizes, in the engine and in linear memory."""
    assert ["RecursionError"] * 2 == pyodide.js(
        """
        pyodide.globals.set("through_javascript", (f) => f());
        const f = pyodide.runPython(recurse + `
def f(wait):
    try:
        if wait: run_sync(asyncio.sleep(0))
        recurse()
    except (RecursionError, MemoryError, SyntaxError) as error:
        return "RecursionError" if not isinstance(error, SyntaxError) or "nested" in str(error) else repr(error)
f`);
        try {
          return [await f.callPromising(false), await f.callPromising(true)];
        } finally {
          f.destroy();
        }
        """,
        recurse=recurse,
    )


def test_trace_functions(pyodide) -> None:
    code = """
def traced(name):
    def trace(frame, event, argument):
        if event == "call" and frame.f_code.co_name == "callee": run_sync(wait(name))
    def callee(): return name
    def f():
        sys.settrace(trace)
        try: return callee()
        finally: sys.settrace(None)
    return f
functions = [traced("a"), lambda: "b" + run_sync(wait("b"))]
"""
    assert ["a", "bb"] == interleave(pyodide, code, ["b", "a"])


def test_finalizers_in_the_collector(pyodide) -> None:
    code = """
class Cycle:
    def __init__(self): self.me = self
    def __del__(self): result.append(run_sync(wait("a")))
result = []
def f():
    Cycle()
    gc.collect()
    return result[0]
def g():
    junk = [Cycle.__new__(Cycle) for _ in range(10)]
    return "g"
functions = [f, lambda: "g"]
"""
    assert ["a", "g"] == interleave(pyodide, code, ["a"])
