"""pyodide.console in the runtime; pyodide-py/tests/test_console.py has what needs no JavaScript."""

import pytest


def test_console(pyodide) -> None:
    """A page drives it with JavaScript functions as callbacks."""
    result = pyodide.js(
        """
        const out = [];
        const Console = pyodide.pyimport("pyodide.console.Console");
        const shell = Console.callKwargs({ stdout_callback: (text) => { out.push(text); } });
        const answers = [];
        try {
          for (const line of ["import asyncio", "print('hello')", "await asyncio.sleep(0, 5)", "1 / 0", "1 +", "("]) {
            const future = shell.push(line);
            const kept = future.copy(); // what is awaited is used up
            const status = future.syntax_check;
            try {
              answers.push([status, (await future) ?? null]);
            } catch (error) {
              answers.push([status, error.type, kept.formatted_error.trim().split("\\n").at(-1)]);
            }
            kept.destroy();
          }
        } finally {
          shell.destroy();
          Console.destroy();
        }
        return [out.join(""), answers];
        """
    )

    assert [
        "hello\n",
        [
            ["complete", None],
            ["complete", None],
            ["complete", 5],
            ["complete", "ZeroDivisionError", "ZeroDivisionError: division by zero"],
            ["syntax-error", "SyntaxError", "SyntaxError: invalid syntax"],
            ["incomplete", None],
        ],
    ] == result


def test_pyodide_console_loads_packages(pyodide) -> None:
    """It asks pyodide.loadPackagesFromImports for what the source imports, before the source runs."""
    assert ["import math", "loaded", 3] == pyodide.js(
        """
        const original = Object.getOwnPropertyDescriptor(pyodide, "loadPackagesFromImports");
        const log = [];
        const load = async (source) => { log.push(source); await null; log.push("loaded"); };
        Object.defineProperty(pyodide, "loadPackagesFromImports", { value: load, configurable: true });
        try {
          log.push(await pyodide.runPythonAsync(`
            from pyodide.console import PyodideConsole
            shell = PyodideConsole()
            await shell.push("import math")
            shell.globals["math"].trunc(3.5)
          `));
        } finally {
          delete pyodide.loadPackagesFromImports;
          if (original) Object.defineProperty(pyodide, "loadPackagesFromImports", original);
        }
        return log;
        """
    )


def test_pyodide_console_runs_code(pyodide) -> None:
    assert 4 == pyodide.run_async(
        """
        from pyodide.console import PyodideConsole
        shell = PyodideConsole()
        await shell.push("import math")
        await shell.push("math.trunc(4.5)")
        """
    )


def test_persistent_redirect_streams_and_persistent_restore_streams(pyodide) -> None:
    assert "seen\nagain\n" == pyodide.run(
        """
        from pyodide.console import Console
        written = []
        console = Console(stdout_callback=written.append, persistent_stream_redirection=True)
        print("seen")
        console.persistent_restore_streams()
        console.persistent_redirect_streams()
        print("again")
        console.persistent_restore_streams()
        "".join(written)
        """
    )


def test_input_from_javascript(pyodide) -> None:
    assert ["prompt: ", "Ada"] == pyodide.js(
        """
        const out = [];
        pyodide.globals.set("ask", (size) => "Ada\\n");
        pyodide.globals.set("show", (text) => { out.push(text); });
        const name = await pyodide.runPythonAsync(`
          from pyodide.console import Console
          await Console(stdin_callback=ask, stdout_callback=show).push("input('prompt: ')")
        `);
        return [out.join(""), name];
        """
    )


def test_complete_names_of_javascript_objects(pyodide) -> None:
    """Also where a property cannot be read."""
    assert ["object.plain"] == pyodide.js(
        """
        pyodide.globals.set("object", { get fails() { throw new Error("no"); }, plain: 1, get plague() { throw 1; } });
        return pyodide.runPython(`
          from pyodide.console import Console
          from pyodide.ffi import to_js
          to_js([name for name in Console(globals()).complete("object.pla")[0] if "plain" in name])
        `);
        """
    )


@pytest.mark.parametrize("source", ["raise SystemExit", "raise KeyboardInterrupt", "import sys; sys.exit(3)"])
def test_exits_do_not_end_the_interpreter(pyodide, source: str) -> None:
    pyodide.js("pyodide.globals.set('source', source)", source=source)

    assert 2 == pyodide.run_async(
        """
        import asyncio
        from pyodide.console import Console
        console = Console()
        await asyncio.wait([console.push(source)])
        await console.push("1 + 1")
        """
    )


def test_repr_shorten(pyodide) -> None:
    assert "'abc_efg'" == pyodide.run("from pyodide.console import repr_shorten; repr_shorten('abcdefg', 8, None, '_')")


def test_console_push_and_console_future(pyodide) -> None:
    """What an entry is before it is whole, when it is wrong, and when it has run."""
    assert ["incomplete", "incomplete", "complete", "syntax-error", "SyntaxError: invalid syntax"] == pyodide.js(
        """
        const result = await pyodide.runPythonAsync(`
          from pyodide.console import Console, ConsoleFuture
          console = Console()
          futures = [console.push(line) for line in ("def f(x):", "  return x + 1", "", "f(1", ")", "1 1")]
          assert all(isinstance(future, ConsoleFuture) for future in futures)
          await futures[2]
          wrong = futures[5]
          error = wrong.formatted_error.strip().splitlines()[-1]
          try: await wrong
          except SyntaxError: pass
          [*(future.syntax_check for future in (*futures[:3], wrong)), error]
        `);
        const list = result.toJs();
        result.destroy();
        return list;
        """
    )


def test_runsource_and_runcode(pyodide) -> None:
    assert [5, "complete", 7] == pyodide.js(
        """
        const result = await pyodide.runPythonAsync(`
          from pyodide.code import CodeRunner
          from pyodide.console import Console
          console = Console({"x": 5})
          future = console.runsource("x")
          [await future, future.syntax_check, await console.runcode("x + 2", CodeRunner("x + 2").compile())]
        `);
        const list = result.toJs();
        result.destroy();
        return list;
        """
    )


def test_formatsyntaxerror_and_formattraceback(pyodide) -> None:
    """Without the frames of the console itself."""
    assert ["SyntaxError: invalid syntax", "ZeroDivisionError: division by zero", 1] == pyodide.js(
        """
        const result = await pyodide.runPythonAsync(`
          from pyodide.console import Console
          console = Console()
          try: compile("1 1", "<console>", "exec")
          except SyntaxError as error: syntax = console.formatsyntaxerror(error)
          try: await console.push("1 / 0")
          except ZeroDivisionError as error: traceback = console.formattraceback(error)
          [syntax.splitlines()[-1], traceback.splitlines()[-1], traceback.count("  File ")]
        `);
        const list = result.toJs();
        result.destroy();
        return list;
        """
    )
