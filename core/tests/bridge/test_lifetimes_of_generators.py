"""What Python lends to a generator of JavaScript: until it is exhausted or closed."""

import pytest

from harness.errors import ThrownError

# `lengths` yields the length of its argument, then of each value that it is sent, until that has length 0.
SET_UP = """
    globalThis.seen = [];
    globalThis.lengths = function* (list) {
      for (;;) {
        globalThis.seen.push(list);
        if (list.length === 0) return "end";
        list = yield list.length;
      }
    };
    globalThis.asyncLengths = async function* (list) {
      for (;;) {
        globalThis.seen.push(list);
        if (list.length === 0) return;
        list = yield list.length;
      }
    };
    /** How many of the proxies that a generator saw can still be used. */
    globalThis.alive = () => globalThis.seen.filter((list) => {
      try {
        list.length;
        return true;
      } catch {
        return false;
      }
    }).length;
"""


def run(pyodide, code: str) -> object:
    return pyodide.js(f"{SET_UP} return await pyodide.runPythonAsync(code);", code=code)


def test_sent_values_live_until_the_end(pyodide) -> None:
    assert "[1, 2, 3] 3 end 0" == run(
        pyodide,
        """
        import js
        generator = js.lengths([0])
        lengths = [next(generator), generator.send([0] * 2), generator.send([0] * 3)]
        during = js.alive()
        try:
            generator.send([])
        except StopIteration as stop:
            end = stop.value
        f"{lengths} {during} {end} {js.alive()}"
        """,
    )


def test_closing_is_an_end(pyodide) -> None:
    assert "2 0" == run(
        pyodide,
        """
        import js
        generator = js.lengths([0])
        next(generator)
        generator.send([0])
        during = js.alive()
        generator.close()
        f"{during} {js.alive()}"
        """,
    )


@pytest.mark.parametrize("throw", ["generator.throw(ValueError('no'))", "generator.send(None)"])
def test_an_error_is_an_end(pyodide, throw) -> None:
    assert "1 0" == run(
        pyodide,
        f"""
        import js
        generator = js.lengths([0])
        next(generator)
        during = js.alive()
        try:
            {throw}
        except Exception:
            pass
        f"{{during}} {{js.alive()}}"
        """,
    )


def test_the_error_says_what_happened(pyodide) -> None:
    with pytest.raises(ThrownError, match="automatically destroyed at the end of a generator"):
        pyodide.js(f"{SET_UP} pyodide.runPython('import js; g = js.lengths([0]); next(g); g.close()'); seen[0].length;")


def test_loops_to_the_end(pyodide) -> None:
    assert "[3, 1] 0" == run(
        pyodide,
        """
        import js
        js.eval("globalThis.twice = function* (list) { seen.push(list); yield list.length; yield 1; }")
        f"{list(js.twice([1, 2, 3]))} {js.alive()}"
        """,
    )


def test_asynchronous_generators(pyodide) -> None:
    assert "[1, 2] 2 stopped 0" == run(
        pyodide,
        """
        import js
        generator = js.asyncLengths([0])
        lengths = [await generator.asend(None), await generator.asend([0] * 2)]
        during = js.alive()
        try:
            await generator.asend([])
        except StopAsyncIteration:
            end = "stopped"
        f"{lengths} {during} {end} {js.alive()}"
        """,
    )


def test_closing_asynchronous_generators(pyodide) -> None:
    assert "1 0" == run(
        pyodide,
        """
        import js
        generator = js.asyncLengths([0])
        await anext(generator)
        during = js.alive()
        await generator.aclose()
        f"{during} {js.alive()}"
        """,
    )


def test_asynchronous_loops(pyodide) -> None:
    assert "[3] 0" == run(
        pyodide,
        """
        import js
        js.eval("globalThis.once = async function* (list) { seen.push(list); yield list.length; }")
        lengths = [n async for n in js.once([1, 2, 3])]
        f"{lengths} {js.alive()}"
        """,
    )
