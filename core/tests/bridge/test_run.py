"""runPython, globals, pyimport and the file system."""

import pytest

from harness.errors import ThrownError
from harness.wire import UNDEFINED


@pytest.mark.parametrize(
    ("code", "value"),
    {
        "expression": ("1 + 1", 2),
        "last of several": ("x = 1\nx + 1", 2),
        "statement": ("x = 1", UNDEFINED),
        "semicolon": ("1 + 1;", UNDEFINED),
        "semicolon and comment": ("1 + 1;  # comment", UNDEFINED),
        "semicolon in a string": ("'a;'", "a;"),
        "semicolon in a comment": ("1 + 1  # ;", 2),
        "nothing": ("", UNDEFINED),
        "comment": ("# nothing", UNDEFINED),
        "indented": ("\n    x = 1\n    if x:\n        x = 5\n    x\n    ", 5),
        "windows newlines": ("x = 1\r\nx + 1\r\n", 2),
        "function": ("def f():\n    return 1\nf()", 1),
        "future import": (
            "from __future__ import annotations\ndef f(a: nothing): pass\nf.__annotations__['a']",
            "nothing",
        ),
        "unicode": ("'é' + chr(0x1f40d)", "é🐍"),
        "walrus": ("(y := 5)", 5),
        "dunder name": ("__name__", "__main__"),
    }.values(),
)
def test_value_of_the_last_expression(pyodide, code, value) -> None:
    assert value == pyodide.run(code)


def test_globals_persist(pyodide) -> None:
    pyodide.run("x = 5")

    assert [5, 6, UNDEFINED, False] == pyodide.js(
        """
        const before = pyodide.globals.get("x");
        pyodide.globals.set("x", 6);
        const after = pyodide.runPython("x");
        pyodide.globals.delete("x");
        return [before, after, pyodide.globals.get("x"), pyodide.globals.has("x")];
        """
    )


def test_other_globals_and_locals(pyodide) -> None:
    assert [3, "g l", False] == pyodide.js(
        """
        const globals = pyodide.runPython("dict(x=2, where='g')");
        const locals = pyodide.runPython("dict(here='l')");
        try {
          return [
            pyodide.runPython("x + 1", { globals }),
            pyodide.runPython("f'{where} {here}'", { globals, locals }),
            pyodide.globals.has("x"),
          ];
        } finally {
          globals.destroy();
          locals.destroy();
        }
        """
    )


def test_other_globals_receive_what_is_assigned(pyodide) -> None:
    assert [5, True] == pyodide.js(
        """
        const globals = pyodide.runPython("dict()");
        pyodide.runPython("x = 5; import json", { globals });
        const results = [globals.get("x"), globals.has("json")];
        globals.destroy();
        return results;
        """
    )


def test_globals_know_builtins(pyodide) -> None:
    """As documented for making a namespace."""
    assert 4 == pyodide.js(
        """
        const dict = pyodide.globals.get("dict");
        const globals = dict();
        pyodide.runPython("x = 1 + 1", { globals });
        pyodide.runPython("y = x ** x", { globals });
        const result = globals.get("y");
        dict.destroy();
        globals.destroy();
        return result;
        """
    )


def test_detect(pyodide) -> None:
    """As documented for programs that want to know where they run."""
    assert pyodide.run("import sys; 'pyodide' in sys.modules and sys.platform == 'emscripten'")


def test_pyimport(pyodide) -> None:
    assert [6, True, "/"] == pyodide.js(
        """
        const comb = pyodide.pyimport("math.comb");
        const sep = pyodide.pyimport("os.path.sep");
        const sys = pyodide.pyimport("sys");
        const results = [comb(4, 2), "version" in sys && !pyodide.globals.has("sys"), sep];
        comb.destroy();
        sys.destroy();
        return results;
        """
    )


@pytest.mark.parametrize("name", ["no_such_module", "math.no_such_member", "os.no_such.member"])
def test_pyimport_of_what_is_not_there(pyodide, name) -> None:
    with pytest.raises(ThrownError) as caught:
        pyodide.js("pyodide.pyimport(name)", name=name)

    assert caught.value.type in {"ModuleNotFoundError", "ImportError", "AttributeError"}
    assert name.split(".")[1 if "." in name else 0] in caught.value.message


def test_file_system_both_ways(pyodide) -> None:
    assert [b"\x00\xffbytes", "text ä", "['data', 'text.txt']", True] == pyodide.js(
        """
        const { FS } = pyodide;
        FS.mkdirTree("/tmp/a/b");
        FS.writeFile("/tmp/a/b/text.txt", "text ä");
        pyodide.runPython("open('/tmp/a/b/data', 'wb').write(b'\\\\x00\\\\xffbytes');");
        const results = [
          FS.readFile("/tmp/a/b/data"),
          pyodide.runPython("open('/tmp/a/b/text.txt').read()"),
          pyodide.runPython("import os; str(sorted(os.listdir('/tmp/a/b')))"),
        ];
        pyodide.runPython("import shutil; shutil.rmtree('/tmp/a')");
        return [...results, !FS.analyzePath("/tmp/a").exists];
        """
    )


def test_modules_in_the_working_directory(pyodide) -> None:
    pyodide.write_file("/home/pyodide/fresh_module.py", b"value = 'imported'")
    pyodide.run("import importlib; importlib.invalidate_caches()")
    try:
        assert "imported" == pyodide.js("return pyodide.pyimport('fresh_module.value')")
    finally:
        pyodide.run(
            "import os, sys; os.unlink('/home/pyodide/fresh_module.py'); sys.modules.pop('fresh_module', None);"
        )


def test_file_that_is_not_there(pyodide) -> None:
    with pytest.raises(ThrownError) as caught:
        pyodide.run("open('/nothing')")

    assert caught.value.message.endswith("FileNotFoundError: [Errno 44] No such file or directory: '/nothing'\n")


def test_memory_of_many_calls(pyodide) -> None:
    """Running code leaves nothing behind: neither references nor memory."""
    assert pyodide.js(
        """
        const grow = () => {
          for (let i = 0; i < 2000; i++) pyodide.runPython("[str(n) for n in range(100)][5]");
          return pyodide._module.HEAP8.length;
        };
        return grow() === grow();
        """
    )


def test_coroutine_is_left_to_whoever_awaits_it(pyodide) -> None:
    assert ["coroutine", [], 5, [1]] == pyodide.js(
        """
        const coroutine = pyodide.runPython("ran = []\\nasync def f():\\n  ran.append(1)\\n  return 5\\nf()");
        const { type } = coroutine;
        await new Promise((resolve) => setTimeout(resolve, 5));
        const before = pyodide.runPython("ran.copy()");
        const after = pyodide.globals.get("ran");
        const results = [type, before.toJs(), await coroutine, after.toJs()];
        before.destroy();
        after.destroy();
        return results;
        """
    )


@pytest.mark.parametrize("code", ["5", "null", "undefined", "{}"])
def test_code_that_is_no_string(pyodide, code: str) -> None:
    with pytest.raises(ThrownError, match="runPython: the code must be a string, not"):
        pyodide.js(f"pyodide.runPython({code})")
    with pytest.raises(ThrownError, match="runPythonAsync: the code must be a string, not"):
        pyodide.js(f"await pyodide.runPythonAsync({code})")
