"""Handlers of streams that are of the wrong kind, empty pieces of input, sizes of terminals."""

import pytest


@pytest.fixture
def python(pyodide):
    """Give an interpreter whose streams are the default ones afterwards."""
    yield pyodide
    pyodide.js("pyodide.setStdin(); pyodide.setStdout(); pyodide.setStderr();")
    pyodide.run("import io, sys; sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)))")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("setStdin(5)", "setStdin: the options must be an object, not number"),
        ("setStdin(null)", "setStdin: the options must be an object, not null"),
        ("setStdin({ stdin: 'text' })", "setStdin: stdin must be a function, not string"),
        ("setStdin({ read: {} })", "setStdin: read must be a function, not object"),
        ("setStdin({ error: 1 })", "setStdin: error must be a boolean, not number"),
        ("setStdin({ stdin() {}, isatty: 1 })", "setStdin: isatty must be a boolean, not number"),
        ("setStdin({ stdin() {}, error: true })", "setStdin takes at most one of stdin, read and error"),
        ("setStdin({ read() {}, autoEOF: false })", "setStdin: autoEOF is for the stdin handler only"),
        ("setStdout({ batched: 5 })", "setStdout: batched must be a function, not number"),
        ("setStdout({ write: {} })", "setStdout: write must be a function, not object"),
        ("setStdout({ raw() {}, write() {} })", "setStdout takes at most one of batched, raw and write"),
        ("setStdout({ write() {}, fsync: 1 })", "setStdout: fsync must be a function, not number"),
        ("setStderr({ batched() {}, isatty: true })", "setStderr: isatty cannot be true with a batched handler"),
        ("setStderr({ write() {}, getTerminalSize: 1 })", "setStderr: getTerminalSize must be a function, not number"),
    ],
)
def test_bad_handlers(python, throws, call, message) -> None:
    assert f"TypeError: {message}" in throws(f"pyodide.{call}")


@pytest.mark.parametrize("auto_eof", ["true", "false"])
@pytest.mark.parametrize("empty", ["new Uint8Array(0)", "new ArrayBuffer(0)"])
def test_an_empty_piece_of_input_is_no_end(python, empty, auto_eof) -> None:
    assert ["a", "b"] == python.js(
        f"""
        const pieces = [{empty}, "a", {empty}, {empty}, "b", null];
        pyodide.setStdin({{ stdin: () => pieces.shift(), autoEOF: {auto_eof} }});
        return [pyodide.runPython("input()"), pyodide.runPython("input()")];
        """
    )


def test_waiting_for_input_can_be_interrupted(python) -> None:
    """Also where the handler does not look for interrupts."""
    assert "KeyboardInterrupt" == python.js(
        """
        const buffer = new Uint8Array(new SharedArrayBuffer(1));
        pyodide.setInterruptBuffer(buffer);
        let asked = 0;
        pyodide.setStdin({
          stdin() {
            buffer[0] = ++asked === 10 ? 2 : 0;
            return new Uint8Array(0);
          },
        });
        try {
          pyodide.runPython("input()");
        } catch (error) {
          return error.type;
        } finally {
          pyodide.setInterruptBuffer(undefined);
        }
        """
    )


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ("() => ({ columns: 100, rows: 50 })", [100, 50]),
        ("() => ({ columns: 100 })", [100, 24]),
        ("function () { return { columns: this.width, rows: 1 }; }", [7, 1]),
        ("undefined", [80, 24]),
    ],
)
@pytest.mark.parametrize(("setter", "fd"), [("setStdout", 1), ("setStderr", 2)])
def test_terminal_size(python, setter, fd, size, expected) -> None:
    python.js(
        f"""
        pyodide.{setter}({{ width: 7, isatty: true, write: (buffer) => buffer.length, getTerminalSize: {size} }});
        """
    )

    assert expected == python.js(
        f"return JSON.parse(pyodide.runPython('import os; str(list(os.get_terminal_size({fd})))'))"
    )


def test_a_terminal_size_that_cannot_be_had(python) -> None:
    assert "OSError" == python.js(
        """
        const { error } = console;
        console.error = () => {};
        pyodide.setStdout({
          isatty: true,
          write: (buffer) => buffer.length,
          getTerminalSize() { throw new Error("mine"); },
        });
        try {
          return pyodide.runPython(`
            import os
            try:
                os.get_terminal_size(1)
            except OSError as error:
                name = type(error).__name__
            name
          `);
        } finally {
          pyodide.setStdout();
          console.error = error;
        }
        """
    )


def test_no_terminal_has_no_size(python) -> None:
    assert True is python.js(
        """
        pyodide.setStdout({ write: (buffer) => buffer.length });
        return pyodide.runPython(`
          import os
          try:
              os.get_terminal_size(1)
              failed = False
          except OSError:
              failed = True
          failed
        `);
        """
    )


@pytest.mark.realms("node24", "firefox")
def test_without_handlers_the_streams_are_the_environments(realm) -> None:
    """Not those that loadPyodide was given."""
    body = """
    const captured = [];
    const pyodide = await loadPyodide({ stdout: (line) => captured.push(line), stdin: () => "typed" });
    pyodide.runPython("print(input())");
    pyodide.setStdout();
    pyodide.runPython("print('elsewhere')");
    return captured;
    """

    assert ["typed"] == realm.evaluate(body)
