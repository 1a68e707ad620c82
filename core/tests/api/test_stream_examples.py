"""Handlers for the standard streams, as the documentation writes them."""

import pytest

pytestmark = pytest.mark.realms("node24", "chromium")

STDIN_HANDLER = """
    class StdinHandler {
      constructor(results, options) {
        this.results = results;
        this.idx = 0;
        Object.assign(this, options);
      }

      stdin() {
        return this.results[this.idx++];
      }
    }
"""


def test_standard_input(fresh_pyodide) -> None:
    """What Python asserts is what the documentation says; a class with a method is a handler, too."""
    fresh_pyodide.js(
        STDIN_HANDLER
        + r"""
        await pyodide.loadPackage("pytest", { messageCallback() {} });
        pyodide.runPython("import pytest");

        pyodide.setStdin({ error: true });
        pyodide.runPython(`
            with pytest.raises(OSError, match="I/O error"):
                input()
        `);

        pyodide.setStdin(
          new StdinHandler(["a", "bcd", "efg"]),
        );
        pyodide.runPython(`
            assert input() == "a"
            assert input() == "bcd"
            assert input() == "efg"
            # after this, further attempts to read from stdin will return undefined which
            # indicates end of file
            with pytest.raises(EOFError, match="EOF when reading a line"):
                input()
        `);

        pyodide.setStdin(
          new StdinHandler(["a", "bcd\n", "efg", undefined, "h", "i"]),
        );
        pyodide.runPython(String.raw`
            import sys
            assert sys.stdin.read() == "a\nbcd\nefg\n"
            assert sys.stdin.read() == "h\ni\n"
        `);

        pyodide.setStdin(
          new StdinHandler(
            [0x61 /* a */, 0x0a /* \n */, 0x62 /* b */, 0x63 /* c */],
            true,
          ),
        );
        pyodide.runPython(`
            assert input() == "a"
            assert input() == "bc"
        `);

        pyodide.setStdin(
          new StdinHandler([new Uint8Array([0x61, 0x0a, 0x62, 0x63])]),
        );
        pyodide.runPython(`
            assert input() == "a"
            assert input() == "bc"
        `);

        pyodide.setStdin(new StdinHandler([], {isatty: true}));
        pyodide.runPython(`
            import sys
            assert sys.stdin.isatty() # returns true as we requested
        `);
        pyodide.setStdin(new StdinHandler([], {isatty: false}));
        pyodide.runPython(`
          assert not sys.stdin.isatty() # returns false as we requested
        `);

        pyodide.setStdin({
          read(buf) {
            throw new pyodide.FS.ErrnoError(pyodide.ERRNO_CODES.EIO);
          },
        });
        pyodide.runPython(`
            with pytest.raises(OSError, match="I/O error"):
                input()
        `);

        const interruptBuffer = new Int32Array(new SharedArrayBuffer(4));
        pyodide.setInterruptBuffer(interruptBuffer);
        pyodide.setStdin({
          read(buf) {
            // Put signal into interrupt buffer
            interruptBuffer[0] = 2;
            // Call checkInterrupt to raise an error
            pyodide.checkInterrupt();
            throw new Error("This code won't ever be executed because pyodide.checkInterrupt raises an error!");
          },
        });
        pyodide.runPython(`
            with pytest.raises(KeyboardInterrupt):
                input()
        `);
        """
    )


def test_standard_output(fresh_pyodide) -> None:
    lines, codes = fresh_pyodide.js(
        """
        const lines = [];
        pyodide.setStdout({ batched: (text) => lines.push(text) });
        pyodide.runPython(`
print("hello!")
import sys
print("partial line", end="")
sys.stdout.flush()
        `);

        const codes = [];
        pyodide.setStdout({ raw: (code) => codes.push(code) });
        pyodide.runPython(`
print("h")
import sys
print("p ", end="")
print("l", end="")
sys.stdout.flush()
        `);
        return [lines, codes];
        """
    )

    assert ["hello!", "partial line"] == lines
    assert [0x68, 0x0A, 0x70, 0x20, 0x6C] == codes


def test_functions_for_the_streams_when_loading(realm) -> None:
    assert [["out"], ["err"], "typed"] == realm.evaluate(
        """
        const out = [], err = [];
        const stdin_func = () => "typed";
        const stdout_func = (line) => out.push(line);
        const stderr_func = (line) => err.push(line);
        const pyodide = await loadPyodide({
          stdin: stdin_func,
          stdout: stdout_func,
          stderr: stderr_func,
        });
        pyodide.runPython("import sys; print('out'); print('err', file=sys.stderr)");
        return [out, err, pyodide.runPython("input()")];
        """
    )


@pytest.mark.realms("node24")
def test_files_of_the_machine_as_streams(fresh_pyodide, tmp_path) -> None:
    (tmp_path / "input.txt").write_text("first\nsecond\n")

    read = fresh_pyodide.js(
        """
        const require = process.getBuiltinModule("module").createRequire(`${folder}/`);
        const fs = require("fs");
        const tty = require("tty");
        class NodeReader {
          constructor(fd) {
            this.fd = fd;
            this.isatty = tty.isatty(fd);
          }

          read(buffer) {
            return fs.readSync(this.fd, buffer);
          }
        }
        class NodeWriter {
          constructor(fd) {
            this.fd = fd;
            this.isatty = tty.isatty(fd);
          }

          write(buffer) {
            return fs.writeSync(this.fd, buffer);
          }
        }
        const input = fs.openSync(`${folder}/input.txt`, "r");
        pyodide.setStdin(new NodeReader(input));
        const output = fs.openSync(`${folder}/out.txt`, "w");
        pyodide.setStdout(new NodeWriter(output));
        try {
          pyodide.runPython("print('printed')");
          return pyodide.runPython("[input(), input()]").toJs();
        } finally {
          pyodide.setStdout();
          fs.closeSync(input);
          fs.closeSync(output);
        }
        """,
        folder=str(tmp_path),
    )

    assert ["first", "second"] == read
    assert "printed\n" == (tmp_path / "out.txt").read_text()
