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


def test_persistent_redirection(pyodide) -> None:
    assert "seen\n" == pyodide.run(
        """
        from pyodide.console import Console
        written = []
        console = Console(stdout_callback=written.append, persistent_stream_redirection=True)
        print("seen")
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
