"""Proxies of iterators and generators are JavaScript's, the asynchronous ones too."""

import pytest

from harness.errors import ThrownError
from harness.wire import UNDEFINED


def item(value: object) -> dict[str, object]:
    """Return what a step gives that is not the last."""
    return {"done": False, "value": value}


def end(value: object = UNDEFINED) -> dict[str, object]:
    """Return what the last step gives."""
    return {"done": True, "value": value}


def steps(pyodide, definition: str, *expressions: str) -> list[object]:
    """Return the values of expressions about `g`, a proxy of what the definition's `f()` gives."""
    return pyodide.js(
        f"""
        const f = pyodide.runPython({definition!r} + "\\nf");
        const g = f();
        try {{
          const results = [];
          for (const step of [{", ".join(f"() => {expression}" for expression in expressions)}]) {{
            results.push(await step());
          }}
          return results;
        }} finally {{
          g.destroy();
          f.destroy();
        }}
        """
    )


ECHO = "def f():\n  x = yield 1\n  y = yield x\n  return 'end'"
CATCH = "def f():\n  try:\n    yield 1\n  except BaseException as e:\n    yield type(e).__name__"
ASYNC_ECHO = "async def f():\n  x = yield 1\n  yield x"
ASYNC_CATCH = "async " + CATCH


def test_generator(pyodide) -> None:
    assert [item(1), item("sent"), end("end"), end()] == steps(
        pyodide, ECHO, "g.next()", "g.next('sent')", "g.next()", "g.next()"
    )


def test_iterator(pyodide) -> None:
    assert [item("a"), item("b"), end(), True] == steps(
        pyodide, "def f(): return iter('ab')", "g.next()", "g.next()", "g.next()", "g[Symbol.iterator]() === g"
    )


def test_sending_to_what_takes_nothing(pyodide) -> None:
    with pytest.raises(ThrownError, match=r"AttributeError.*send"):
        steps(pyodide, "def f(): return iter('ab')", "g.next(1)")


@pytest.mark.parametrize(
    ("definition", "first", "expected"),
    [
        (ECHO, "g.next()", end(7)),
        (ECHO, "1", end(7)),
        (CATCH, "g.next()", item("GeneratorExit")),
        ("def f():\n  try:\n    yield 1\n  except GeneratorExit:\n    return 9", "g.next()", end(9)),
        ("def f():\n  try:\n    yield 1\n  finally:\n    yield 2", "g.next()", item(2)),
    ],
)
def test_return(pyodide, definition, first, expected) -> None:
    assert expected == steps(pyodide, definition, first, "g.return(7)")[1]


def test_return_that_raises(pyodide) -> None:
    with pytest.raises(ThrownError, match="ValueError: no"):
        steps(
            pyodide,
            "def f():\n  try:\n    yield 1\n  finally:\n    raise ValueError('no')",
            "g.next()",
            "g.return()",
        )


@pytest.mark.parametrize(
    ("thrown", "expected"),
    [
        ("new Error('mine')", "JsException"),
        ("new TypeError()", "JsException"),
        ("pythonError", "ZeroDivisionError"),
        ("exception", "KeyError"),
    ],
)
def test_throw(pyodide, thrown, expected) -> None:
    assert item(expected) == pyodide.js(
        f"""
        const g = pyodide.runPython({CATCH!r} + "\\nf()");
        const exception = pyodide.runPython("KeyError(1)");
        let pythonError;
        try {{ pyodide.runPython("1/0"); }} catch (error) {{ pythonError = error; }}
        g.next();
        try {{
          return g.throw({thrown});
        }} finally {{
          g.destroy();
          exception.destroy();
        }}
        """
    )


def test_throwing_what_is_no_exception(pyodide) -> None:
    with pytest.raises(ThrownError, match="must be classes or instances"):
        steps(pyodide, CATCH, "g.next()", "g.throw('text')")


def test_throw_that_is_not_caught(pyodide) -> None:
    with pytest.raises(ThrownError, match="mine"):
        steps(pyodide, ECHO, "g.next()", "g.throw(new Error('mine'))")


def test_a_loop_that_is_left_ends_the_generator(pyodide) -> None:
    assert [[1], end(), True] == pyodide.js(
        """
        const g = pyodide.runPython(`
          ended = False
          def f():
              global ended
              try:
                  yield from (1, 2)
              finally:
                  ended = True
          f()
        `);
        const seen = [];
        for (const each of g) { seen.push(each); break; }
        const results = [seen, g.next(), pyodide.globals.get("ended")];
        g.destroy();
        return results;
        """
    )


@pytest.mark.parametrize("python", ["[1, 2]", "(1, 2)", "{1: 1, 2: 2}", "range(1, 3)", "{1, 2}", "bytes([1, 2])"])
def test_loops(pyodide, python) -> None:
    assert [1, 2] == pyodide.js(
        f"const o = pyodide.runPython({python!r}); const all = [...o]; o.destroy(); return all;"
    )


def test_items_are_destroyed_at_the_end_of_a_loop(pyodide) -> None:
    """They are the loop's; copy() keeps them."""
    assert [1, 2, "This borrowed proxy was automatically destroyed when an iterator was exhausted", 1] == pyodide.js(
        """
        const list = pyodide.runPython("[[1], [2, 3]]");
        const [lengths, items, copies] = [[], [], []];
        for (const each of list) {
          lengths.push(each.length);
          items.push(each);
          copies.push(each.copy());
        }
        list.destroy();
        let message;
        try { items[0].length; } catch (error) { message = error.message.split(".")[0]; }
        const results = [...lengths, message, copies[0].length];
        for (const copy of copies) copy.destroy();
        return results;
        """
    )


def test_what_a_search_has_found_stays(pyodide) -> None:
    assert [2, 3] == pyodide.js(
        """
        const list = pyodide.runPython("[[2, 3], [4]]");
        const find = () => { for (const each of list) if (each.length === 2) return each; };
        const found = find();
        list.destroy();
        const elements = found.slice();
        found.destroy();
        return elements;
        """
    )


@pytest.mark.parametrize(
    "definition", ["def f():\n  yield 1\n  raise ValueError('no')", "def f():\n  raise ValueError('no')"]
)
def test_loops_over_what_raises(pyodide, definition) -> None:
    with pytest.raises(ThrownError, match="ValueError: no"):
        pyodide.js(
            f"""
            const iterable = "class C:\\n  def __iter__(self): return iter(f())\\nC()";
            const g = pyodide.runPython({definition!r} + "\\n" + iterable);
            try {{ [...g]; }} finally {{ g.destroy(); }}
            """
        )


def test_destroying_the_iterable_in_its_loop(pyodide) -> None:
    assert [1, 2] == pyodide.js(
        "const l = pyodide.runPython('[1, 2]'); const s = []; for (const x of l) { s.push(x); l.destroy(); } return s;"
    )


def test_asynchronous_generator(pyodide) -> None:
    assert [item(1), item("sent"), end(), end(), True] == steps(
        pyodide,
        ASYNC_ECHO,
        "g.next()",
        "g.next('sent')",
        "g.next()",
        "g.next()",
        "g[Symbol.asyncIterator]() === g",
    )


def test_asynchronous_return(pyodide) -> None:
    assert [item(1), end(7), end()] == steps(pyodide, ASYNC_ECHO, "g.next()", "g.return(7)", "g.next()")
    assert [item(1), item("GeneratorExit")] == steps(pyodide, ASYNC_CATCH, "g.next()", "g.return(7)")


def test_asynchronous_throw(pyodide) -> None:
    assert [item(1), item("JsException"), end()] == steps(
        pyodide, ASYNC_CATCH, "g.next()", "g.throw(new Error('mine'))", "g.next()"
    )
    with pytest.raises(ThrownError, match="mine"):
        steps(pyodide, ASYNC_ECHO, "g.next()", "g.throw(new Error('mine'))")


def test_asynchronous_errors(pyodide) -> None:
    with pytest.raises(ThrownError, match="ValueError: no"):
        steps(pyodide, "async def f():\n  yield 1\n  raise ValueError('no')", "g.next()", "g.next()")


@pytest.mark.parametrize(
    "definition",
    [
        "async def f():\n  yield 1\n  yield 2",
        "class f:\n  def __aiter__(self): return g()\nasync def g():\n  yield 1\n  yield 2",
        "class f:\n  n = 0\n  def __aiter__(self): return self\n  async def __anext__(self):\n"
        "    self.n += 1\n    if self.n > 2: raise StopAsyncIteration\n    return self.n",
    ],
)
def test_asynchronous_loops(pyodide, definition) -> None:
    assert [[1, 2]] == steps(
        pyodide, definition, "(async () => { const all = []; for await (const x of g) all.push(x); return all; })()"
    )


def test_an_iterator_without_asend(pyodide) -> None:
    assert [item(None)] == [
        {**each, "value": None}
        for each in steps(
            pyodide,
            "class f:\n  def __aiter__(self): return self\n  async def __anext__(self): return 1",
            "g.next(5)",
        )
    ]


def test_asynchronous_loop_over_proxies(pyodide) -> None:
    assert ["[1]", "exhausted"] == pyodide.js(
        """
        const iterable = pyodide.runPython(`
          class C:
              async def __aiter__(self): yield [1]
          C()
        `);
        let kept;
        const texts = [];
        for await (const each of iterable) { kept = each; texts.push(each.toString()); }
        iterable.destroy();
        try {
          kept.length;
        } catch (error) {
          return [...texts, error.message.includes("exhausted") ? "exhausted" : error.message];
        }
        """
    )
