"""Calls as JavaScript has them: a function gets what it takes, the rest of the arguments is left out."""

from collections.abc import Callable
from functools import wraps
from inspect import CO_VARARGS, CO_VARKEYWORDS, Parameter, signature
from types import FunctionType
from typing import Any

_POSITIONAL = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)
_NAMED = (Parameter.KEYWORD_ONLY, Parameter.POSITIONAL_OR_KEYWORD)


def _taken_by_function(func: FunctionType) -> tuple[int | None, frozenset[str] | None]:
    code = func.__code__
    named = code.co_varnames[code.co_posonlyargcount : code.co_argcount + code.co_kwonlyargcount]
    return (
        None if code.co_flags & CO_VARARGS else code.co_argcount,
        None if code.co_flags & CO_VARKEYWORDS else frozenset(named),
    )


def _taken_by_callable(func: Callable[..., Any]) -> tuple[int | None, frozenset[str] | None]:
    try:
        parameters = signature(func).parameters.values()
    except ValueError:  # a builtin that does not tell
        return None, None
    kinds = [parameter.kind for parameter in parameters]
    return (
        None if Parameter.VAR_POSITIONAL in kinds else sum(kind in _POSITIONAL for kind in kinds),
        None
        if Parameter.VAR_KEYWORD in kinds
        else frozenset(parameter.name for parameter in parameters if parameter.kind in _NAMED),
    )


def _taken(func: Callable[..., Any]) -> tuple[int | None, frozenset[str] | None]:
    """Return how many positional arguments a function takes, and which keywords; None is any."""
    if type(func) is FunctionType and not func.__dict__:  # neither wraps another nor has a signature made up
        return _taken_by_function(func)
    return _taken_by_callable(func)


def relaxed_call[T](func: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
    """Call the function without the arguments that it does not take.

    Raises:
        TypeError: an argument is missing, or given twice.
    """
    count, names = _taken(func)
    if names is not None:
        kwargs = {name: value for name, value in kwargs.items() if name in names}
    return func(*args[:count], **kwargs)


def relaxed_wrap[T](func: Callable[..., T]) -> Callable[..., T]:
    """Make a function that leaves out the arguments that `func` does not take."""

    @wraps(func)
    def wrapper(*args: Any, **kwargs: Any) -> T:
        return relaxed_call(func, *args, **kwargs)

    return wrapper
