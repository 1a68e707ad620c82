"""setStdin, setStdout and setStderr in all their forms."""

import pytest

from harness.errors import ThrownError
from harness.realms import ALL_REALMS

pytestmark = pytest.mark.realms(*ALL_REALMS)

WEB = pytest.mark.realms(*[realm for realm in ALL_REALMS if not realm.startswith("node")])
NO_SPACE = "OSError: [Errno 51] No space left on device"
OUTPUTS = pytest.mark.parametrize(("setter", "stream"), [("setStdout", "stdout"), ("setStderr", "stderr")])


@pytest.fixture
def python(pyodide):
    """Give an interpreter whose streams are the default ones afterwards."""
    yield pyodide
    pyodide.js("pyodide.setStdin(); pyodide.setStdout(); pyodide.setStderr();")
    pyodide.run("import io, sys; sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)))")


def calls(python, setter: str, handler: str, code: str) -> list:
    """Return what a handler was called with while code ran; `log` is its list."""
    return python.js(
        f"const log = []; pyodide.{setter}({handler}); pyodide.runPython(code); return log.map((each) => each);",
        code=code,
    )


@OUTPUTS
def test_batched(python, setter, stream) -> None:
    code = f"""
    import sys
    s = sys.{stream}
    print("hello!", file=s)
    print("partial line", end="", file=s)
    s.flush()
    print("two\\nlines", file=s)
    print("cut " + "é🐍", end="", file=s)
    s.flush()
    print(" and ended", file=s)
    print(file=s)
    """

    assert ["hello!", "partial line", "two", "lines", "cut é🐍", " and ended", ""] == calls(
        python, setter, "{ batched: (text) => log.push(text) }", code
    )


@OUTPUTS
def test_raw(python, setter, stream) -> None:
    code = f"""
    import sys
    s = sys.{stream}
    print("h", file=s)
    print("p ", end="", file=s)
    print("é", end="", file=s)
    s.flush()
    """

    assert [0x68, 0x0A, 0x70, 0x20, 0xC3, 0xA9] == calls(python, setter, "{ raw: (byte) => log.push(byte) }", code)


@OUTPUTS
def test_write(python, setter, stream) -> None:
    """The buffer may be kept: later writes do not change it."""
    code = f"import os, sys; print('first', file=sys.{stream}, flush=True); os.write(sys.{stream}.fileno(), b'second')"

    assert [b"first\n", b"second"] == calls(
        python, setter, "{ write: (buffer) => { log.push(buffer); return buffer.length; } }", code
    )


@OUTPUTS
def test_write_of_a_part(python, setter, stream) -> None:
    code = f"import sys; print('abcdef', file=sys.{stream}, flush=True)"

    assert [b"abcdef\n", b"cdef\n", b"ef\n", b"\n"] == calls(
        python, setter, "{ write: (buffer) => { log.push(buffer); return Math.min(2, buffer.length); } }", code
    )


def test_lines_are_out_when_run_python_returns(python) -> None:
    assert [["a", "b"], ["a", "b", "c"]] == python.js(
        """
        const log = [];
        pyodide.setStdout({ batched: (text) => log.push(text) });
        pyodide.runPython("print('a'); print('b')");
        const first = [...log];
        pyodide.runPython("print('c')");
        return [first, log];
        """
    )


def test_output_of_c(python) -> None:
    """What C's printf writes comes through the same handler."""
    code = """
    import ctypes
    libc = ctypes.CDLL(None)
    libc.printf(b"from C\\n")
    libc.fflush(None)
    """

    assert ["from C"] == calls(python, "setStdout", "{ batched: (text) => log.push(text) }", code)


def test_fsync(python) -> None:
    handler = "{ raw: () => {}, fsync: () => log.push('fsync') }"

    assert ["fsync"] == calls(python, "setStdout", handler, "import os; os.fsync(1)")


def test_this_is_the_options_object(python) -> None:
    assert ["mine out", "mine in"] == python.js(
        """
        class Handler {
          lines = [];
          name = "mine";
          batched(text) { this.lines.push(`${this.name} ${text}`); }
          stdin() { return `${this.name} in`; }
        }
        const handler = new Handler();
        pyodide.setStdout(handler);
        pyodide.setStdin(handler);
        pyodide.runPython("print('out')");
        return [handler.lines[0], pyodide.runPython("input()")];
        """
    )


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("{ raw() {}, isatty: true }", True),
        ("{ raw() {}, isatty: false }", False),
        ("{ write: (b) => b.length }", False),
    ],
)
@OUTPUTS
def test_isatty_of_outputs(python, setter, stream, options, expected) -> None:
    python.js(f"pyodide.{setter}({options})")

    assert expected is python.run(f"import sys; sys.{stream}.isatty()")


@OUTPUTS
@pytest.mark.parametrize(
    ("options", "message"),
    {
        "a terminal that is batched": (
            "{ batched() {}, isatty: true }",
            "isatty cannot be true with a batched handler",
        ),
        "two handlers": ("{ batched() {}, raw() {} }", "takes at most one of batched, raw and write"),
    }.values(),
)
def test_options_that_contradict_each_other(python, setter, stream, options, message) -> None:
    with pytest.raises(ThrownError, match=f"TypeError: {setter}.*{message}"):
        python.js(f"pyodide.{setter}({options})")


@OUTPUTS
@pytest.mark.parametrize(
    ("thrown", "error"),
    {
        "errno": (
            "new pyodide.FS.ErrnoError(pyodide.ERRNO_CODES.ENOSPC)",
            "OSError: [Errno 51] No space left on device",
        ),
        "Node's": (
            "Object.assign(new Error('disk'), { code: 'ENOSPC' })",
            "OSError: [Errno 51] No space left on device",
        ),
        "any": ("new Error('mine')", "OSError: [Errno 29] I/O error"),
    }.values(),
)
def test_errors_of_outputs(python, setter, stream, thrown, error) -> None:
    python.js(
        f"pyodide.{setter}({{ write() {{ throw {thrown}; }} }});"
        "globalThis.realError = console.error; console.error = () => {};"
    )

    try:
        assert error == python.run(
            f"""
            import os
            try:
                os.write({1 if stream == "stdout" else 2}, b"text")
            except OSError as e:
                result = f"{{type(e).__name__}}: {{e}}"
            result
            """
        )
    finally:
        python.js("console.error = realError; delete globalThis.realError;")


@WEB
def test_default_outputs_of_browsers(python) -> None:
    assert [["log", "to stdout"], ["warn", "to stderr"]] == python.js(
        """
        pyodide.runPython("import sys; sys.stdout.flush(); sys.stderr.flush()");
        const log = [];
        const original = { log: console.log, warn: console.warn };
        console.log = (text) => log.push(["log", text]);
        console.warn = (text) => log.push(["warn", text]);
        pyodide.setStdout({ raw() {} });
        pyodide.setStdout();
        pyodide.setStderr({});
        try {
          pyodide.runPython("import sys; print('to stdout'); print('to stderr', file=sys.stderr)");
        } finally {
          Object.assign(console, original);
        }
        return log;
        """
    )


@pytest.mark.realms("node20", "node24", "node24-worker")
def test_default_streams_of_node(python, realm) -> None:
    realm.engine.driver.take_output()
    realm.engine.driver.write_input("typed\nand more\n")

    assert ["typed", "and more"] == python.js("return [pyodide.runPython('input()'), pyodide.runPython('input()')]")
    python.run("import sys; print('to stdout'); print('to stderr', file=sys.stderr)")
    assert "to stdout\nto stderr\n" == realm.engine.driver.take_output()


OUTCOME = """
import sys
def outcome(read):
    try:
        return repr(read())
    except Exception as error:
        return f"{type(error).__name__}: {error}"
"""


def read(python, options: str, *expressions: str) -> list[str]:
    """Return the representations of what Python reads from a handler for standard input."""
    return python.js(
        f"""
        pyodide.setStdin({options});
        pyodide.runPython(outcome);
        return expressions.map((expression) => pyodide.runPython(`outcome(lambda: ${{expression}})`));
        """,
        expressions=list(expressions),
        outcome=OUTCOME,
    )


PLAY_BACK = "{ results: %s, index: 0, stdin() { return this.results[this.index++]; } }"


def test_stdin_of_lines(python) -> None:
    assert ["'a'", "'bcd'", "'efg'", "EOFError: EOF when reading a line"] == read(
        python, PLAY_BACK % "['a', 'bcd', 'efg']", "input()", "input()", "input()", "input()"
    )


def test_stdin_to_its_end(python) -> None:
    """As documented: strings get newlines, and only undefined is the end."""
    assert ["'a\\nbcd\\nefg\\n'", "'h\\ni\\n'"] == read(
        python, PLAY_BACK % "['a', 'bcd\\n', 'efg', undefined, 'h', 'i']", "sys.stdin.read()", "sys.stdin.read()"
    )


def test_stdin_of_bytes(python) -> None:
    assert ["'a'", "'bc'"] == read(python, PLAY_BACK % "[0x61, 0x0a, 0x62, 0x63]", "input()", "input()")


@pytest.mark.parametrize(
    "piece",
    ["new Uint8Array([0x61, 0x0a, 0x62, 0x63])", "new Uint8Array([0x61, 0x0a, 0x62, 0x63]).buffer"],
)
def test_stdin_of_buffers(python, piece) -> None:
    assert ["'a'", "'bc'"] == read(python, PLAY_BACK % f"[{piece}]", "input()", "input()")


def test_stdin_asks_only_for_the_line_it_needs(python) -> None:
    """A prompt must not appear before the program asks for the next line."""
    assert ["'a'", "1"] == read(
        python,
        "{ asked: 0, stdin() { globalThis.asked = ++this.asked; return 'a'; } }",
        "input()",
        "__import__('js').asked",
    )


def test_stdin_of_long_and_unusual_text(python) -> None:
    text = "é🐍" * 20_000

    assert [f"{len(text)}", "''", "'after'"] == read(
        python, PLAY_BACK % f"['{text}', '', 'after']", "len(input())", "input()", "input()"
    )


def test_stdin_that_reads_into_a_buffer(python) -> None:
    assert ["'one'", "'two'", "EOFError: EOF when reading a line"] == read(
        python,
        """{
          left: new TextEncoder().encode("one\\ntwo\\n"),
          read(buffer) {
            const part = this.left.subarray(0, Math.min(3, buffer.length));
            buffer.set(part);
            this.left = this.left.subarray(part.length);
            return part.length;
          },
        }""",
        *["input()"] * 3,
    )


def test_stdin_that_always_fails(python) -> None:
    assert ["OSError: [Errno 29] I/O error"] == read(python, "{ error: true }", "input()")


def test_stdin_that_fails_with_an_errno(python) -> None:
    handler = "{ read() { throw new pyodide.FS.ErrnoError(pyodide.ERRNO_CODES.EIO); } }"

    assert ["OSError: [Errno 29] I/O error"] == read(python, handler, "input()")


def test_stdin_interrupted(python) -> None:
    """As documented: a handler that raises KeyboardInterrupt through checkInterrupt()."""
    if not python.js("return typeof SharedArrayBuffer === 'function'"):
        pytest.fail("the page is not isolated")
    result = python.js(
        """
        const buffer = new Int32Array(new SharedArrayBuffer(4));
        pyodide.setInterruptBuffer(buffer);
        pyodide.setStdin({ read() { buffer[0] = 2; pyodide.checkInterrupt(); } });
        try {
          pyodide.runPython("input()");
        } catch (error) {
          return error.type;
        } finally {
          pyodide.setInterruptBuffer(undefined);
        }
        """
    )

    assert "KeyboardInterrupt" == result


@pytest.mark.parametrize("expected", [True, False])
def test_isatty_of_stdin(python, expected) -> None:
    assert [str(expected)] == read(
        python, f"{{ stdin: () => null, isatty: {str(expected).lower()} }}", "sys.stdin.isatty()"
    )


def test_two_handlers_for_stdin(python) -> None:
    with pytest.raises(ThrownError, match="TypeError: setStdin takes at most one of stdin, read and error"):
        python.js("pyodide.setStdin({ stdin() {}, read() {} })")
