"""Tests that are functions for the runtime: each is sent there by its source, and called."""

import ast
import inspect
import json
import textwrap
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

from harness.engine import TIME_LIMIT
from harness.errors import ThrownError
from harness.interpreter import Interpreter
from harness.site import ROOT

LOAD = """
    const errors = [];
    await pyodide.loadPackage(packages, { messageCallback() {}, errorCallback: (text) => errors.push(text) });
    if (errors.length) throw new Error(errors.join("\\n"));
"""

CALL = """
import inspect, json, linecache
linecache.cache[path] = len(source), None, source.splitlines(keepends=True), path
namespace = {"__name__": name}
exec(compile(source, path, "exec", dont_inherit=True), namespace)
result = namespace[name](**json.loads(values))
json.dumps(await result if inspect.isawaitable(result) else result)
"""

RUN = f"""
    {LOAD}
    const globals = pyodide.toPy({{ name, source, path, values }});
    try {{
        return await pyodide.runPythonAsync({json.dumps(CALL)}, {{ globals }});
    }} finally {{
        globals.destroy();
    }}
"""


def run_in_pyodide(*, packages: Sequence[str] = (), time_limit: float = TIME_LIMIT) -> Callable[..., Any]:
    """Let a function, asynchronous or not, run in the interpreter that it gets as its first argument.

    There that argument is None; the others, and what it returns, are what JSON can say. Only the function itself is
    sent: what it needs, it imports.

    Args:
        packages: what is loaded before.
        time_limit: in seconds.
    """

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        signature = inspect.signature(function)
        first = next(iter(signature.parameters))

        @wraps(function)
        def run(*arguments: Any, **named: Any) -> Any:
            values = signature.bind(*arguments, **named).arguments
            interpreter: Interpreter = values.pop(first)
            code = {
                "name": function.__name__,
                "path": str(Path(inspect.getfile(function)).relative_to(ROOT)),
                "source": source_of(function),
                "values": json.dumps({first: None, **values}),
            }
            return json.loads(_run(interpreter, time_limit, packages=list(packages), **code))

        return run

    return decorate


def source_of(function: Callable[..., Any]) -> str:
    """Return a function's text without decorators, its lines numbered as in its file."""
    lines, start = inspect.getsourcelines(function)
    text = textwrap.dedent("".join(lines))
    (definition,) = ast.parse(text).body
    body = text.splitlines(keepends=True)[definition.lineno - 1 :]
    return "\n" * (start + definition.lineno - 2) + "".join(body)


def _run(interpreter: Interpreter, time_limit: float, **values: Any) -> str:
    driver = interpreter.realm.engine.driver
    driver.take_output()
    try:
        return str(interpreter.js(RUN, time_limit=time_limit, **values))
    except ThrownError as error:
        if printed := driver.take_output():
            error.add_note(f"It printed:\n{printed}")
        raise
