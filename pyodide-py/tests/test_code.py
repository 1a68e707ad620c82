"""pyodide.code, checked in the build machine's own interpreter: all but run_js needs no JavaScript."""

import ast
import asyncio
import traceback
from typing import Any

import pytest

from pyodide.code import CodeRunner, eval_code, eval_code_async, find_imports, relaxed_call, relaxed_wrap, should_quiet

TOP_LEVEL_AWAIT = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT


class TestCodeRunner:
    def test_steps(self) -> None:
        runner = CodeRunner("x + y")

        assert runner.code is None
        assert runner.compile() is runner
        assert 25 == runner.run({"x": 20}, {"y": 5})
        assert 3 == runner.run({"x": 1, "y": 2})

    def test_globals_are_new_by_default(self) -> None:
        assert "__name__" not in CodeRunner("globals()").compile().run()

    def test_locals_are_the_globals_by_default(self) -> None:
        assert CodeRunner("globals() is locals()").compile().run()

    def test_the_value_leaves_no_trace(self) -> None:
        namespace: dict[str, Any] = {"__builtins__": {}}

        assert 5 == CodeRunner("5").compile().run(namespace)
        assert {"__builtins__": {}} == namespace

    def test_the_value_is_not_kept(self) -> None:
        runner = CodeRunner("object()").compile()

        assert runner.run() is not runner.run()
        assert [None] == runner._value

    def test_changing_the_tree(self) -> None:
        runner = CodeRunner("1 + 1")
        addition = runner.ast.body[0].value
        addition.op = ast.Mult()
        addition.right = ast.copy_location(ast.Constant(8), addition)

        assert 8 == runner.compile().run()

    def test_changing_the_code(self) -> None:
        runner = CodeRunner("name").compile()
        assert runner.code is not None
        runner.code = runner.code.replace(co_names=("changed",))

        assert 5 == runner.run({"changed": 5})

    @pytest.mark.parametrize("mode", ["exec", "single", "eval"])
    def test_modes(self, mode: str) -> None:
        assert 3 == CodeRunner("1 + 2", mode=mode).compile().run()

    def test_mode_single_displays_what_is_not_last(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert 2 == CodeRunner("1; 2", mode="single").compile().run()
        assert "1\n" == capsys.readouterr().out

    def test_mode_single_displays_nothing_before_a_semicolon(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert CodeRunner("1;", mode="single").compile().run() is None
        assert "" == capsys.readouterr().out

    def test_a_tree_for_another_mode(self, capsys: pytest.CaptureFixture[str]) -> None:
        runner = CodeRunner("1\n2")
        runner.ast = ast.Interactive(runner.ast.body)

        assert 2 == runner.compile().run()
        assert "1\n" == capsys.readouterr().out

    def test_compiling_twice(self) -> None:
        with pytest.raises(RuntimeError, match="compiled already"):
            CodeRunner("1").compile().compile()

    def test_running_what_is_not_compiled(self) -> None:
        with pytest.raises(RuntimeError, match="not compiled"):
            CodeRunner("1").run()
        with pytest.raises(RuntimeError, match="not compiled"):
            asyncio.run(CodeRunner("1").run_async())

    @pytest.mark.parametrize(("argument", "value"), [("mode", "func_type"), ("return_mode", "last")])
    def test_unknown_options(self, argument: str, value: str) -> None:
        with pytest.raises(ValueError, match=f"{argument} is one of .*; not '{value}'"):
            CodeRunner("1", **{argument: value})  # type: ignore[arg-type]

    def test_run_refuses_top_level_await_before_it_runs_anything(self) -> None:
        namespace: dict[str, Any] = {}
        runner = CodeRunner("done = True\nimport asyncio\nawait asyncio.sleep(0)", flags=TOP_LEVEL_AWAIT).compile()

        with pytest.raises(RuntimeError, match="run_async"):
            runner.run(namespace)
        assert {} == namespace

    def test_run_async(self) -> None:
        runner = CodeRunner("import asyncio\nawait asyncio.sleep(0, 5)", flags=TOP_LEVEL_AWAIT).compile()

        assert 5 == asyncio.run(runner.run_async())
        assert 5 == asyncio.run(runner.run_async())

    def test_run_async_without_await(self) -> None:
        assert 2 == asyncio.run(CodeRunner("1 + 1").compile().run_async())

    def test_runs_of_one_runner_do_not_mix(self) -> None:
        async def main() -> list[int]:
            runner = CodeRunner("import asyncio\nawait asyncio.sleep(0)\nx", flags=TOP_LEVEL_AWAIT).compile()
            return list(await asyncio.gather(*(runner.run_async({"x": number}) for number in range(3))))

        assert [0, 1, 2] == asyncio.run(main())

    def test_optimize(self) -> None:
        assert CodeRunner("assert False", optimize=1).compile().run() is None

    def test_flags(self) -> None:
        import __future__

        runner = CodeRunner("def f(x: undefined): pass\nf.__annotations__", flags=__future__.annotations.compiler_flag)

        assert {"x": "undefined"} == runner.compile().run()

    def test_indentation_can_be_kept(self) -> None:
        assert 1 == CodeRunner("\n    1").compile().run()
        with pytest.raises(IndentationError):
            CodeRunner("\n    1", dedent=False)


class TestEvalCode:
    @pytest.mark.parametrize(
        ("source", "value"),
        [
            ("1 + 1", 2),
            ("x = 2\nx", 2),
            ("x = 2", None),
            ("1 + 1 ;", None),
            ("1 + 1;  # quiet", None),
            ("'text' # not quiet;", "text"),
            ("if True: 5", None),
            ("'only a docstring'", "only a docstring"),
            ("# nothing", None),
            ("", None),
            ("\n    x = 3\n    x", 3),
        ],
    )
    def test_value(self, source: str, value: object) -> None:
        assert value == eval_code(source)

    @pytest.mark.parametrize(
        ("source", "value"),
        [
            ("test = 1 + 1", 2),
            ("a = b = 5", 5),
            ("a, b = 1, 2", (1, 2)),
            ("a = [0]\na[0] = 7", 7),
            ("a: int = 4", 4),
            ("a: int", None),
            ("a = 1\na += 2", 3),
            ("(a := 6)", 6),
            ("a = 1;", None),
            ("def a(): pass", None),
        ],
    )
    def test_last_expr_or_assign(self, source: str, value: object) -> None:
        assert value == eval_code(source, return_mode="last_expr_or_assign")

    def test_an_assignment_is_executed_once(self) -> None:
        namespace: dict[str, Any] = {"calls": []}

        assert 1 == eval_code("x = calls.append(1) or len(calls)", namespace, return_mode="last_expr_or_assign")
        assert (1, [1]) == (namespace["x"], namespace["calls"])

    def test_return_mode_none(self) -> None:
        assert eval_code("1 + 1", return_mode="none") is None

    def test_quiet_trailing_semicolon(self) -> None:
        assert 2 == eval_code("1 + 1;", quiet_trailing_semicolon=False)

    def test_globals_and_locals(self, capsys: pytest.CaptureFixture[str]) -> None:
        eval_code("print(locals()['y'], globals()['y'])", {"y": "100"}, {"y": "200"})

        assert "200 100\n" == capsys.readouterr().out

    def test_filename_shows_lines_in_tracebacks(self) -> None:
        with pytest.raises(NameError) as caught:
            eval_code("\n    print(pyodide)", filename="example_of_filename.py")

        lines = traceback.format_exception(caught.value)
        assert '  File "example_of_filename.py", line 2, in <module>\n' in lines[-2]
        assert "    print(pyodide)\n          ^^^^^^^\n" in lines[-2]

    def test_the_name_belongs_to_the_source_that_runs(self) -> None:
        first = CodeRunner("1 / 0", filename="cell.py").compile()
        CodeRunner("other", filename="cell.py").compile()

        with pytest.raises(ZeroDivisionError) as caught:
            first.run()
        assert "    1 / 0\n" in "".join(traceback.format_exception(caught.value))

    def test_names_in_brackets_are_no_files(self) -> None:
        with pytest.raises(NameError) as caught:
            eval_code("missing", filename="<cell>")

        assert "    missing\n" not in "".join(traceback.format_exception(caught.value))

    def test_a_coroutine_is_not_awaited(self) -> None:
        coroutine = eval_code("async def f(): return 1\nf()")

        assert 1 == asyncio.run(coroutine)

    def test_top_level_await_is_a_syntax_error(self) -> None:
        with pytest.raises(SyntaxError):
            eval_code("await f()")


class TestEvalCodeAsync:
    def test_top_level_await(self) -> None:
        assert 6 == asyncio.run(eval_code_async("import asyncio\nx = await asyncio.sleep(0, 5)\nx + 1"))

    def test_other_code(self) -> None:
        assert 2 == asyncio.run(eval_code_async("1 + 1"))
        assert asyncio.run(eval_code_async("1 + 1;")) is None

    def test_a_coroutine_is_not_awaited(self) -> None:
        coroutine = asyncio.run(eval_code_async("async def f(): return 1\nf()"))

        assert 1 == asyncio.run(coroutine)

    def test_a_generator_is_not_awaited(self) -> None:
        assert [1] == list(asyncio.run(eval_code_async("def f(): yield 1\nf()")))

    def test_locals_are_the_globals_by_default(self) -> None:
        assert asyncio.run(eval_code_async("globals() is locals()", {}))

    def test_exceptions(self) -> None:
        with pytest.raises(ZeroDivisionError):
            asyncio.run(eval_code_async("import asyncio\nawait asyncio.sleep(0)\n1 / 0"))


class TestFindImports:
    def test_example(self) -> None:
        assert ["numpy", "scipy"] == find_imports("import numpy as np; import scipy.stats")

    def test_every_kind_of_import(self) -> None:
        source = """
            import b, a.c as d
            def f():
                from z.y import q
                try: import b
                except ImportError: import w
            from . import k
            from .t import r
            """
        assert ["b", "a", "z", "w"] == find_imports(source)

    def test_prefixes(self) -> None:
        source = "import a.b.c\nfrom a.d import e"

        assert ["a", "a.b", "a.b.c", "a.d"] == find_imports(source, prefixes=True)

    @pytest.mark.parametrize("source", ["import a b", "import a\0", "(" * 10_000, "", "#"])
    def test_what_is_not_python_imports_nothing(self, source: str) -> None:
        assert [] == find_imports(source)


@pytest.mark.parametrize(
    ("source", "quiet"),
    [
        ("1 + 1", False),
        ("1 + 1 ;", True),
        ("1 + 1 # comment ;", False),
        ("1 + 1; # comment", True),
        ("1;\n\n# a comment\n", True),
        ("'a # b';", True),
        ("'''\n;\n# '''", False),
        ("", False),
        ("(; # unbalanced", False),
        ("'''# open", False),
    ],
)
def test_should_quiet(source: str, quiet: bool) -> None:
    assert should_quiet(source) is quiet


class TestRelaxedCall:
    def test_extra_arguments_are_left_out(self) -> None:
        def function(a: int, b: int = 2, *, c: int = 3) -> tuple[int, int, int]:
            return a, b, c

        assert (1, 5, 7) == relaxed_call(function, 1, 5, 6, c=7, d=8)
        assert (1, 2, 3) == relaxed_call(function, 1)
        assert (1, 5, 3) == relaxed_call(function, 1, b=5)

    def test_functions_that_take_everything(self) -> None:
        def function(*args: int, **kwargs: int) -> tuple[tuple[int, ...], dict[str, int]]:
            return args, kwargs

        assert ((1, 2), {"a": 3}) == relaxed_call(function, 1, 2, a=3)

    def test_missing_arguments_are_errors(self) -> None:
        with pytest.raises(TypeError):
            relaxed_call(lambda a: a)

    def test_an_argument_called_func(self) -> None:
        assert 1 == relaxed_call(lambda func: func, func=1, other=2)


def test_relaxed_wrap() -> None:
    @relaxed_wrap
    def function(a: int) -> int:
        """Return it."""
        return a

    assert 1 == function(1, 2, b=3)
    assert ("function", "Return it.") == (function.__name__, function.__doc__)
