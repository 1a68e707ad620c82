"""Run code that is there as text."""

from typing import Any

from _pyodide.relaxed_call import relaxed_call, relaxed_wrap

__all__ = ["relaxed_call", "relaxed_wrap", "run_js"]


def run_js(code: str, /) -> Any:
    """Run JavaScript in the global scope and return the value of its last statement.

    Raises:
        TypeError: code is not a string.
        JsException: what the code throws.
    """
    from js import eval as evaluate

    if not isinstance(code, str):
        raise TypeError(f"run_js takes JavaScript source as a str, not {type(code).__name__}")
    return evaluate(code)
