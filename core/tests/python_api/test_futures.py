"""Futures and tasks of the event loop: awaiting, errors, cancelling, and the methods of promises."""


def test_pyodide_future(pyodide) -> None:
    assert pyodide.run_async(
        """
        import asyncio
        from pyodide.webloop import PyodideFuture
        future = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_soon(future.set_result, 5)
        isinstance(future, PyodideFuture) and await future == 5
        """
    )


def test_gather_wait_and_task_groups(pyodide) -> None:
    assert "[1, 2] 1 3 ValueError" == pyodide.run_async(
        """
        import asyncio
        async def value(number, error=None):
            await asyncio.sleep(number / 1000)
            if error: raise error
            return number
        both = await asyncio.gather(value(1), value(2))
        tasks = [asyncio.create_task(value(number)) for number in (1, 60_000)]
        done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        pending.pop().cancel()
        async with asyncio.TaskGroup() as group:
            third = group.create_task(value(3))
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(value(60_000))
                group.create_task(value(1, ValueError()))
        except* ValueError as errors:
            failed = type(errors.exceptions[0]).__name__
        f"{both} {done.pop().result()} {third.result()} {failed}"
        """
    )


def test_queues_locks_and_events(pyodide) -> None:
    assert "[0, 1, 2] ['a', 'b'] True" == pyodide.run_async(
        """
        import asyncio
        queue, lock, event = asyncio.Queue(1), asyncio.Lock(), asyncio.Event()
        entered = []
        async def produce():
            for number in range(3): await queue.put(number)
        async def enter(name):
            async with lock:
                entered.append(name)
                await asyncio.sleep(0.001)
        async def consume(): return [await queue.get() for _ in range(3)]
        asyncio.get_running_loop().call_later(0.001, event.set)
        _, numbers, _, _, was_set = await asyncio.gather(produce(), consume(), enter("a"), enter("b"), event.wait())
        f"{numbers} {entered} {was_set}"
        """
    )


def test_shield_and_wait_for(pyodide) -> None:
    assert "finished" == pyodide.run_async(
        """
        import asyncio
        async def work():
            await asyncio.sleep(0.02)
            return "finished"
        task = asyncio.create_task(work())
        try:
            await asyncio.wait_for(asyncio.shield(task), 0.001)
        except TimeoutError:
            result = await task
        result
        """
    )


def test_abandoned_async_generators_are_closed(pyodide) -> None:
    """Their `finally` runs, on the loop, though nothing iterates over them any more."""
    assert "closed, closed" == pyodide.run_async(
        """
        import asyncio, gc
        log = []
        async def numbers():
            try:
                for number in range(10): yield number
            finally:
                await asyncio.sleep(0)
                log.append("closed")
        async for number in numbers(): break
        gc.collect()
        await asyncio.sleep(0.005)
        kept = numbers()
        await anext(kept)
        await asyncio.get_running_loop().shutdown_asyncgens()
        ", ".join(log)
        """
    )


CATCH_REPORTS = """
    import asyncio, gc
    loop = asyncio.get_running_loop()
    reports = []
    loop.set_exception_handler(lambda loop, context: reports.append(context))
"""


def test_exceptions_of_callbacks_are_reported(pyodide) -> None:
    assert "['ZeroDivisionError', 'KeyboardInterrupt', 'SystemExit'] True" == pyodide.run_async(
        CATCH_REPORTS
        + """
        async def main():
            def stop(): raise KeyboardInterrupt
            def leave(): raise SystemExit(3)
            for callback in (lambda: 1 / 0, stop, leave): loop.call_soon(callback)
            await asyncio.sleep(0.001)
            names = [type(report["exception"]).__name__ for report in reports]
            handler = loop.get_exception_handler()
            loop.set_exception_handler(None)
            told = all("callback" in report["message"] and report["handle"] for report in reports)
            return f"{names} {told and handler is not None and loop.get_exception_handler() is None}"
        await main()
        """.replace("\n    ", "\n")
    )


def test_interrupts_of_tasks_reach_who_awaits_them(pyodide) -> None:
    assert "KeyboardInterrupt SystemExit 0" == pyodide.run_async(
        CATCH_REPORTS
        + """
    async def fail(error): raise error
    names = []
    for error in (KeyboardInterrupt, SystemExit):
        task = asyncio.ensure_future(fail(error))
        await asyncio.sleep(0.001)
        names.append(type(task.exception()).__name__)
    loop.set_exception_handler(None)
    f"{' '.join(names)} {len(reports)}"
        """
    )


def test_exceptions_that_nobody_retrieves_are_reported(pyodide) -> None:
    assert "PyodideTask exception was never retrieved: ValueError" == pyodide.run_async(
        CATCH_REPORTS
        + """
    async def fail(): raise ValueError
    task = asyncio.ensure_future(fail())
    await asyncio.sleep(0.001)
    del task
    gc.collect()
    loop.set_exception_handler(None)
    f"{reports[0]['message']}: {type(reports[0]['exception']).__name__}"
        """
    )


def test_default_exception_handler_logs_as_asyncio_does(pyodide) -> None:
    assert "Exception in callback fail()|division by zero" == pyodide.run_async(
        """
        import asyncio, logging
        records = []
        class Collect(logging.Handler):
            def emit(self, record): records.append(record)
        logger, collect = logging.getLogger("asyncio"), Collect()
        logger.addHandler(collect)
        def fail(): 1 / 0
        asyncio.get_running_loop().call_soon(fail)
        await asyncio.sleep(0.001)
        logger.removeHandler(collect)
        (record,) = records
        f"{record.getMessage().split(' at ')[0]}|{record.exc_info[1]}"
        """
    )


def test_then(pyodide) -> None:
    assert [6, "ValueError", "again", 7, "KeyError", "no handler: 5", "RuntimeError"] == pyodide.run_async(
        """
        import asyncio
        from pyodide.ffi import to_js
        loop = asyncio.get_running_loop()
        def done(value=None, error=None):
            future = loop.create_future()
            future.set_exception(error) if error else future.set_result(value)
            return future
        def fail(_): raise KeyError
        def stop(_): raise StopIteration
        async def name_of(future):
            try: await future
            except Exception as error: return type(error).__name__
        async def later(value): return asyncio.sleep(0, value)
        to_js([
            await done(5).then(lambda value: value + 1, lambda error: "not called"),
            await name_of(done(error=ValueError()).then(lambda value: "not called")),
            await done(error=ValueError()).then(lambda value: "not called", lambda error: "again"),
            await done(7).then(later),
            await name_of(done(5).then(fail)),
            f"no handler: {await done(5).then(None, fail)}",
            await name_of(done(5).then(stop)),
        ])
        """
    )


def test_catch(pyodide) -> None:
    assert ["caught", 5] == pyodide.run_async(
        """
        import asyncio
        from pyodide.ffi import to_js
        async def fail(): raise ValueError("caught")
        async def succeed(): return 5
        to_js([
            await asyncio.ensure_future(fail()).catch(str),
            await asyncio.ensure_future(succeed()).catch(str),
        ])
        """
    )


def test_finally_(pyodide) -> None:
    assert "5 ValueError KeyError cancelled; called 3 times" == pyodide.run_async(
        """
        import asyncio
        calls = []
        async def value(error=None):
            if error: raise error
            return 5
        async def clean_up(): calls.append(1)
        def fail(): raise KeyError
        def future(error=None): return asyncio.ensure_future(value(error))
        async def outcome(future):
            try: return str(await future)
            except asyncio.CancelledError: return "cancelled"
            except Exception as error: return type(error).__name__
        cancelled = asyncio.ensure_future(asyncio.sleep(10))
        after = cancelled.finally_(lambda: calls.append(1))
        cancelled.cancel()
        outcomes = [
            await outcome(future().finally_(clean_up)),
            await outcome(future(ValueError()).finally_(clean_up)),
            await outcome(future().finally_(fail)),
            await outcome(after),
        ]
        f"{' '.join(outcomes)}; called {len(calls)} times"
        """
    )


def test_cancelling_goes_along_the_chain(pyodide) -> None:
    assert "[True, True, True] []" == pyodide.run_async(
        """
        import asyncio
        calls = []
        source = asyncio.get_running_loop().create_future()
        chain = [source.then(calls.append), source.catch(calls.append), source.then(calls.append).finally_(lambda: 0)]
        source.cancel()
        await asyncio.sleep(0.005)
        f"{[future.cancelled() for future in chain]} {calls}"
        """
    )


def test_cancelling_the_result_of_then_cancels_what_its_handler_awaits(pyodide) -> None:
    assert "['cancelled'] pending" == pyodide.run_async(
        """
        import asyncio
        log = []
        loop = asyncio.get_running_loop()
        async def handler(value):
            try: await asyncio.sleep(10)
            except asyncio.CancelledError: log.append("cancelled"); raise
        source = loop.create_future()
        source.set_result(1)
        result = source.then(handler)
        await asyncio.sleep(0.001)
        result.cancel()
        unfinished = loop.create_future()
        unfinished.then(print).cancel()
        await asyncio.sleep(0.001)
        f"{log} {'pending' if not unfinished.done() else 'done'}"
        """
    )


def test_then_is_called_by_javascript(pyodide) -> None:
    assert 6 == pyodide.js(
        """
        const future = pyodide.runPython(`
          import asyncio
          asyncio.ensure_future(asyncio.sleep(0, 5)).then(lambda value: value + 1)
        `);
        try {
          return await future;
        } finally {
          future.destroy();
        }
        """
    )


def test_interrupts_stop_a_task_that_never_waits_for_anything(pyodide) -> None:
    """Whether they come in a step of the task or in the loop, it is KeyboardInterrupt; and the loop goes on."""
    outcomes = pyodide.js(
        """
        const buffer = new Uint8Array(new SharedArrayBuffer(1));
        pyodide.setInterruptBuffer(buffer);
        const outcomes = new Set();
        try {
          for (let i = 0; i < 20; i++) {
            setTimeout(() => { buffer[0] = 2; }, 5);
            const spinning = pyodide.runPythonAsync(`
              import asyncio
              while True:
                  await asyncio.sleep(0)
            `);
            outcomes.add(await spinning.catch((error) => error.type));
          }
        } finally {
          pyodide.setInterruptBuffer(undefined);
        }
        outcomes.add(await pyodide.runPythonAsync("await asyncio.sleep(0, 'alive')"));
        return [...outcomes];
        """
    )

    assert ["KeyboardInterrupt", "alive"] == outcomes
