"""pyodide.code where it meets JavaScript; pyodide-py/tests/test_code.py has the rest."""

import pytest

from harness.errors import ThrownError


def test_run_js(pyodide) -> None:
    assert [3, "TypeError", "SyntaxError", "boom"] == pyodide.js(
        """
        const result = pyodide.runPython(`
          from pyodide.code import run_js
          from pyodide.ffi import JsException, to_js
          def name_of(code):
              try: run_js(code)
              except JsException as error: return error.message if error.name == "RangeError" else error.name
              except Exception as error: return type(error).__name__
          to_js([run_js("const a = 1; a + 2"), name_of(5), name_of("(("), name_of("throw new RangeError('boom')")])
        `);
        return result;
        """
    )


def test_eval_code(pyodide) -> None:
    """The way in which the FAQ has JavaScript call it."""
    assert 7 == pyodide.js(
        """
        const code = pyodide.pyodide_py.code;
        const evaluate = code.eval_code;
        try {
          return evaluate("3 + 4", pyodide.globals);
        } finally {
          evaluate.destroy();
          code.destroy();
        }
        """
    )


def test_eval_code_async(pyodide) -> None:
    assert [5, 6] == pyodide.js(
        """
        const code = pyodide.pyodide_py.code;
        const evaluate = code.eval_code_async;
        try {
          pyodide.globals.set("later", () => Promise.resolve(5));
          const first = evaluate("x = await later()\\nx", pyodide.globals);
          const value = await first;
          first.destroy();
          return [value, pyodide.runPython("x + 1")];
        } finally {
          evaluate.destroy();
          code.destroy();
        }
        """
    )


def test_own_run_python(pyodide) -> None:
    """Make another runPython, as the FAQ does."""
    assert [["none", 9], ["hello", 4]] == pyodide.js(
        r"""
        const evaluate = pyodide.runPython(`
          from pyodide.code import eval_code
          from pyodide.ffi import to_js
          def my_eval_code(code, globals=None, locals=None):
              globals["extra_info"] = "none"
              result = eval_code(code, globals, locals)
              return to_js([globals["extra_info"], result])
          my_eval_code
        `);
        try {
          return [evaluate("2+7", pyodide.globals), evaluate("extra_info='hello' ; 2 + 2", pyodide.globals)];
        } finally {
          evaluate.destroy();
        }
        """
    )


def test_find_imports_and_should_quiet(pyodide) -> None:
    assert pyodide.run(
        """
        from pyodide.code import find_imports, should_quiet
        find_imports("import numpy as np; import scipy.stats") == ["numpy", "scipy"] and should_quiet("1 + 1 ;")
        """
    )


def test_code_runner_compile_and_run(pyodide) -> None:
    with pytest.raises(ThrownError) as caught:
        pyodide.run(
            """
            from pyodide.code import CodeRunner
            CodeRunner("def f():\\n    1 / 0\\nf()", filename="cell.py").compile().run()
            """
        )

    assert '  File "cell.py", line 2, in f\n    1 / 0\n    ~~^~~\nZeroDivisionError' in caught.value.message


def test_submodules_are_found_without_an_import(fresh_pyodide) -> None:
    assert fresh_pyodide.js(
        """
        return ["code", "console", "ffi", "http", "webloop"].every((name) => {
          const module = pyodide.pyodide_py[name];
          const found = module.__name__ === `pyodide.${name}`;
          module.destroy();
          return found;
        });
        """
    )


def test_relaxed_call_and_relaxed_wrap(pyodide) -> None:
    """Arguments that the function does not take are left out, as in JavaScript."""
    assert "(1, 2) (1, {'b': 3}) (1, 2)" == pyodide.run(
        """
        from pyodide.code import relaxed_call, relaxed_wrap
        def two(a, b): return a, b
        def named(a, **others): return a, others
        @relaxed_wrap
        def wrapped(a, b=2): return a, b
        f"{relaxed_call(two, 1, 2, 3)} {relaxed_call(named, 1, 2, b=3)} {wrapped(1, c=4)}"
        """
    )
