"""Python exceptions in JavaScript: PythonError."""

import pytest

from harness.errors import ThrownError


def message_of(pyodide, code: str, **options) -> str:
    with pytest.raises(ThrownError) as caught:
        pyodide.js("pyodide.runPython(code, options)", code=code, options=options)
    return caught.value.message


def test_type_name_and_message(pyodide) -> None:
    with pytest.raises(ThrownError) as caught:
        pyodide.run("def f():\n    raise ValueError('no')\nf()")

    assert ("PythonError", "ValueError") == (caught.value.name, caught.value.type)
    assert (
        "Traceback (most recent call last):\n"
        '  File "<exec>", line 3, in <module>\n'
        '  File "<exec>", line 2, in f\n'
        "ValueError: no\n"
    ) == caught.value.message


def test_instance_of(pyodide) -> None:
    assert [True, True] == pyodide.js(
        """
        try {
          pyodide.runPython("1/0");
        } catch (error) {
          return [error instanceof pyodide.ffi.PythonError, error instanceof Error];
        }
        """
    )


def test_stack_shows_who_called_python(pyodide) -> None:
    assert pyodide.js(
        """
        function callerOfPython() {
          pyodide.runPython("1/0");
        }
        try {
          callerOfPython();
        } catch (error) {
          return error.stack.includes("callerOfPython");
        }
        """
    )


def test_source_lines_of_a_named_file(pyodide) -> None:
    assert (
        "Traceback (most recent call last):\n"
        '  File "mine.py", line 3, in <module>\n'
        "    f()\n"
        "    ~^^\n"
        '  File "mine.py", line 2, in f\n'
        "    return 1 / 0\n"
        "           ~~^~~\n"
        "ZeroDivisionError: division by zero\n"
    ) == message_of(pyodide, "def f():\n    return 1 / 0\nf()", filename="mine.py")


def test_source_lines_of_the_standard_library(pyodide) -> None:
    message = message_of(pyodide, "import json; json.loads('{')")

    assert "json/decoder.py" in message
    assert "    obj, end = self.raw_decode(s, idx=_w(s, 0).end())\n" in message


def test_syntax_error(pyodide) -> None:
    assert '  File "<exec>", line 1\n    1 +\n       ^\nSyntaxError: invalid syntax\n' == message_of(pyodide, "1 +")


def test_chained(pyodide) -> None:
    message = message_of(pyodide, "try: 1/0\nexcept ZeroDivisionError as e: raise KeyError('key') from e")

    assert (
        "Traceback (most recent call last):\n"
        '  File "<exec>", line 1, in <module>\n'
        "ZeroDivisionError: division by zero\n"
        "\n"
        "The above exception was the direct cause of the following exception:\n"
        "\n"
        "Traceback (most recent call last):\n"
        '  File "<exec>", line 2, in <module>\n'
        "KeyError: 'key'\n"
    ) == message


def test_group(pyodide) -> None:
    message = message_of(pyodide, "raise ExceptionGroup('several', [ValueError(1), TypeError(2)])")

    assert "ExceptionGroup: several (2 sub-exceptions)" in message
    assert "    | TypeError: 2\n" in message


@pytest.mark.parametrize(
    ("definition", "end"),
    {
        "str raises": ("    def __str__(self): 1/0", "Bad: <exception str() failed>\n"),
        "no message": ("    pass", "Bad\n"),
        "notes": ("    __notes__ = ['a note']", "Bad\na note\n"),
        "surrogates": ("    def __str__(self): return '\\ud800'", "Bad: \ud800\n"),
    }.values(),
)
def test_odd_exceptions(pyodide, definition, end) -> None:
    assert message_of(pyodide, f"class Bad(Exception):\n{definition}\nraise Bad").endswith(end)


def test_stays_for_post_mortem(pyodide) -> None:
    message_of(pyodide, "1/0")

    assert "ZeroDivisionError" == pyodide.run("import sys; type(sys.last_exc).__name__")
    assert "ZeroDivisionError" == pyodide.run("sys.last_type.__name__")
    assert pyodide.run("sys.last_value is sys.last_exc and sys.last_traceback is sys.last_exc.__traceback__")


def test_system_exit_is_an_error_like_others(pyodide) -> None:
    with pytest.raises(ThrownError) as caught:
        pyodide.run("raise SystemExit(3)")

    assert "SystemExit" == caught.value.type
    assert 2 == pyodide.run("1 + 1")


def test_through_javascript_and_back_is_the_same_object(pyodide) -> None:
    result = pyodide.js(
        """
        const test = pyodide.runPython(`
          def fail():
              raise original
          original = KeyError("key")
          def test(call):
              try:
                  call()
              except BaseException as error:
                  return error is original
          test
        `);
        const fail = pyodide.globals.get("fail");
        try {
          return test(() => fail());
        } finally {
          fail.destroy();
          test.destroy();
        }
        """
    )

    assert result is True


def test_through_javascript_many_times(pyodide) -> None:
    """The traceback has each of Python's frames once; the exception stays what it is."""
    with pytest.raises(ThrownError) as caught:
        pyodide.js(
            """
            const python = pyodide.runPython(`
              def go(call, n):
                  if n == 0: raise KeyError("deep")
                  call(n - 1)
              go
            `);
            const javascript = (n) => python(javascript, n);
            try {
              javascript(2);
            } finally {
              python.destroy();
            }
            """
        )

    assert "KeyError" == caught.value.type
    assert 1 == caught.value.message.count("KeyError: 'deep'")
    assert 3 == caught.value.message.count(", in go\n")


def test_caught_and_thrown_again(pyodide) -> None:
    assert "ValueError ValueError" == pyodide.js(
        """
        let types = [];
        for (let i = 0; i < 2; i++) {
          try {
            try {
              pyodide.runPython("raise ValueError");
            } catch (error) {
              throw error;
            }
          } catch (error) {
            types.push(error.type);
          }
        }
        return types.join(" ");
        """
    )
