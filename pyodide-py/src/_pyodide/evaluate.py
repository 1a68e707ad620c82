"""Run source code and give the value of its last expression.

`run` and `run_async` serve JavaScript's `runPython` and `runPythonAsync`. They are part of every start, so nothing is
imported here that an ordinary call does not need: `_ast` instead of `ast`, `tokenize` only where a semicolon matters.
"""

import _ast

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, ModuleType
    from typing import Any

ONLY_AST = _ast.PyCF_ONLY_AST
ALLOW_TOP_LEVEL_AWAIT = _ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
CO_COROUTINE = 0x80
MOST_REMEMBERED = 128
LONGEST_REMEMBERED = 10_000
DEFAULT_FILENAME = "<exec>"

# In the order of their last use.
_recent: "dict[tuple[str, str, int], tuple[CodeType, CodeType | None]]" = {}

# `pyodide.code` once it is imported, and its functions as they were then: whoever replaces one means runPython, too.
_public: "ModuleType | None" = None
_eval_code: "Callable[..., Any] | None" = None
_eval_code_async: "Callable[..., Any] | None" = None


def run(source: str, globals: "dict[str, Any]", locals: "dict[str, Any] | None", filename: str) -> "Any":
    """Execute source and return the value of its last statement if that is an expression without a semicolon.

    Raises:
        SyntaxError: the source does not compile.
        Exception: whatever the code raises.
    """
    if _public is not None and _public.eval_code is not _eval_code:
        return _public.eval_code(source, **_options(globals, locals, filename))
    if locals is None:
        locals = globals
    statements, expression = compile_cached(source, filename, 0)
    exec(statements, globals, locals)
    return None if expression is None else eval(expression, globals, locals)


async def run_async(source: str, globals: "dict[str, Any]", locals: "dict[str, Any] | None", filename: str) -> "Any":
    """Do the same for source that may use `await` at its top level."""
    if _public is not None and _public.eval_code_async is not _eval_code_async:
        return await _public.eval_code_async(source, **_options(globals, locals, filename))
    if locals is None:
        locals = globals
    statements, expression = compile_cached(source, filename, ALLOW_TOP_LEVEL_AWAIT)
    await evaluate(statements, globals, locals)
    return None if expression is None else await evaluate(expression, globals, locals)


def follow(public: "ModuleType") -> None:
    """Let the functions that a program puts in the place of `eval_code` and `eval_code_async` run everything."""
    global _public, _eval_code, _eval_code_async
    _public, _eval_code, _eval_code_async = public, public.eval_code, public.eval_code_async


def _options(globals: "dict[str, Any]", locals: "dict[str, Any] | None", filename: str) -> "dict[str, Any]":
    """Return what to pass to a replacement: what the caller of runPython has given, so that it may take less."""
    options: dict[str, Any] = {"globals": globals}
    if locals is not None:
        options["locals"] = locals
    if filename != DEFAULT_FILENAME:
        options["filename"] = filename
    return options


async def evaluate(code: "CodeType", globals: "dict[str, Any]", locals: "dict[str, Any]") -> "Any":
    """Run code that top-level `await` may have made a coroutine."""
    result = eval(code, globals, locals)
    # An expression's value may itself be a coroutine: only what top-level await made is awaited.
    return await result if code.co_flags & CO_COROUTINE else result


def compile_cached(source: str, filename: str, flags: int) -> "tuple[CodeType, CodeType | None]":
    """Do what compile_source does, at once for sources that came lately: pages run the same lines again and again."""
    key = (source, filename, flags)
    code = _recent.pop(key, None)
    if code is None:
        code = compile_source(source, filename, flags)
        if len(source) > LONGEST_REMEMBERED:
            return code
        if len(_recent) >= MOST_REMEMBERED:
            del _recent[next(iter(_recent))]
    else:
        remember_source(dedent(source), filename)  # another source may have had the name since
    _recent[key] = code
    return code


def compile_source(source: str, filename: str, flags: int) -> "tuple[CodeType, CodeType | None]":
    """Compile to code for all statements and, where the last one has a value to return, code for that."""
    source = dedent(source)
    module = compile(source, filename, "exec", flags | ONLY_AST, dont_inherit=True)
    body = module.body
    last: _ast.Expression | None = None
    if body and isinstance(body[-1], _ast.Expr) and not ends_with_semicolon(source):
        last = _ast.Expression(body.pop().value)
    remember_source(source, filename)
    statements = compile(module, filename, "exec", flags, dont_inherit=True)
    if last is None:
        return statements, None
    return statements, compile(last, filename, "eval", flags, dont_inherit=True)


def dedent(source: str) -> str:
    """Remove the indentation that source has because it stands indented in a JavaScript file."""
    first_line = source.lstrip("\n\r")
    if first_line[:1] not in (" ", "\t"):
        return source
    import textwrap

    return textwrap.dedent(source)


def ends_with_semicolon(source: str) -> bool:
    """Tell whether the last statement of source, which compiles, is followed by a semicolon: that asks for no value."""
    source = source.rstrip()
    if "#" not in source[source.rfind("\n") + 1 :]:
        return source.endswith(";")
    import io
    import tokenize

    ignored = {tokenize.NEWLINE, tokenize.NL, tokenize.COMMENT, tokenize.ENDMARKER, tokenize.DEDENT}
    tokens = [token for token in tokenize.generate_tokens(io.StringIO(source).readline) if token.type not in ignored]
    return bool(tokens) and tokens[-1].string == ";"


def should_quiet(source: str, /) -> bool:
    """Tell whether a semicolon ends source, which asks for no value.

    Examples:
        >>> should_quiet("1 + 1 ;")
        True
        >>> should_quiet("1 + 1 # comment ;")
        False
    """
    try:
        return ends_with_semicolon(source)
    except Exception:  # tokenize knows many ways in which source is not Python
        return False


def remember_source(source: str, filename: str) -> None:
    """Let tracebacks show the lines of code that is in no file."""
    if filename.startswith("<") and filename.endswith(">"):
        return
    import linecache

    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
