"""runPython and runPythonAsync: their options, and arguments that cannot be meant."""

import ast

import pytest

from harness.wire import UNDEFINED

BOTH = pytest.mark.parametrize("function", ["runPython", "runPythonAsync"])


@BOTH
def test_run_python(pyodide, function) -> None:
    """The documented example."""
    assert [3, 4, 6, UNDEFINED, UNDEFINED] == pyodide.js(
        f"""
        const run = async (...args) => await pyodide.{function}(...args);
        const globals = pyodide.toPy({{ x: 3 }});
        const locals = pyodide.toPy({{ arr: [1, 2, 3] }});
        try {{
          return [
            await run("1 + 2"),
            await run("x + 1", {{ globals }}),
            await run("sum(arr)", {{ locals }}),
            await run("y = 5;"),
            await run("1;"),
          ];
        }} finally {{
          globals.destroy();
          locals.destroy();
        }}
        """
    )


@BOTH
@pytest.mark.parametrize(
    ("filename", "shown"), [("mine.py", True), ("/folder/mine.py", True), ("<mine>", False), (None, False)]
)
def test_filename(throws, function, filename, shown) -> None:
    options = {} if filename is None else {"filename": filename}
    error = throws(f"await pyodide.{function}('x = 1\\nx / 0  # this line', options)", options=options)

    assert f'File "{filename or "<exec>"}", line 2, in <module>' in error
    assert shown is ("x / 0  # this line" in error)


@BOTH
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("5", "TypeError: {}: the code must be a string, not number"),
        ("", "TypeError: {}: the code must be a string, not undefined"),
        ("null", "TypeError: {}: the code must be a string, not null"),
        ("'1', 5", "TypeError: {}: the second argument must be an object"),
        ("'1', null", "TypeError: {}: the second argument must be an object"),
        ("'1', { globals: {} }", "PythonError: TypeError: "),
        ("'1', { globals: 5 }", "PythonError: TypeError: "),
        ("'1', { locals: 5 }", "PythonError: TypeError: locals must be a mapping"),
        ("'1', { filename: 5 }", "TypeError: expected str, bytes or os.PathLike object, not int"),
        ("'a\\0b'", "SyntaxError: source code string cannot contain null bytes"),
        ("'\\ud800'", "UnicodeEncodeError: 'utf-8' codec can't encode character"),
        ("'if'", "SyntaxError: invalid syntax"),
    ],
)
def test_bad_arguments(throws, function, arguments, message) -> None:
    assert message.format(function) in throws(f"await pyodide.{function}({arguments})")


REPLACED = """
import pyodide.code
eval_code, eval_code_async = pyodide.code.eval_code, pyodide.code.eval_code_async
calls = []
def seen(source, **options):
    calls.append((source, sorted(options), options["globals"] is globals()))
    return eval_code(source, **options)
async def seen_async(source, **options):
    calls.append((source, sorted(options), options["globals"] is globals()))
    return await eval_code_async(source, **options)
pyodide.code.eval_code, pyodide.code.eval_code_async = seen, seen_async
"""


RESTORE = "pyodide.code.eval_code, pyodide.code.eval_code_async = eval_code, eval_code_async; repr(calls)"


@BOTH
def test_replaced_functions(pyodide, function) -> None:
    """Programs wrap pyodide.code.eval_code to see, or change, what runs."""
    values, calls = pyodide.js(
        f"""
        pyodide.runPython(replaced);
        const locals = pyodide.toPy({{ x: 7 }});
        try {{
          const options = {{ locals, filename: "mine.py" }};
          return [
            [await pyodide.{function}("1 + 2"), await pyodide.{function}("x", options)],
            await pyodide.{function}(restore),
          ];
        }} finally {{
          locals.destroy();
        }}
        """,
        replaced=REPLACED,
        restore=RESTORE,
    )

    assert [3, 7] == values
    assert [
        ("1 + 2", ["globals"], True),
        ("x", ["filename", "globals", "locals"], True),
        (RESTORE, ["globals"], True),
    ] == ast.literal_eval(calls)
    assert 3 == pyodide.run("len(calls)")


@BOTH
def test_a_replacement_that_fails(throws, pyodide, function) -> None:
    """It is what fails, and nothing else afterwards."""
    error = throws(
        f"""
        pyodide.runPython(`
            import pyodide.code
            eval_code, eval_code_async = pyodide.code.eval_code, pyodide.code.eval_code_async
            def fails(*args, **options):
                pyodide.code.eval_code, pyodide.code.eval_code_async = eval_code, eval_code_async
                raise ZeroDivisionError("from the replacement")
            pyodide.code.eval_code = pyodide.code.eval_code_async = fails
        `);
        await pyodide.{function}("1 + 1");
        """
    )

    assert "ZeroDivisionError: from the replacement" in error
