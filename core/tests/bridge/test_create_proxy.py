"""Proxies whose life Python decides about: create_proxy, create_once_callable, destroy_proxies."""

import pytest

from harness.errors import ThrownError


def test_a_proxy_lives_until_it_is_destroyed(pyodide) -> None:
    assert [1, 1, "Object has already been destroyed"] == pyodide.js(
        """
        globalThis.keep = (value) => { globalThis.kept = value; };
        pyodide.runPython("import js; from pyodide.ffi import create_proxy; p = create_proxy([1]); js.keep(p)");
        const lengths = [kept.length, kept.length];
        pyodide.runPython("p.destroy(); p.destroy()");
        try {
          kept.length;
        } catch (error) {
          return [...lengths, error.message.split("\\n")[0]];
        }
        """
    )


def test_unwrapping(pyodide) -> None:
    assert pyodide.run(
        """
        from pyodide.ffi import create_proxy
        a = [1]
        p = create_proxy(a)
        result = p.unwrap() is a
        p.destroy()
        result
        """
    )


@pytest.mark.parametrize("use", ["p.unwrap()", "p()", "len(p)", "p.attribute", "js.identity(p)"])
def test_using_it_afterwards(pyodide, use) -> None:
    with pytest.raises(ThrownError, match="Object has already been destroyed"):
        pyodide.js(
            """
            globalThis.identity = (value) => value;
            pyodide.runPython(`
              import js
              from pyodide.ffi import create_proxy
              class A(list):
                  def __call__(self): pass
              p = create_proxy(A())
              p.destroy()
              ${use}
            `);
            """,
            use=use,
        )


def test_a_round_trip_gives_a_proxy_that_can_be_destroyed(pyodide) -> None:
    assert pyodide.js(
        """
        globalThis.o = {};
        return pyodide.runPython(`
          from js import o
          from pyodide.ffi import create_proxy
          d = {}
          o.d = create_proxy(d)
          result = o.d.unwrap() is d
          o.d.destroy()
          result
        `);
        """
    )


def test_a_round_trip_as_result_of_a_call_destroys_nothing(pyodide) -> None:
    assert pyodide.js(
        """
        globalThis.identity = (value) => value;
        return pyodide.runPython(`
          import js
          from pyodide.ffi import create_proxy
          a = []
          p = create_proxy(a)
          q = js.identity(p)
          result = q == p and q.unwrap() is a
          p.destroy()
          result
        `);
        """
    )


def test_without_round_trip_the_object_comes_back(pyodide) -> None:
    assert pyodide.js(
        """
        globalThis.o = {};
        return pyodide.runPython(`
          from js import o
          from pyodide.ffi import create_proxy
          d = {}
          o.d = p = create_proxy(d, roundtrip=False)
          result = o.d is d
          p.destroy()
          result
        `);
        """
    )


def test_calling_through_both_languages(pyodide) -> None:
    assert 5 == pyodide.run(
        "from pyodide.ffi import create_proxy; p = create_proxy(lambda x: x + 1); r = p(4); p.destroy(); r"
    )


def test_this_as_first_argument(pyodide) -> None:
    assert [True, 2] == pyodide.js(
        """
        const object = {};
        globalThis.o = object;
        pyodide.runPython(`
          from js import o
          from pyodide.ffi import create_proxy
          o.method = p = create_proxy(lambda this, x: [this == o, x], capture_this=True)
        `);
        const result = object.method(2);
        pyodide.runPython("p.destroy()");
        const items = [result.get(0), result.get(1)];
        result.destroy();
        return items;
        """
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("", "takes exactly one positional argument"),
        ("1, 2", "takes exactly one positional argument"),
        ("1, wrong=2", "unexpected keyword argument 'wrong'"),
    ],
)
def test_wrong_arguments(pyodide, arguments, message) -> None:
    with pytest.raises(ThrownError, match=message):
        pyodide.run(f"from pyodide.ffi import create_proxy; create_proxy({arguments})")


def test_once_callables_are_called_once(pyodide) -> None:
    with pytest.raises(ThrownError, match="has been called already"):
        pyodide.run("from pyodide.ffi import create_once_callable as c; f = c(lambda x: x); f(1) == 1; f(1)")


def test_once_callables_release_what_they_call(pyodide) -> None:
    assert "called, collected" == pyodide.run(
        """
        import weakref
        from pyodide.ffi import create_once_callable
        class Callable:
            def __call__(self): log.append("called")
        log = []
        callable = Callable()
        weakref.finalize(callable, log.append, "collected")
        once = create_once_callable(callable)
        del callable
        once()
        ", ".join(log)
        """
    )


def test_once_callables_that_raise(pyodide) -> None:
    with pytest.raises(ThrownError, match="ZeroDivisionError"):
        pyodide.run("from pyodide.ffi import create_once_callable as c; c(lambda: 1 / 0)()")


def test_once_callables_cannot_call_themselves(pyodide) -> None:
    with pytest.raises(ThrownError, match="has been called already"):
        pyodide.run("from pyodide.ffi import create_once_callable as c; f = c(lambda: f()); f()")


def test_destroying_a_once_callable(pyodide) -> None:
    with pytest.raises(ThrownError, match="has been destroyed"):
        pyodide.run("from pyodide.ffi import create_once_callable as c; f = c(print); f.destroy(); f.destroy(); f()")


def test_only_callables_can_be_called_once(pyodide) -> None:
    with pytest.raises(ThrownError, match="takes a callable, not int"):
        pyodide.run("from pyodide.ffi import create_once_callable as c; c(1)")


def test_destroying_an_array_of_proxies(pyodide) -> None:
    assert ["Object has already been destroyed"] * 2 == pyodide.js(
        """
        globalThis.proxies = [pyodide.runPython("[1]"), pyodide.runPython("{}")];
        pyodide.runPython("import js; from pyodide.ffi import destroy_proxies; destroy_proxies(js.proxies)");
        return proxies.map((proxy) => {
          try {
            return proxy.toString();
          } catch (error) {
            return error.message.split("\\n")[0];
          }
        });
        """
    )


@pytest.mark.parametrize("value", ["{}", "[1]", "[{}]", "null"])
def test_destroying_something_else(pyodide, value) -> None:
    with pytest.raises(ThrownError, match="PyProx"):
        pyodide.js(
            f"""
            globalThis.proxies = {value};
            pyodide.runPython("import js; from pyodide.ffi import destroy_proxies; destroy_proxies(js.proxies)");
            """
        )


@pytest.mark.realms("node24", "chromium")
def test_once_callables_may_wait_for_promises(pyodide) -> None:
    assert "waited" == pyodide.js(
        """
        globalThis.later = () => new Promise((resolve) => setTimeout(resolve, 1, "waited"));
        globalThis.run = (f) => { globalThis.running = f(); };
        pyodide.runPython(`
          import js
          from pyodide.ffi import create_once_callable, run_sync
          js.run(create_once_callable(lambda: run_sync(js.later()), _may_syncify=True))
        `);
        return await globalThis.running;
        """
    )
