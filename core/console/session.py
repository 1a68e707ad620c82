"""The Python side of the console page: what an entry is, how it runs, what is shown of its value."""

import ast
import asyncio
import codeop
import linecache
from base64 import b64encode

import __main__
from pyodide.code import CodeRunner
from pyodide.console import BANNER, PyodideConsole, repr_shorten
from pyodide.ffi import to_js

RICH_METHODS = {
    "text/html": "_repr_html_",
    "image/svg+xml": "_repr_svg_",
    "image/png": "_repr_png_",
    "image/jpeg": "_repr_jpeg_",
}

console = PyodideConsole(__main__.__dict__)
compiler = codeop.Compile()
console.entry = None  # the task of the entry that runs
compiler.flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT


def banner():
    """Return what the page begins with."""
    return BANNER + "\n"


def is_complete(source):
    """Tell whether Enter should run the entry: False while a block or a bracket is open. Errors are complete."""
    lines = source.split("\n")
    try:
        code = codeop._maybe_compile(compiler, source, "<check>", "exec")
    except (SyntaxError, ValueError, OverflowError):
        return True
    if code is None:
        return False
    # A block may go on, unless an empty line ends it.
    in_block = lines[-1].startswith((" ", "\t")) or lines[-1].rstrip().endswith(":")
    return not in_block or not lines[-1].strip()


def complete(source):
    """Return what the end of source could be, and where that starts."""
    names, start = console.complete(source)
    return to_js([names, start])


async def run(source, number):
    """Run an entry; give [kind of outcome, text, MIME type or None]."""
    console.entry = asyncio.current_task()
    filename = console.filename = f"<entry {number}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    try:
        runner = CodeRunner(source, filename=filename, flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT).compile()
    except SyntaxError as error:
        return to_js(["error", console.formatsyntaxerror(error), None])
    try:
        value = await console.runcode(source, runner)
    except asyncio.CancelledError as error:
        interrupted = KeyboardInterrupt().with_traceback(error.__traceback__) if console.entry.cancelling() else error
        return to_js(["error", console.formattraceback(interrupted), None])
    except BaseException as error:
        return to_js(["error", console.formattraceback(error), None])
    if value is None:
        return to_js(["nothing", "", None])
    __main__._ = value
    try:
        return to_js(["value", *present(value)])
    except Exception as error:
        return to_js(["error", console.formattraceback(error), None])


def interrupt():
    """Stop an entry that waits for something: no signal reaches it there."""
    if console.entry is not None and not console.entry.done():
        console.entry.cancel()


def present(value):
    """Give what to show of a value, and its MIME type."""
    for mime, method in RICH_METHODS.items():
        # Only of instances: a class has the method, too, but nothing to call it on.
        present_as = None if isinstance(value, type) else getattr(value, method, None)
        content = present_as() if callable(present_as) else None
        if content is not None:
            return (b64encode(content).decode() if isinstance(content, bytes) else content), mime
    return repr_shorten(value, limit=20_000), "text/plain"
