"""Run code that is there as text, Python's and JavaScript's."""

import ast
import sys
from typing import Any

from _pyodide import evaluate
from _pyodide.code_runner import CodeRunner, ReturnMode
from _pyodide.evaluate import should_quiet
from _pyodide.find_imports import find_imports
from _pyodide.relaxed_call import relaxed_call, relaxed_wrap
from _pyodide.without_javascript import require_javascript

__all__ = [
    "CodeRunner",
    "eval_code",
    "eval_code_async",
    "find_imports",
    "relaxed_call",
    "relaxed_wrap",
    "run_js",
    "should_quiet",
]


def eval_code(
    source: str,
    globals: dict[str, Any] | None = None,
    locals: dict[str, Any] | None = None,
    *,
    return_mode: ReturnMode = "last_expr",
    quiet_trailing_semicolon: bool = True,
    filename: str = "<exec>",
    flags: int = 0,
    dont_inherit: bool = False,
    optimize: int = -1,
    dedent: bool = True,
) -> Any:
    """Run Python source code.

    Args:
        source: The code; common indentation is removed.
        globals: The global names; default: a new dictionary.
        locals: The local names; default: the same as globals.
        return_mode: Whose value to return: `"last_expr"`, of the last statement if it is an expression;
            `"last_expr_or_assign"`, also if it is an assignment; `"none"`, of nothing.
        quiet_trailing_semicolon: Whether a semicolon at the end asks for no value.
        filename: What tracebacks call the code. They show its lines, unless the name is of the form `<name>`.
        flags: As for `compile()`.
        dont_inherit: As for `compile()`.
        optimize: As for `compile()`.
        dedent: Whether to remove common indentation.

    Returns:
        The value that `return_mode` asks for, or None.

    Raises:
        SyntaxError: source is not Python.
        Exception: whatever the code raises.

    Examples:
        >>> eval_code("1 + 1")
        2
        >>> eval_code("1 + 1;")
        >>> eval_code("test = 1 + 1", return_mode="last_expr_or_assign")
        2
    """
    runner = CodeRunner(
        source,
        return_mode=return_mode,
        quiet_trailing_semicolon=quiet_trailing_semicolon,
        filename=filename,
        flags=flags,
        dont_inherit=dont_inherit,
        optimize=optimize,
        dedent=dedent,
    )
    return runner.compile().run(globals, locals)


async def eval_code_async(
    source: str,
    globals: dict[str, Any] | None = None,
    locals: dict[str, Any] | None = None,
    *,
    return_mode: ReturnMode = "last_expr",
    quiet_trailing_semicolon: bool = True,
    filename: str = "<exec>",
    flags: int = 0,
    dont_inherit: bool = False,
    optimize: int = -1,
    dedent: bool = True,
) -> Any:
    """Run Python source code that may use `await` at its top level; see `eval_code`."""
    runner = CodeRunner(
        source,
        return_mode=return_mode,
        quiet_trailing_semicolon=quiet_trailing_semicolon,
        filename=filename,
        flags=flags | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT,
        dont_inherit=dont_inherit,
        optimize=optimize,
        dedent=dedent,
    )
    return await runner.compile().run_async(globals, locals)


def run_js(code: str, /) -> Any:
    """Run JavaScript in the global scope and return the value of its last statement.

    Raises:
        TypeError: code is not a string.
        JsException: what the code throws.
        RuntimeError: this is an ordinary Python, without JavaScript.
    """
    if not isinstance(code, str):
        raise TypeError(f"run_js takes JavaScript source as a str, not {type(code).__name__}")
    require_javascript("run_js()")
    from js import eval as evaluate_javascript

    return evaluate_javascript(code)


evaluate.follow(sys.modules[__name__])
