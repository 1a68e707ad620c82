"""Promises in Python: awaiting, their methods, and promises that do not behave."""

import pytest

from harness.errors import ThrownError


def test_awaiting_a_promise_twice(pyodide) -> None:
    assert 10 == pyodide.js(
        """
        globalThis.promise = Promise.resolve(5);
        return await pyodide.runPythonAsync("import js; await js.promise + await js.promise");
        """
    )


def test_an_attribute_is_a_promise_and_a_result_is_a_future(pyodide) -> None:
    assert "JsPromise Future" == pyodide.js(
        """
        globalThis.promise = Promise.resolve(5);
        globalThis.give = () => globalThis.promise;
        return pyodide.runPython(`
          import asyncio, js
          from pyodide.ffi import JsPromise
          one = "JsPromise" if isinstance(js.promise, JsPromise) else "?"
          two = "Future" if isinstance(js.give(), asyncio.Future) else "?"
          f"{one} {two}"
        `);
        """
    )


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("js.five.then(lambda x: x + 1)", 6),
        ("js.five.then(lambda x: x + 1, None)", 6),
        ("js.five.then(None)", 5),
        ("js.five.then(later)", 50),
        ("js.five.catch(lambda error: 0)", 5),
        ("js.five.finally_(lambda: 7)", 5),
        ("js.bad.catch(lambda error: error.message)", "no"),
        ("js.bad.then(lambda x: x, lambda error: error.message)", "no"),
        ("js.bad.then(lambda x: x).catch(lambda error: error.message)", "no"),
        ("js.bad.catch(later_message)", "no"),
        ("js.bad.finally_(lambda: 7).catch(lambda error: error.message)", "no"),
        ("js.five.then(lambda x: 1 / 0).catch(lambda error: type(error).__name__)", "ZeroDivisionError"),
        ("js.five.finally_(lambda: 1 / 0).catch(lambda error: type(error).__name__)", "ZeroDivisionError"),
        ("js.five.then(js.double)", 10),
    ],
)
def test_methods(pyodide, expression, value) -> None:
    assert value == pyodide.js(
        """
        globalThis.five = Promise.resolve(5);
        globalThis.bad = Promise.reject(new Error("no"));
        globalThis.bad.catch(() => {});
        globalThis.double = (x) => 2 * x;
        return await pyodide.runPythonAsync(`
          import asyncio, js
          async def later(x):
              await asyncio.sleep(0)
              return 10 * x
          async def later_message(error):
              await asyncio.sleep(0)
              return error.message
          await ${expression}
        `.replace("${expression}", expression));
        """,
        expression=expression,
    )


def test_handlers_are_kept_until_the_promise_is_settled(pyodide) -> None:
    assert [1, 0] == pyodide.js(
        """
        const before = pyodide._api.referenceCounts().proxies;
        let resolve;
        globalThis.promise = new Promise((done) => { resolve = done; });
        pyodide.runPython("import js; log = []; js.promise.then(log.append, print)");
        const during = pyodide._api.referenceCounts().proxies - before;
        resolve(1);
        await new Promise((done) => setTimeout(done, 1));
        const [first] = [pyodide.runPython("len(log)")];
        return [first, pyodide._api.referenceCounts().proxies - before];
        """
    )


@pytest.mark.parametrize(
    "call", ["then()", "then(1)", "then(print, 2)", "then(print, print, print)", "catch(1)", "finally_(1)"]
)
def test_wrong_handlers(pyodide, call) -> None:
    with pytest.raises(ThrownError) as caught:
        pyodide.js(
            "globalThis.promise = Promise.resolve(); pyodide.runPython(code)", code=f"import js; js.promise.{call}"
        )

    assert "TypeError" == caught.value.type


@pytest.mark.parametrize(
    ("promise", "outcome"),
    {
        "twice": ("{ then(a, b) { a(1); a(2); b(3); } }", "1"),
        "throws": ("{ then() { throw new Error('no'); } }", "Error: no"),
        "throws late": ("{ then(a) { a(1); throw new Error('no'); } }", "1"),
        "rejects with nothing": ("{ then(a, b) { b(); } }", "undefined"),
        "thenable of thenable": ("{ then(a) { a({ then(b) { b(4); } }); } }", "4"),
        "constructor throws": (
            "Object.defineProperty(Promise.resolve(1), 'constructor', { get() { throw new Error('no'); } })",
            "Error: no",
        ),
        "own then": ("Object.assign(Promise.resolve(1), { then() { throw 1; } })", "1"),
        "subclass": ("(class extends Promise {}).resolve(1)", "1"),
        "value that cannot be converted": (
            "Promise.resolve(globalThis.gone)",
            "Error: Object has already been destroyed",
        ),
    }.values(),
    ids=lambda value: value[:30],
)
def test_odd_promises(pyodide, promise, outcome) -> None:
    result = pyodide.js(
        f"""
        globalThis.gone = pyodide.runPython("[]");
        globalThis.promise = {promise};
        gone.destroy();
        globalThis.give = () => globalThis.promise;
        return await pyodide.runPythonAsync(`
          import js
          outcomes = []
          for get in (lambda: js.promise, js.give):
              try:
                  outcomes.append(str(await get()))
              except Exception as error:
                  outcomes.append(str(error))
          "|".join(outcomes)
        `);
        """
    )

    assert [outcome, outcome] == [text.partition("\n")[0] for text in result.split("|")]


def test_a_promise_that_is_never_settled(pyodide) -> None:
    assert "cancelled" == pyodide.js(
        """
        globalThis.never = new Promise(() => {});
        return await pyodide.runPythonAsync(`
          import asyncio, js
          async def wait():
              await js.never
          task = asyncio.ensure_future(wait())
          await asyncio.sleep(0)
          task.cancel()
          try:
              await task
          except asyncio.CancelledError:
              result = "cancelled"
          result
        `);
        """
    )


def test_a_promise_that_is_settled_after_its_future_was_cancelled(pyodide) -> None:
    assert "timeout" == pyodide.js(
        """
        let finish;
        globalThis.slow = () => new Promise((resolve) => { finish = resolve; });
        const result = await pyodide.runPythonAsync(`
          import asyncio, js
          try:
              await asyncio.wait_for(js.slow(), 0.001)
          except TimeoutError:
              result = "timeout"
          result
        `);
        finish(1);
        await new Promise((resolve) => setTimeout(resolve, 1));
        return result;
        """
    )


@pytest.mark.realms("node24")
@pytest.mark.parametrize("get", ["js.never()", "js.never().then(print)", "js.promise()"])
def test_a_promise_that_is_collected_lets_go_of_python(pyodide, get) -> None:
    """A promise that nobody can settle any more keeps no future, and so no task that waits for it."""
    assert pyodide.js(
        """
        process.getBuiltinModule("node:v8").setFlagsFromString("--expose-gc");
        const collect = process.getBuiltinModule("node:vm").runInNewContext("gc");
        globalThis.never = () => new Promise(() => {});
        globalThis.promise = () => new (class extends Promise {})(() => {});
        pyodide.runPython(`
          import asyncio, js, weakref
          class Local: pass
          log = []
          async def wait():
              local = Local()
              weakref.finalize(local, log.append, "collected")
              await ${get}
          asyncio.ensure_future(wait())
          hook, loop = None, asyncio.get_event_loop()
          loop.set_exception_handler(lambda loop, context: None)
        `.replace("${get}", get));
        try {
          for (let i = 0; i < 20; i++) {
            await new Promise((resolve) => setTimeout(resolve, 10));
            collect();
            if (pyodide.runPython("import gc; gc.collect(); len(log) == 1")) {
              return true;
            }
          }
          return false;
        } finally {
          pyodide.runPython("loop.set_exception_handler(None)");
        }
        """,
        get=get,
    )


def test_futures_of_calls_work_with_asyncio(pyodide) -> None:
    assert "1 2" == pyodide.js(
        """
        globalThis.later = (value) => new Promise((resolve) => setTimeout(resolve, 1, value));
        return await pyodide.runPythonAsync(`
          import asyncio, js
          " ".join(map(str, await asyncio.gather(js.later(1), js.later(2))))
        `);
        """
    )


def test_a_promise_of_a_constructor_stays_a_promise(pyodide) -> None:
    assert 3 == pyodide.run_async(
        """
        import js
        from pyodide.ffi import JsPromise
        promise = js.Promise.new(lambda resolve, reject: resolve(3))
        assert isinstance(promise, JsPromise)
        await promise
        """
    )


def test_awaiting_many(pyodide) -> None:
    assert 1000 * 999 // 2 == pyodide.js(
        """
        globalThis.give = (n) => Promise.resolve(n);
        return await pyodide.runPythonAsync("import js\\ns = 0\\nfor n in range(1000): s += await js.give(n)\\ns");
        """
    )


def test_the_original_error_comes_out_of_a_coroutine_that_awaits(pyodide) -> None:
    assert pyodide.js(
        """
        const original = new RangeError("far");
        globalThis.fail = async () => { throw original; };
        globalThis.isOriginal = (error) => error === original;
        return await pyodide.runPythonAsync(`
          import js
          async def inner():
              await js.fail()
          try:
              await inner()
          except Exception as error:
              result = js.isOriginal(error)
          result
        `);
        """
    )


@pytest.mark.parametrize("result", ["revoked", "getter"])
def test_results_that_cannot_be_looked_at(pyodide, result) -> None:
    """Whether a result is a promise cannot be known: it is passed on as it is."""
    assert pyodide.js(
        """
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        const results = { revoked: proxy, getter: { get then() { throw new Error("no"); } } };
        globalThis.give = () => results[name];
        globalThis.same = (value) => value === results[name];
        return pyodide.runPython("import js; js.same(js.give())");
        """,
        name=result,
    )
