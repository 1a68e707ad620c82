"""What runPython does with source code, checked in the build machine's own interpreter."""

import asyncio
import traceback

import pytest

from _pyodide.evaluate import MOST_REMEMBERED, _recent, dedent, ends_with_semicolon, run, run_async


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("1 + 1", 2),
        ("x = 3\nx * 2", 6),
        ("x = 3", None),
        ("1 + 1;", None),
        ("1 + 1; # comment", None),
        ("'a;'", "a;"),
        ("1 # ;", 1),
        ("", None),
        ("def f():\n  return 5\nf()", 5),
        ("\n    x = 1\n    x + 1\n", 2),
    ],
)
def test_value_of_the_last_expression(source: str, value: object) -> None:
    assert value == run(source, {}, None, "<exec>")


def test_globals_and_locals_are_told_apart() -> None:
    globals_: dict[str, object] = {"a": 1}
    locals_: dict[str, object] = {}

    assert 3 == run("b = 2\na + b", globals_, locals_, "<exec>")
    assert {"b": 2} == locals_
    assert "b" not in globals_


def test_top_level_await() -> None:
    assert 4 == asyncio.run(run_async("import asyncio\nawait asyncio.sleep(0, 4)", {}, None, "<exec>"))


def test_a_coroutine_as_value_is_not_awaited() -> None:
    coroutine = asyncio.run(run_async("async def f(): return 1\nf()", {}, None, "<exec>"))

    assert 1 == asyncio.run(coroutine)


def test_statements_run_before_the_last_expression_fails() -> None:
    namespace: dict[str, object] = {}

    with pytest.raises(ZeroDivisionError):
        run("done = True\n1 / 0", namespace, None, "<exec>")

    assert namespace["done"] is True


def test_nothing_runs_if_any_part_does_not_compile() -> None:
    namespace: dict[str, object] = {}

    with pytest.raises(SyntaxError):
        run("done = True\nbreak", namespace, None, "<exec>")

    assert "done" not in namespace


def test_a_named_file_shows_its_lines_in_tracebacks() -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        run("value = 1\nvalue / 0", {}, None, "cell-1.py")

    assert "    value / 0\n" in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("source", ["a;", "a ; \n\n", "if 1:\n  a;\n"])
def test_semicolons(source: str) -> None:
    assert ends_with_semicolon(source)


def test_dedent_leaves_flush_source_alone() -> None:
    source = "x = '''\n    a\n'''"

    assert source == dedent(source)


def test_the_same_source_again_is_run_anew() -> None:
    first: dict[str, object] = {}
    second: dict[str, object] = {}

    assert [1, 1] == [run("a = []\na.append(1)\nlen(a)", globals_, None, "<exec>") for globals_ in (first, second)]
    assert first["a"] is not second["a"]


def test_the_same_source_with_and_without_top_level_await() -> None:
    source = "1 + 2 # both"

    assert [3, 3] == [run(source, {}, None, "<exec>"), asyncio.run(run_async(source, {}, None, "<exec>"))]


def test_recent_sources_are_remembered_but_not_all() -> None:
    for number in range(MOST_REMEMBERED + 5):
        run(f"used = {number}", {}, None, "<exec>")
        run("1 + 1", {}, None, "<exec>")

    assert MOST_REMEMBERED == len(_recent)
    assert ("1 + 1", "<exec>", 0) in _recent
    assert ("used = 0", "<exec>", 0) not in _recent


def test_traceback_lines_are_of_the_source_that_ran_last() -> None:
    failing = "    1 / 0  # first"
    run("a = 1", {}, None, "named.py")
    for source in (failing, "b = 1", failing):
        try:
            run(source, {}, None, "named.py")
        except ZeroDivisionError as error:
            assert "1 / 0  # first" in "".join(traceback.format_exception(error))
