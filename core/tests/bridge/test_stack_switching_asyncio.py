"""asyncio.run, time.sleep, cancelling and interrupting, where calls can be suspended."""

import pytest

from harness.errors import ThrownError
from harness.interpreter import Interpreter
from harness.stack_switching import engine_can_switch, require_switching

HELP = """
    pyodide.globals.set("late", (value, ms = 1) => new Promise((resolve) => setTimeout(resolve, ms, value)));
    pyodide.runPython("import asyncio, time; from pyodide.ffi import can_run_sync, create_once_callable, run_sync");
"""


@pytest.fixture(autouse=True)
def names(pyodide: Interpreter) -> None:
    pyodide.js(HELP)


def test_run_until_complete(pyodide) -> None:
    require_switching(pyodide)
    assert 3 == pyodide.run_async("asyncio.get_event_loop().run_until_complete(late(1)) + 2")


def test_run_until_complete_without_switching(pyodide) -> None:
    """It does not block in an ordinary call, but gives the future."""
    assert [True, 1] == pyodide.js(
        """
        pyodide.runPython("future = asyncio.get_event_loop().run_until_complete(late(1))");
        return [pyodide.runPython("asyncio.isfuture(future)"), await pyodide.runPythonAsync("await future")];
        """
    )


def test_run(pyodide) -> None:
    require_switching(pyodide)
    code = """
        async def main(x):
            await asyncio.sleep(0)
            return await late(x)
        asyncio.run(main(1)) + asyncio.run(main(2), debug=False)
    """
    assert 3 == pyodide.run_async(code)


def test_run_where_it_cannot_block(pyodide) -> None:
    advice = "no JavaScript Promise Integration" if not engine_can_switch(pyodide) else "callPromising()"
    with pytest.raises(ThrownError, match="RuntimeError") as caught:
        pyodide.run("async def main(): pass\nc = main()\ntry: asyncio.run(c)\nfinally: c.close()")
    assert advice in caught.value.message


def test_run_in_a_coroutine(pyodide) -> None:
    """Unlike elsewhere asyncio.run can be nested: tasks that wait do not need the stack."""
    require_switching(pyodide)
    assert "[1, 2]" == pyodide.run_async(
        """
        async def inner(x): return await late(x)
        async def outer(x): return asyncio.run(inner(x))
        str(await asyncio.gather(outer(1), outer(2)))
        """
    )


def test_run_takes_coroutines(pyodide) -> None:
    require_switching(pyodide)
    with pytest.raises(ThrownError, match="ValueError: a coroutine was expected"):
        pyodide.run_async("asyncio.run(late(1))")


def test_run_cancels_what_it_leaves_behind(pyodide) -> None:
    """Its own tasks, not those of others on the same loop."""
    require_switching(pyodide)
    assert "other ends, own cancelled" == pyodide.run_async(
        """
        async def sleep(name, seconds):
            try:
                await asyncio.sleep(seconds)
                log.append(f"{name} ends")
            except asyncio.CancelledError:
                log.append(f"{name} cancelled")
                raise
        log = []
        other = asyncio.create_task(sleep("other", 0.005))
        async def main():
            asyncio.create_task(sleep("own", 10))
            await asyncio.sleep(0)
        asyncio.run(main())
        await other
        ", ".join(sorted(log))
        """
    )


def test_runner(pyodide) -> None:
    require_switching(pyodide)
    assert "1 set RuntimeError" == pyodide.run_async(
        """
        import contextvars
        variable = contextvars.ContextVar("variable")
        async def set_variable(): variable.set("set"); return await late(1)
        async def get_variable(): return variable.get()
        with asyncio.Runner() as runner:
            result = f"{runner.run(set_variable())} {runner.run(get_variable())}"
        closed = get_variable()
        try: runner.run(closed)
        except RuntimeError as error: result += f" {type(error).__name__}"
        closed.close()
        result
        """
    )


def test_sleep_lets_the_loop_go_on(pyodide) -> None:
    require_switching(pyodide)
    assert "ticks in between" == pyodide.run_async(
        """
        log = []
        async def tick():
            while len(log) < 3:
                log.append("tick")
                await asyncio.sleep(0.001)
        task = asyncio.create_task(tick())
        start = time.monotonic()
        time.sleep(0.05)
        took = time.monotonic() - start
        await task if not task.done() else None
        "ticks in between" if log == ["tick"] * 3 and 0.045 < took < 5 else f"{took} {log}"
        """
    )


def test_cancelling(pyodide) -> None:
    """Who waits for a future gets its cancellation; a task that waits is cancelled when it awaits again."""
    require_switching(pyodide)
    assert "inner, outer" == pyodide.run_async(
        """
        log = []
        async def wait_for(future):
            try: run_sync(future)
            except asyncio.CancelledError: log.append("inner")
            try: await asyncio.sleep(0)
            except asyncio.CancelledError: log.append("outer")
        future = asyncio.get_event_loop().create_future()
        task = asyncio.create_task(wait_for(future))
        await asyncio.sleep(0.001)
        task.cancel()
        future.cancel()
        await task
        ", ".join(log)
        """
    )


@pytest.mark.parametrize(
    "wait",
    [
        "run_sync(forever)",
        "run_sync(asyncio.sleep(100))",
        "time.sleep(100)",
        "asyncio.run(asyncio.sleep(100))",
        "[*map(run_sync, [forever])]",
    ],
)
def test_interrupts(pyodide, wait) -> None:
    require_switching(pyodide)
    assert ["KeyboardInterrupt", 0, 2] == pyodide.js(
        """
        const buffer = new Uint8Array(1);
        pyodide.globals.set("forever", new Promise(() => {}));
        pyodide.setInterruptBuffer(buffer);
        setTimeout(() => { buffer[0] = 2; }, 5);
        try {
          const type = await pyodide.runPythonAsync(wait).catch((error) => error.type);
          return [type, buffer[0], await pyodide.runPythonAsync("run_sync(late(2))")];
        } finally {
          pyodide.setInterruptBuffer(undefined);
        }
        """,
        wait=wait,
    )


def test_interrupts_with_a_handler(pyodide) -> None:
    """A handler that does not raise lets the call wait on."""
    require_switching(pyodide)
    assert "2 1" == pyodide.js(
        """
        const buffer = new Uint8Array(1);
        pyodide.setInterruptBuffer(buffer);
        setTimeout(() => { buffer[0] = 2; }, 5);
        try {
          return await pyodide.runPythonAsync(`
            import signal
            calls = []
            before = signal.signal(signal.SIGINT, lambda *_: calls.append(1))
            try: result = run_sync(late(2, 100))
            finally: signal.signal(signal.SIGINT, before)
            f"{result} {len(calls)}"
          `);
        } finally {
          pyodide.setInterruptBuffer(undefined);
        }
        """
    )


def test_once_callables(pyodide) -> None:
    require_switching(pyodide)
    assert [5, "called already"] == pyodide.js(
        """
        const call = pyodide.runPython("create_once_callable(lambda x: run_sync(late(x)) + 1, _may_syncify=True)");
        const result = await call(4);
        try {
          await call(4);
        } catch (error) {
          return [result, error.message.includes("called already") ? "called already" : String(error)];
        }
        """
    )


def test_the_death_of_the_interpreter(fresh_pyodide) -> None:
    """Suspended calls are rejected, and nothing runs any more."""
    require_switching(fresh_pyodide)
    names, log = fresh_pyodide.js(
        """
        const log = [];
        pyodide.globals.set("log", (text) => { log.push(text); });
        let resolve;
        pyodide.globals.set("gate", new Promise((settle) => { resolve = settle; }));
        const f = pyodide.runPython(`
          from pyodide.ffi import run_sync
          def f():
              log("waits")
              try: run_sync(gate)
              finally: log("goes on")
          f
        `);
        const call = f.callPromising().catch((error) => error.name);
        const die = pyodide.runPython("import ctypes; lambda: ctypes.string_at(0xFFFFFFF0, 1000)");
        let fatal;
        try {
          die();
        } catch (error) {
          fatal = error.name;
        }
        resolve(1);
        await new Promise((settle) => setTimeout(settle, 5));
        return [[fatal, await call], log];
        """
    )
    assert ["PyodideFatalError"] * 2 == names
    assert ["waits"] == log
