"""pyodide.console, checked in the build machine's own interpreter and event loop."""

import asyncio
import builtins
import io
import sys
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import pytest

from pyodide.console import BANNER, Console, ConsoleFuture, repr_shorten


def asynchronous(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """Let pytest run a test that is a coroutine function of no arguments."""

    def run() -> None:
        asyncio.run(test())

    run.__name__ = test.__name__
    return run


@pytest.fixture(autouse=True)
def forget_last_results() -> Iterator[None]:
    yield
    for name in ("last_exc", "last_value", "last_type", "last_traceback"):
        vars(sys).pop(name, None)
    vars(builtins).pop("_", None)


class Recorder:
    """A console and what was written."""

    def __init__(self, **options: Any) -> None:
        self.out: list[str] = []
        self.err: list[str] = []
        self.console = Console(stdout_callback=self.out.append, stderr_callback=self.err.append, **options)

    async def push(self, *lines: str) -> Any:
        """Push lines and return the value of the last."""
        for line in lines:
            future = self.console.push(line)
            value = await future
        return value


@asynchronous
async def test_values() -> None:
    recorder = Recorder()

    assert await recorder.push("x = 5") is None
    assert 5 == await recorder.push("x")
    assert await recorder.push("x;") is None
    assert [] == recorder.out


@asynchronous
async def test_values_before_the_last_are_displayed() -> None:
    recorder = Recorder()

    assert 2 == await recorder.push("1; 2")
    assert await recorder.push("for i in 'ab': i", "") is None
    assert "1\n'a'\n'b'\n" == "".join(recorder.out)


@asynchronous
async def test_push_and_buffer() -> None:
    console = Console()

    first, second = console.push("def f():"), console.push("    return 7")
    assert ["incomplete"] * 2 == [first.syntax_check, second.syntax_check]
    assert (None, None) == (first.result(), second.result())
    assert ["def f():", "    return 7"] == console.buffer

    assert "complete" == console.push("").syntax_check
    assert [] == console.buffer
    assert 7 == await console.push("f()")


@asynchronous
async def test_push_several_lines() -> None:
    recorder = Recorder()

    assert 3 == await recorder.push("x = 1\ny = 2\nx + y")
    assert 4 == await recorder.push("def f():\n    return 4\nf()")
    assert "incomplete" == recorder.console.push("x = 1\nif x:").syntax_check


@asynchronous
async def test_indentation_of_what_is_pasted() -> None:
    assert 5 == await Recorder().push("   5")


@asynchronous
async def test_top_level_await() -> None:
    recorder = Recorder()

    assert 9 == await recorder.push("import asyncio", "await asyncio.sleep(0, 9)")


@asynchronous
async def test_one_at_a_time() -> None:
    """What was typed first ends first."""
    recorder = Recorder()
    recorder.console.push("import asyncio; log = []")

    slow = recorder.console.push("await asyncio.sleep(0.01); log.append('slow')")
    fast = recorder.console.push("log.append('fast'); log")

    assert ["slow", "fast"] == await fast
    assert slow.done()


@asynchronous
async def test_formatsyntaxerror() -> None:
    console = Console()

    future = console.push("1 +")

    assert "syntax-error" == future.syntax_check
    assert isinstance(future.exception(), SyntaxError)
    assert '  File "<console>", line 1\n    1 +\n       ^\nSyntaxError: invalid syntax\n' == future.formatted_error
    assert [] == console.buffer
    assert sys.last_value is future.exception()


@pytest.mark.parametrize("source", ["a = \0", "@", "return", "'\ud800'", "x = 1\n(]"])
def test_what_no_source_may_have(source: str) -> None:
    async def main() -> None:
        future = Console().push(source)
        assert "syntax-error" == future.syntax_check
        assert future.exception() is not None
        assert future.formatted_error

    asyncio.run(main())


@asynchronous
async def test_formattraceback() -> None:
    console = Console()
    await console.push("def f():\n    raise KeyError('key')\n")

    future = console.push("f()")
    with pytest.raises(KeyError) as caught:
        await future

    assert (
        "Traceback (most recent call last):\n"
        '  File "<console>", line 1, in <module>\n'
        '  File "<console>", line 2, in f\n'
        "KeyError: 'key'\n"
    ) == future.formatted_error
    assert (caught.value, KeyError) == (sys.last_value, sys.last_type)


@pytest.mark.parametrize("name", ["SystemExit", "KeyboardInterrupt", "GeneratorExit", "StopIteration"])
def test_exceptions_that_would_end_a_process(name: str) -> None:
    """They are the result; the console and the event loop go on."""

    async def main() -> None:
        recorder = Recorder()
        future = recorder.console.push(f"raise {name}")
        done, _ = await asyncio.wait([future])
        assert done and future.exception() is not None
        assert name in (future.formatted_error or "")
        assert 2 == await recorder.push("1 + 1")

    asyncio.run(main())


@asynchronous
async def test_cancelling() -> None:
    recorder = Recorder()
    future = recorder.console.push("import asyncio; await asyncio.sleep(100)")
    await asyncio.sleep(0.001)

    future.cancel()

    assert 2 == await asyncio.wait_for(recorder.push("1 + 1"), 10)


@asynchronous
async def test_exceptions_of_repr_are_left_to_who_shows_the_value() -> None:
    value = await Recorder().push("class A:\n    def __repr__(self): 1 / 0\n", "A()")

    with pytest.raises(ZeroDivisionError):
        repr_shorten(value)


@asynchronous
async def test_future_statements_stay() -> None:
    recorder = Recorder()

    await recorder.push("from __future__ import annotations", "def f(x: undefined): pass", "")

    assert {"x": "undefined"} == await recorder.push("f.__annotations__")


@asynchronous
async def test_globals() -> None:
    namespace: dict[str, Any] = {"x": 1}

    assert 1 == await Recorder(globals=namespace).push("y = 2", "x")
    assert 2 == namespace["y"]
    assert "__console__" == await Recorder().push("__name__")


@asynchronous
async def test_filename_and_optimize() -> None:
    recorder = Recorder(filename="<input>", optimize=1)

    assert await recorder.push("assert False") is None
    future = recorder.console.push("1 / 0")
    await asyncio.wait([future])
    assert 'File "<input>", line 1' in (future.formatted_error or "")


@asynchronous
async def test_runsource_and_runcode() -> None:
    class Shouting(Console):
        async def runcode(self, source: str, code: Any) -> Any:
            return source.upper(), await super().runcode(source, code)

    assert ("1 + 1", 2) == await Shouting().runsource("1 + 1")


@asynchronous
async def test_console_future() -> None:
    future = ConsoleFuture("complete")
    future.set_result(3)

    assert (3, "complete", None) == (await future, future.syntax_check, future.formatted_error)
    assert 4 == await future.then(lambda value: value + 1)


class TestStreams:
    def test_stdout_callback_and_stderr_callback(self) -> None:
        recorder = Recorder()
        asyncio.run(recorder.push("import sys\nprint('out'); print('err', file=sys.stderr)"))

        assert ("out\n", "err\n") == ("".join(recorder.out), "".join(recorder.err))

    def test_streams_are_text_of_terminals(self) -> None:
        console = Console(stdin_callback=lambda _: "", stdout_callback=lambda _: None)
        with console.redirect_streams():
            streams = sys.stdin, sys.stdout

        for stream, name in zip(streams, ("<stdin>", "<stdout>"), strict=True):
            assert isinstance(stream, io.TextIOBase)
            assert (True, name, "utf-8") == (stream.isatty(), stream.name, stream.encoding)
        assert (True, False) == (streams[0].readable(), streams[0].writable())
        assert (False, True) == (streams[1].readable(), streams[1].writable())

    def test_only_text_is_written(self) -> None:
        with (
            Console(stdout_callback=print).redirect_streams(),
            pytest.raises(TypeError, match="must be str, not bytes"),
        ):
            sys.stdout.write(b"bytes")  # type: ignore[arg-type]

    def test_redirect_streams_nests(self) -> None:
        written: list[str] = []
        console = Console(stdout_callback=written.append)
        outside = sys.stdout

        with console.redirect_streams():
            with console.redirect_streams():
                sys.stdout.write("inner")
            sys.stdout.write("outer")

        assert sys.stdout is outside
        assert ["inner", "outer"] == written

    def test_callbacks_can_be_changed(self) -> None:
        first: list[str] = []
        second: list[str] = []
        console = Console(stdout_callback=first.append)

        for console.stdout_callback in (first.append, second.append, None):
            with console.redirect_streams():
                if console.stdout_callback:
                    sys.stdout.write("text")

        assert (["text"], ["text"]) == (first, second)

    def test_persistent_redirect_streams_and_restore(self) -> None:
        written: list[str] = []
        outside = sys.stdout
        console = Console(stdout_callback=written.append, persistent_stream_redirection=True)
        try:
            redirected = sys.stdout
            console.persistent_redirect_streams()
            with console.redirect_streams():
                assert sys.stdout is redirected
            sys.stdout.write("text")
        finally:
            console.persistent_restore_streams()
        console.persistent_restore_streams()

        assert sys.stdout is outside
        assert ["text"] == written

    def test_stdin_callback(self) -> None:
        wanted: list[int] = []
        answers = iter(["a line\nand ", "more", "without newline", "abcdef", "all", ""])

        def answer(size: int) -> str:
            wanted.append(size)
            return next(answers)

        prompts: list[str] = []
        with Console(stdin_callback=answer, stdout_callback=prompts.append).redirect_streams():
            read = [
                input("? "),
                sys.stdin.read(),
                sys.stdin.readline(),
                input(),
                sys.stdin.readline(2),
                sys.stdin.read(3),
                sys.stdin.readline(),
                sys.stdin.read(),
                sys.stdin.read(),
            ]

        assert ["a line", "and ", "more", "without newline", "ab", "cde", "f", "all", ""] == read
        assert [-1, -1, -1, 2, -1, -1] == wanted
        assert "? " == "".join(prompts)

    @pytest.mark.parametrize("end", ["", None])
    def test_end_of_input(self, end: str | None) -> None:
        with Console(stdin_callback=lambda _: end).redirect_streams():
            assert [] == sys.stdin.readlines()
            with pytest.raises(EOFError):
                input()

    def test_input_that_is_no_text(self) -> None:
        callback: Any = lambda _: b"bytes"  # noqa: E731
        with Console(stdin_callback=callback).redirect_streams(), pytest.raises(TypeError, match="not bytes"):
            sys.stdin.readline()


def test_banner() -> None:
    assert BANNER.startswith("Python 3.")
    assert 2 == len(BANNER.splitlines())
