"""pyodide.webloop: asyncio on JavaScript's event loop."""

import pytest

from harness.errors import ThrownError


@pytest.fixture
def evaluate(pyodide):
    """Run the body of an async function beside a log; reports holds what the loop's exception handler was told."""

    def evaluate(body: str):
        pyodide.js("pyodide.globals.set('body', body)", body=body)
        return pyodide.run_async(
            """
            import asyncio, gc, math, sys, textwrap, time
            from pyodide.webloop import PyodideFuture, PyodideTask, WebLoop, WebLoopPolicy
            loop = asyncio.get_running_loop()
            log, reports = [], []
            loop.set_exception_handler(lambda loop, context: reports.append(context))
            try:
                exec("async def main():\\n" + textwrap.indent(textwrap.dedent(body), "    "), globals())
                value = await main()
            finally:
                loop.set_exception_handler(None)
                loop.set_debug(False)
                loop.set_task_factory(None)
            from pyodide.ffi import to_js
            to_js(value)
            """
        )

    return evaluate


def test_callbacks_run_in_the_order_of_the_calls(evaluate) -> None:
    assert [0, 1, 2, 3, 4] == evaluate(
        """
        for number in range(5):
            (loop.call_soon if number % 2 else loop.call_soon_threadsafe)(log.append, number)
        await asyncio.sleep(0)
        return log
        """
    )


def test_what_a_callback_schedules_waits_for_the_next_turn(evaluate) -> None:
    assert ["first", "second", "nested"] == evaluate(
        """
        loop.call_soon(lambda: (log.append("first"), loop.call_soon(log.append, "nested")))
        loop.call_soon(log.append, "second")
        await asyncio.sleep(0.001)
        return log
        """
    )


def test_a_cancelled_handle_does_not_run(evaluate) -> None:
    assert ["kept", True] == evaluate(
        """
        handle = loop.call_soon(log.append, "cancelled")
        timer = loop.call_later(0.001, log.append, "cancelled")
        loop.call_later(0.002, log.append, "kept")
        handle.cancel()
        timer.cancel()
        await asyncio.sleep(0.02)
        return log + [timer.cancelled()]
        """
    )


def test_timers_run_in_the_order_of_their_times(evaluate) -> None:
    assert ["at once", "one", "two", "three"] == evaluate(
        """
        two = loop.call_later(0.006, log.append, "two")
        loop.call_at(two.when() + 0.003, log.append, "three")
        loop.call_at(two.when() - 0.003, log.append, "one")
        loop.call_later(-1, log.append, "at once")
        await asyncio.sleep(0.05)
        return log
        """
    )


def test_no_timer_is_early(evaluate) -> None:
    assert [] == evaluate(
        """
        async def nap(seconds):
            start = loop.time()
            await asyncio.sleep(seconds)
            if loop.time() - start < seconds:
                log.append((seconds, loop.time() - start))
        await asyncio.gather(*(nap(seconds / 10000) for seconds in range(1, 100, 7)))
        return log
        """
    )


def test_time_goes_on(evaluate) -> None:
    assert evaluate("start = loop.time()\nawait asyncio.sleep(0.002)\nreturn 0.001 < loop.time() - start < 10")


def test_sleeping_for_ever(evaluate) -> None:
    assert ["TimeoutError", 0, 0] == evaluate(
        """
        try:
            await asyncio.wait_for(asyncio.sleep(math.inf), 0.005)
        except TimeoutError as error:
            log.append(type(error).__name__)
        far = loop.call_later(1e10, log.append, "far")
        far.cancel()
        return log + [len(loop._scheduled), loop._timer]
        """
    )


def test_a_time_that_is_not_a_number(evaluate) -> None:
    with pytest.raises(ThrownError, match="not a number"):
        evaluate("loop.call_later(math.nan, print)")


def test_many_cancelled_timers_are_swept(evaluate) -> None:
    assert evaluate(
        """
        keep = loop.call_later(1000, print)
        for _ in range(1000):
            loop.call_later(999, print).cancel()
        size = len(loop._scheduled)
        keep.cancel()
        return size < 300
        """
    )


def test_sleep_0_lets_javascript_have_a_turn(evaluate) -> None:
    """Promises are settled between the turns."""
    assert ["before", "microtask", "after"] == evaluate(
        """
        from js import queueMicrotask
        from pyodide.ffi import create_once_callable
        queueMicrotask(create_once_callable(lambda: log.append("microtask")))
        log.append("before")
        await asyncio.sleep(0)
        log.append("after")
        return log
        """
    )


def test_long_callbacks_let_timers_of_javascript_in(pyodide) -> None:
    """What is ready does not keep the page from everything else until all of it has run."""
    assert pyodide.js(
        """
        let finished = false;
        const later = new Promise((resolve) => setTimeout(() => resolve(!finished), 20));
        const all = pyodide.runPythonAsync(`
          import asyncio, time
          async def slow():
              end = time.perf_counter() + 0.005
              while time.perf_counter() < end: pass
          for task in [asyncio.create_task(slow()) for _ in range(100)]: await task
        `).then(() => { finished = true; });
        const inTime = await later;
        await all;
        return inTime;
        """
    )


def test_debug_mode_reports_slow_callbacks(evaluate) -> None:
    assert [False, True, True, False] == evaluate(
        """
        import logging
        class Collect(logging.Handler):
            def emit(self, record): log.append(record.getMessage())
        collect = Collect()
        logger = logging.getLogger("asyncio")
        logger.addHandler(collect)
        before = loop.get_debug()
        loop.set_debug(True)
        during = loop.get_debug()
        def slow():
            end = time.perf_counter() + 0.12
            while time.perf_counter() < end: pass
        loop.call_soon(slow)
        await asyncio.sleep(0.001)
        loop.set_debug(False)
        logger.removeHandler(collect)
        slow = any("took 0.1" in line and "slow" in line for line in log)
        return [before, during, slow, loop.get_debug()]
        """
    )


def test_run_forever_stop_and_close_do_nothing(evaluate) -> None:
    assert [True, False, True] == evaluate(
        """
        loop.run_forever()
        loop.stop()
        loop.close()
        await loop.shutdown_default_executor(timeout=1)
        return [loop.is_running(), loop.is_closed(), await asyncio.sleep(0, True)]
        """
    )


def test_web_loop_policy(evaluate) -> None:
    assert evaluate(
        """
        policy = asyncio.get_event_loop_policy()
        loops = [asyncio.get_event_loop(), policy.get_event_loop(), asyncio.new_event_loop(), loop]
        asyncio.set_event_loop(loop)
        return isinstance(policy, WebLoopPolicy) and isinstance(loop, WebLoop) and len(set(loops)) == 1
        """
    )


def test_create_task(evaluate) -> None:
    assert ["PyodideTask", "work", "inside", "outside"] == evaluate(
        """
        import contextvars
        variable = contextvars.ContextVar("variable", default="outside")
        context = contextvars.copy_context()
        context.run(variable.set, "inside")
        async def work(): return variable.get()
        task = loop.create_task(work(), name="work", context=context)
        return [type(task).__name__, task.get_name(), await task, await asyncio.create_task(work())]
        """
    )


def test_task_factory(evaluate) -> None:
    assert ["made", 5] == evaluate(
        """
        def factory(loop, coroutine, **options):
            log.append("made")
            return asyncio.Task(coroutine, loop=loop, **options)
        loop.set_task_factory(factory)
        assert loop.get_task_factory() is factory
        log.append(await asyncio.create_task(asyncio.sleep(0, 5)))
        return log
        """
    )


def test_context_of_callbacks(evaluate) -> None:
    assert ["set", "changed"] == evaluate(
        """
        import contextvars
        variable = contextvars.ContextVar("variable")
        variable.set("set")
        loop.call_soon(lambda: log.append(variable.get()))
        variable.set("changed")
        loop.call_later(0, lambda: log.append(variable.get()))
        await asyncio.sleep(0.005)
        return log
        """
    )


def test_run_in_executor(evaluate) -> None:
    """There are no threads: the function runs at once, and what it raises is in the future."""
    assert [3, 4, 5, "ZeroDivisionError"] == evaluate(
        """
        from concurrent.futures import Executor, Future, ThreadPoolExecutor
        class Inline(Executor):
            def submit(self, function, /, *args, **kwargs):
                future = Future()
                future.set_result(function(*args, **kwargs))
                return future
        add = lambda a, b: a + b
        try:
            await loop.run_in_executor(None, lambda: 1 / 0)
        except ZeroDivisionError as error:
            log.append(type(error).__name__)
        return [
            await loop.run_in_executor(None, add, 1, 2),
            await asyncio.to_thread(add, 2, b=2),
            await loop.run_in_executor(Inline(), add, 2, 3),
        ] + log
        """
    )


def test_sockets_and_processes_are_refused(evaluate) -> None:
    assert ["create_connection", "create_server", "subprocess_exec", "add_signal_handler"] == evaluate(
        """
        import signal
        for name, arguments in {
            "create_connection": (asyncio.Protocol, "localhost", 80),
            "create_server": (asyncio.Protocol, "localhost", 80),
            "subprocess_exec": (asyncio.SubprocessProtocol, "ls"),
            "add_signal_handler": (signal.SIGINT, print),
        }.items():
            try:
                result = getattr(loop, name)(*arguments)
                if asyncio.iscoroutine(result): await result
            except NotImplementedError as error:
                assert name in str(error) and "WebLoop" in str(error), str(error)
                log.append(name)
        return log
        """
    )


def test_call_soon_and_call_soon_threadsafe(evaluate) -> None:
    result = evaluate(
        """
        loop.call_soon(log.append, 1)
        loop.call_soon_threadsafe(log.append, 2)
        before = list(log)
        await asyncio.sleep(0)
        return [before, log]
        """
    )

    assert [[], [1, 2]] == result


def test_call_at_and_call_later(evaluate) -> None:
    result = evaluate(
        """
        loop.call_at(loop.time() + 0.02, log.append, "at")
        loop.call_later(0.01, log.append, "later")
        await asyncio.sleep(0.05)
        return log
        """
    )

    assert ["later", "at"] == result


def test_create_future(evaluate) -> None:
    result = evaluate(
        """
        future = loop.create_future()
        loop.call_soon(future.set_result, 5)
        return [type(future).__name__, future.get_loop() is loop, await future]
        """
    )

    assert ["PyodideFuture", True, 5] == result


def test_pyodide_task(evaluate) -> None:
    """A task of the loop, which is also a future that can be used like a promise."""
    result = evaluate(
        """
        async def work(): return 5
        task = loop.create_task(work(), name="worker")
        kinds = [isinstance(task, each) for each in (PyodideTask, asyncio.Task, PyodideFuture)]
        return [*kinds, task.get_name(), await task.then(lambda value: value + 1)]
        """
    )

    assert [True, True, True, "worker", 6] == result


def test_shutdown_asyncgens_and_shutdown_default_executor(evaluate) -> None:
    """The generators are closed, and the loop goes on and takes new ones."""
    result = evaluate(
        """
        async def numbers(name):
            try:
                yield 1
                yield 2
            finally:
                log.append(name)
        for name in ("first", "second"):
            generator = numbers(name)
            await anext(generator)
            await loop.shutdown_asyncgens()
            await loop.shutdown_default_executor()
        return log
        """
    )

    assert ["first", "second"] == result


def test_get_event_loop_and_set_event_loop_and_new_event_loop(evaluate) -> None:
    """A policy has one loop, whatever it is given: there is one thread."""
    result = evaluate(
        """
        policy = WebLoopPolicy()
        made = policy.new_event_loop()
        policy.set_event_loop(WebLoop())
        return [isinstance(made, WebLoop), policy.get_event_loop() is made, asyncio.get_event_loop() is loop]
        """
    )

    assert [True, True, True] == result
