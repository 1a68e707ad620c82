"""An interactive console like that of the standard library's `code`, with `await` at the top level."""

import asyncio
import contextlib
import sys
import traceback
from collections.abc import Callable, Generator
from typing import Any, Literal

from _pyodide.code_runner import CodeRunner
from _pyodide.completion import WORD_BREAKS, complete
from _pyodide.console_compiler import ConsoleCompiler
from _pyodide.console_streams import InputStream, OutputStream, RedirectStdin
from _pyodide.future import PyodideFuture

__all__ = ["BANNER", "Console", "ConsoleFuture", "PyodideConsole", "repr_shorten", "shorten"]

BANNER = f"""\
Python {sys.version.replace(chr(10), " ")} on WebAssembly
Type "help", "copyright", "credits" or "license" for more information."""

SyntaxCheck = Literal["incomplete", "syntax-error", "complete"]


class ConsoleFuture(PyodideFuture[Any]):
    """The result of what was typed.

    Attributes:
        syntax_check: `"incomplete"` if lines are missing, the result is None; `"syntax-error"` if it cannot be run, the
            exception is a SyntaxError; `"complete"` if it runs, the result or exception comes when it has run.
        formatted_error: The exception as text, once there is one.
    """

    def __init__(self, syntax_check: SyntaxCheck) -> None:
        super().__init__()
        self.syntax_check: SyntaxCheck = syntax_check
        self.formatted_error: str | None = None


class Console:
    """An interactive console: takes lines, runs what is complete, and keeps its own namespace.

    Args:
        globals: The namespace; default: a new one.
        stdin_callback: Called with the number of characters wanted (-1 for any) when code reads `sys.stdin`; returns
            text, which is empty or None at the end.
        stdout_callback: Called with each piece of text that code writes to `sys.stdout`.
        stderr_callback: Called with each piece of text that code writes to `sys.stderr`.
        persistent_stream_redirection: Whether the streams are redirected from now on, instead of while code runs.
        filename: What tracebacks call the code.
        dont_inherit: As for `compile()`.
        optimize: As for `compile()`.

    Attributes:
        globals: The namespace.
        buffer: The lines of what is not complete yet.
        completer_word_break_characters: What separates words for `complete`.
        stdin_callback: See above; it may be changed, unless the redirection is persistent.
        stdout_callback: See above; it may be changed, unless the redirection is persistent.
        stderr_callback: See above; it may be changed, unless the redirection is persistent.
    """

    completer_word_break_characters = WORD_BREAKS

    def __init__(
        self,
        globals: dict[str, Any] | None = None,
        *,
        stdin_callback: Callable[[int], str | None] | None = None,
        stdout_callback: Callable[[str], None] | None = None,
        stderr_callback: Callable[[str], None] | None = None,
        persistent_stream_redirection: bool = False,
        filename: str = "<console>",
        dont_inherit: bool = False,
        optimize: int = -1,
    ) -> None:
        self.globals = {"__name__": "__console__", "__doc__": None} if globals is None else globals
        self.stdin_callback = stdin_callback
        self.stdout_callback = stdout_callback
        self.stderr_callback = stderr_callback
        self.filename = filename
        self.buffer: list[str] = []
        self._compile = ConsoleCompiler(dont_inherit=dont_inherit, optimize=optimize)
        self._one_at_a_time = asyncio.Lock()
        self._persistent_redirection: contextlib.ExitStack | None = None
        if persistent_stream_redirection:
            self.persistent_redirect_streams()

    # Streams

    def persistent_redirect_streams(self) -> None:
        """Redirect the standard streams to the callbacks until `persistent_restore_streams` is called."""
        if self._persistent_redirection is None:
            self._persistent_redirection = self._redirect()

    def persistent_restore_streams(self) -> None:
        """Take `persistent_redirect_streams` back."""
        if self._persistent_redirection is not None:
            self._persistent_redirection.close()
            self._persistent_redirection = None

    @contextlib.contextmanager
    def redirect_streams(self) -> Generator[None]:
        """Redirect the standard streams to the callbacks within a `with` block, which may be nested."""
        if self._persistent_redirection is not None:
            yield
            return
        with self._redirect():
            yield

    def _redirect(self) -> contextlib.ExitStack:
        stack = contextlib.ExitStack()
        if self.stdin_callback is not None:
            stack.enter_context(RedirectStdin(InputStream(self.stdin_callback, "<stdin>")))
        if self.stdout_callback is not None:
            stack.enter_context(contextlib.redirect_stdout(OutputStream(self.stdout_callback, "<stdout>")))
        if self.stderr_callback is not None:
            stack.enter_context(contextlib.redirect_stderr(OutputStream(self.stderr_callback, "<stderr>")))
        return stack

    # Code

    def push(self, line: str) -> ConsoleFuture:
        """Add a line, and run what is typed so far if it is complete.

        Args:
            line: One or more lines, without a newline at the end.
        """
        self.buffer.append(line)
        future = self.runsource("\n".join(self.buffer), self.filename)
        if future.syntax_check != "incomplete":
            self.buffer = []
        return future

    def runsource(self, source: str, filename: str = "<console>") -> ConsoleFuture:
        """Run source code if it is complete, after all that was run before has ended."""
        try:
            code = self._compile(source, filename)
        except (SyntaxError, ValueError, OverflowError) as error:
            future = ConsoleFuture("syntax-error")
            future.formatted_error = self.formatsyntaxerror(error)
            future.set_exception(error)
            return future
        if code is None:
            future = ConsoleFuture("incomplete")
            future.set_result(None)
            return future
        future = ConsoleFuture("complete")
        task = asyncio.ensure_future(self._run(source, code, future))
        future.add_done_callback(lambda future: future.cancelled() and task.cancel())
        return future

    async def _run(self, source: str, code: CodeRunner, future: ConsoleFuture) -> None:
        """Settle the future, also with exceptions that would end a process: they concern only what was typed."""
        try:
            async with self._one_at_a_time:
                result = await self.runcode(source, code)
        except asyncio.CancelledError:
            future.cancel()
        except BaseException as error:
            if future.done():
                return
            future.formatted_error = self.formattraceback(error)
            if isinstance(error, StopIteration):  # which no future takes
                stopped = RuntimeError("StopIteration")
                stopped.__cause__ = error
                error = stopped
            future.set_exception(error)
        else:
            if not future.done():
                future.set_result(result)

    async def runcode(self, source: str, code: CodeRunner) -> Any:
        """Run compiled code in the namespace of the console and return its value.

        Args:
            source: The source code, for subclasses that look at it.
            code: What was compiled from it.
        """
        with self.redirect_streams():
            try:
                return await code.run_async(self.globals)
            finally:
                sys.stdout.flush()
                sys.stderr.flush()

    # Errors

    def formatsyntaxerror(self, e: Exception) -> str:
        """Format an exception of the compiler, and keep it in `sys.last_value`. There is no traceback."""
        _keep(e)
        return "".join(traceback.format_exception_only(type(e), e))

    def formattraceback(self, e: BaseException) -> str:
        """Format an exception of code that was run, without the console's frames; keep it in `sys.last_value`."""
        _keep(e)
        trace = e.__traceback__
        while trace is not None and trace.tb_frame.f_code.co_filename != self.filename:
            trace = trace.tb_next
        return "".join(traceback.format_exception(type(e), e, trace or e.__traceback__))

    # Completion

    def complete(self, source: str) -> tuple[list[str], int]:
        """Complete the last word of source by the names of the namespace.

        Returns:
            What the word could be, and where in source it starts.

        Examples:
            >>> Console().complete("a = 5 ; str.isa")
            (['str.isalnum(', 'str.isalpha(', 'str.isascii('], 8)
        """
        return complete(source, self.globals, self.completer_word_break_characters)


class PyodideConsole(Console):
    """A Console that loads the packages that code imports before running it; see `pyodide.loadPackagesFromImports`."""

    async def runcode(self, source: str, code: CodeRunner) -> Any:
        """Load packages, then do as a Console does."""
        import pyodide_js

        load = getattr(pyodide_js, "loadPackagesFromImports", None)
        if load is not None:
            await load(source)
        return await super().runcode(source, code)


def _keep(error: BaseException) -> None:
    """Remember an exception as the interactive interpreter does, for `pdb.pm()`."""
    sys.last_exc = sys.last_value = error
    sys.last_type = type(error)
    sys.last_traceback = error.__traceback__


def shorten(text: str, limit: int = 1000, split: int | None = None, separator: str = "...") -> str:
    """Leave out the middle of a text that is longer than a limit.

    Args:
        text: The text.
        limit: The length up to which it stays as it is.
        split: How much of both ends is left; default: half of the limit.
        separator: Stands for the middle.

    Raises:
        ValueError: the limit is below 4.
    """
    if limit < 4:
        raise ValueError(f"limit must be at least 4, not {limit}")
    if len(text) <= limit:
        return text
    if split is None:
        split = limit // 2
    return text[:split] + separator + text[len(text) - split :]


def repr_shorten(value: Any, limit: int = 1000, split: int | None = None, separator: str = "...") -> str:
    """Return `repr(value)` without its middle if it is longer than a limit; see `shorten`.

    Examples:
        >>> repr_shorten("abcdefg", limit=8, separator="_")
        "'abc_efg'"
    """
    return shorten(repr(value), limit, split, separator)
