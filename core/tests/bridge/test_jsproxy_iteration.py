"""Iterators and generators of JavaScript in Python, synchronous and asynchronous."""

import pytest

from harness.errors import ThrownError

GENERATOR = """(function* () {
  try {
    const got = yield 1;
    yield `got ${got}`;
  } catch (error) {
    yield `caught ${error.type ?? error}`;
  }
  return 9;
})()"""
ASYNC_GENERATOR = GENERATOR.replace("function*", "async function*")
SECOND_LOOK = """
def outcome(call):
    try: return call()
    except BaseException as error: return type(error).__name__, *error.args
"""


class TestIterables:
    """`for` over JavaScript's objects."""

    @pytest.mark.parametrize(
        ("source", "items"),
        [
            ("[1, 2.5, 'a', null, true, 2 ** 40, -0.5, NaN]", "[1, 2.5, 'a', None, True, 1099511627776, -0.5, nan]"),
            ("new Set([1, 2])", "[1, 2]"),
            ("new Map([[1, 2]])", "[1]"),
            ("new Map([[1, 2]]).values()", "[2]"),
            ("'😀a'[Symbol.iterator]()", "['😀', 'a']"),
            ("{ *[Symbol.iterator]() { yield 1; yield 2; } }", "[1, 2]"),
            ("(function* () { yield 1; yield 2; return 3; })()", "[1, 2]"),
            ("new Float64Array([1, 2.5])", "[1, 2.5]"),
            ("new BigInt64Array([1n, -2n])", "[1, -2]"),
            ("{ n: 0, next() { return { done: this.n === 2, value: this.n++ }; } }", "[0, 1]"),
            ("[, 1]", "[None, 1]"),
        ],
    )
    def test_items(self, see, source, items) -> None:
        assert items == see(source, "list(x)")

    def test_an_array_that_changes_meanwhile(self, see) -> None:
        assert "[1, 2, 3, 'end']" == see(
            "[1]",
            """
            seen = []
            for item in x:
                seen.append(item)
                if item < 3: x.append(item + 1)
            [*seen, "end"]
            """,
        )

    def test_an_exhausted_iterator_stays_so(self, see) -> None:
        assert "[[1], [], 0]" == see(
            "[1]", "items = iter(x)\nfirst = list(items)\nx.append(2)\n[first, list(items), items.__length_hint__()]"
        )

    def test_length_hint(self, see) -> None:
        assert "[3, 2]" == see("[1, 2, 3]", "import operator\ni = iter(x)\n[operator.length_hint(i), next(i) + 1]")

    def test_an_array_with_an_iterator_of_its_own(self, see) -> None:
        assert "['mine']" == see("Object.assign([1, 2], { *[Symbol.iterator]() { yield 'mine'; } })", "list(x)")

    def test_a_subclass_with_an_iterator_of_its_own(self, see) -> None:
        assert "[4, 2]" == see(
            "new (class extends Array { *[Symbol.iterator]() { yield this[0] * 2; yield this[1] * 2; } })(2, 1)",
            "list(x)",
        )

    def test_an_iterator_is_its_own_iterator(self, see) -> None:
        assert "[True, False, True]" == see(
            "[[].values(), [], { next() {} }]",
            "[iter(x[0]) == x[0], iter(x[1]) == x[1], iter(x[2]) == x[2]]",
        )

    def test_what_it_raises(self, see) -> None:
        with pytest.raises(ThrownError, match="JsException: Error: third"):
            see("(function* () { yield 1; yield 2; throw new Error('third'); })()", "list(x)")

    @pytest.mark.parametrize("result", ["5", "null", "undefined", "{}"])
    def test_an_iterable_that_gives_no_iterator(self, see, result) -> None:
        with pytest.raises(ThrownError, match="TypeError"):
            see(f"{{ [Symbol.iterator]() {{ return {result}; }} }}", "list(x)")

    def test_a_step_that_is_no_object(self, see) -> None:
        with pytest.raises(ThrownError, match=r"(TypeError|JsException)"):
            see("{ next() { return null; } }", "next(x)")

    def test_the_returned_value_is_that_of_stop_iteration(self, see) -> None:
        assert "[(1, 2), 7]" == see(
            "(function* () { yield 1; yield 2; return 7; })()",
            """
            def delegate():
                result = yield from x
                yield result
            items = [*delegate()]
            [tuple(items[:2]), items[2]]
            """,
        )


class TestGenerators:
    """send, throw and close."""

    def test_send(self, see) -> None:
        code = "[next(x), x.send(5), outcome(lambda: x.send(None)), outcome(lambda: next(x))]"

        assert "[1, 'got 5', ('StopIteration', 9), ('StopIteration',)]" == see(GENERATOR, SECOND_LOOK + code)

    def test_a_sent_object_lives_until_the_generator_ends(self, see) -> None:
        source = "(function* () { const list = yield 1; yield list.length; list.append(1); yield list.length; })()"

        assert "[1, 0, 1]" == see(source, "[next(x), x.send([]), next(x), *x]")

    def test_throw(self, see) -> None:
        code = "[next(x), x.throw(ValueError('v')), outcome(lambda: next(x))]"

        assert "[1, 'caught ValueError', ('StopIteration', 9)]" == see(GENERATOR, SECOND_LOOK + code)

    @pytest.mark.parametrize(
        "arguments",
        ["ValueError", "ValueError('v')", "ValueError, 'v'", "ValueError, ValueError('v')", "ValueError, None, None"],
    )
    def test_forms_of_throw(self, see, arguments) -> None:
        assert "'caught ValueError'" == see(GENERATOR, f"next(x)\nx.throw({arguments})")

    def test_throw_gives_back_the_exception_that_is_not_caught(self, see) -> None:
        assert "True" == see(
            "(function* () { yield 1; })()",
            """
            next(x)
            error = ValueError()
            try: x.throw(error)
            except ValueError as caught: same = caught is error
            same
            """,
        )

    def test_throw_with_a_traceback(self, see) -> None:
        assert "True" == see(
            "(function* () { yield 1; })()",
            """
            try: 1 / 0
            except ZeroDivisionError as error: traceback = error.__traceback__
            try: x.throw(ValueError, None, traceback)
            except ValueError as error: found = error.__traceback__
            while found.tb_next: found = found.tb_next
            found is traceback or found.tb_frame is traceback.tb_frame
            """,
        )

    @pytest.mark.parametrize("arguments", ["5", "int", "'text'", ""])
    def test_throw_what_is_no_exception(self, see, arguments) -> None:
        with pytest.raises(ThrownError, match="TypeError"):
            see(GENERATOR, f"x.throw({arguments})")

    def test_close(self, see) -> None:
        code = "[next(x), x.close(), x.close(), outcome(lambda: next(x))]"

        assert "[1, None, None, ('StopIteration',)]" == see(GENERATOR, SECOND_LOOK + code)

    def test_close_runs_finally(self, see) -> None:
        assert "'closed'" == see(
            "(() => { const log = { *run() { try { yield 1; } finally { log.state = 'closed'; } } }; return log; })()",
            "g = x.run()\nnext(g)\ng.close()\nx.state",
        )

    def test_close_that_is_ignored(self, see) -> None:
        with pytest.raises(ThrownError, match="RuntimeError: the JavaScript generator ignored that it was closed"):
            see("(function* () { try { yield 1; } finally { yield 2; } })()", "next(x)\nx.close()")

    def test_close_that_throws(self, see) -> None:
        with pytest.raises(ThrownError, match="JsException: Error: mine"):
            see("(function* () { try { yield 1; } finally { throw new Error('mine'); } })()", "next(x)\nx.close()")

    def test_delegation(self, see) -> None:
        code = """
            def outer():
                result = yield from x
                yield "result", result
            g = outer()
            [next(g), g.send(5), next(g)]
        """

        assert "[1, 'got 5', ('result', 9)]" == see(GENERATOR, code)

    def test_pretenders(self, see) -> None:
        """What calls itself a generator is asked; what then is missing raises."""
        with pytest.raises(ThrownError, match=r"(TypeError|JsException)"):
            see("{ [Symbol.toStringTag]: 'Generator' }", "x.send(1)")


class TestAsyncIterables:
    """`async for` over JavaScript's objects."""

    @pytest.mark.parametrize(
        "source",
        [
            "(async function* () { yield 1; yield 2; return 3; })()",
            "{ async *[Symbol.asyncIterator]() { yield 1; yield 2; } }",
            "{ n: 0, async next() { return { done: this.n === 2, value: ++this.n }; } }",
            "{ n: 0, next() { return { done: this.n === 2, value: ++this.n }; } }",
        ],
    )
    def test_items(self, see, source) -> None:
        assert "[1, 2]" == see(source, "[item async for item in x]")

    def test_anext_and_aiter(self, see) -> None:
        assert "[1, 2, 'end', 'end']" == see(
            "{ async *[Symbol.asyncIterator]() { yield 1; yield 2; } }",
            "items = aiter(x)\n[await anext(items, 'end') for _ in range(4)]",
        )

    def test_what_it_raises(self, see) -> None:
        with pytest.raises(ThrownError, match="JsException: Error: second"):
            see("(async function* () { yield 1; throw new Error('second'); })()", "[item async for item in x]")

    def test_break_and_go_on(self, see) -> None:
        assert "[1, 2]" == see(
            "(async function* () { yield 1; yield 2; })()",
            "async for first in x: break\nasync for second in x: break\n[first, second]",
        )


class TestAsyncGenerators:
    """asend, athrow and aclose."""

    OUTCOME = """
async def outcome(awaitable):
    try: return await awaitable
    except BaseException as error: return type(error).__name__
"""

    def test_asend(self, see) -> None:
        code = "[await anext(x), await x.asend(5), await outcome(x.asend(None)), await outcome(anext(x))]"

        assert "[1, 'got 5', 'StopAsyncIteration', 'StopAsyncIteration']" == see(ASYNC_GENERATOR, self.OUTCOME + code)

    def test_a_sent_object_lives_until_the_generator_ends(self, see) -> None:
        source = (
            "(async function* () { const list = yield 1; yield list.length; list.append(1); yield list.length; })()"
        )

        assert "[1, 0, 1, []]" == see(
            source, "[await anext(x), await x.asend([]), await anext(x), [item async for item in x]]"
        )

    @pytest.mark.parametrize("arguments", ["ValueError", "ValueError('v')", "ValueError, 'v', None"])
    def test_athrow(self, see, arguments) -> None:
        code = f"[await anext(x), await x.athrow({arguments}), await outcome(anext(x))]"

        assert "[1, 'caught ValueError', 'StopAsyncIteration']" == see(ASYNC_GENERATOR, self.OUTCOME + code)

    def test_athrow_gives_back_the_exception_that_is_not_caught(self, see) -> None:
        assert "'ValueError'" == see(
            "(async function* () { yield 1; })()",
            self.OUTCOME + "await anext(x)\nawait outcome(x.athrow(ValueError()))",
        )

    def test_aclose(self, see) -> None:
        code = "[await anext(x), await x.aclose(), await x.aclose(), await outcome(anext(x))]"

        assert "[1, None, None, 'StopAsyncIteration']" == see(ASYNC_GENERATOR, self.OUTCOME + code)

    def test_aclose_that_is_ignored(self, see) -> None:
        with pytest.raises(ThrownError, match="RuntimeError: the JavaScript generator ignored that it was closed"):
            see("(async function* () { try { yield 1; } finally { yield 2; } })()", "await anext(x)\nawait x.aclose()")


def test_iterators_take_values(pyodide) -> None:
    assert [7, "StopIteration: over"] == pyodide.js(
        """
        pyodide.globals.set("iterator", {
          next: (value) => (value === 7 ? { value, done: false } : { value: "over", done: true }),
          [Symbol.iterator]() { return this; },
        });
        return [
          pyodide.runPython("iterator.send(7)"),
          pyodide.runPython(`
            try: iterator.send(None)
            except StopIteration as stop: text = f"StopIteration: {stop.value}"
            text
          `),
        ];
        """
    )
