"""Memory that is not there is MemoryError, and the interpreter lives on."""

from collections.abc import Iterator

import pytest

# The browsers take a minute to give out the last of four gigabytes.
QUICK = pytest.mark.realms("node20", "node24")

TOO_LARGE = {
    "one bytearray too many": "[bytearray(2**31 - 1), bytearray(2**31 - 1)]",
    "list": "[None] * 2**30",
    "tuple": "(None,) * (2**30 + 1)",
    "list of a range": "list(range(2**30))",
    "string": "'ä' * (2**31 - 100) + 'a' * (2**31 - 100)",
}


@pytest.fixture(autouse=True, scope="module")
def memory_is_given_back(realm) -> Iterator[None]:
    """End the engine: none hurries to collect interpreters of four gigabytes."""
    yield
    realm.engine.close()


def test_too_large_an_object(fresh_pyodide) -> None:
    for name, expression in TOO_LARGE.items():
        outcome = fresh_pyodide.run(
            f"""
            outcome = "no error"
            try: {expression}
            except MemoryError as error: outcome = repr(error)
            outcome
            """
        )

        assert "MemoryError()" == outcome, name
    # What was released can be had again.
    assert 2**30 == fresh_pyodide.run("len(bytearray(2**30))")


@QUICK
def test_exhausted_to_the_last_byte(fresh_pyodide) -> None:
    """The error gets out although nothing is left to format it with, and what is released can be used again."""
    error = fresh_pyodide.js(
        """
        const exhaust = pyodide.runPython(`
          held = []
          def exhaust(use):
              for size in [2**28, 2**20, 2**12, 2**7]:
                  try:
                      while True: held.append(bytearray(size))
                  except MemoryError: pass
              head = None
              while True: head = use(head)
          exhaust
        `);
        const release = pyodide.runPython("held.clear");
        const use = pyodide.runPython("lambda head: (head,)");
        try {
          exhaust(use);
        } catch ({ name, type }) {
          return [name, type];
        } finally {
          release();
        }
        """
    )

    assert ["PythonError", "MemoryError"] == error
    assert 2**30 == fresh_pyodide.run("len(bytearray(2**30))")


@QUICK
def test_javascript_strings(fresh_pyodide) -> None:
    """A string that Python cannot take is refused on its way."""
    with pytest.raises(Exception, match="MemoryError"):
        fresh_pyodide.js(
            """
            pyodide.runPython("held = [bytearray(2**30) for _ in range(3)]");
            const long = "ä".repeat(2 ** 28);
            pyodide.runPython("def keep(text): held.append(text)");
            const keep = pyodide.globals.get("keep");
            for (let i = 0; i < 8; i++) keep(long);
            """
        )
    assert 2 == fresh_pyodide.run("1 + 1")


@pytest.mark.realms("node24", "firefox")
def test_addresses_beyond_two_gigabytes(fresh_pyodide) -> None:
    """Wasm gives them as negative numbers: every crossing of the bridge has to read them as what they are."""
    fresh_pyodide.run("held = [bytearray(2**30) for _ in range(3)]")

    assert [
        "a" * 100,
        "ä" * 100,
        "你" * 100,
        "🐍" * 100,
        True,
        "1,x,2.5,true",
        "ValueError",
        3,
        b"\x00" * 3 + b"end",
    ] == fresh_pyodide.js(
        """
        const results = ["a", "ä", "你", "🐍"].map((c) => {
          pyodide.globals.set("text", c.repeat(100));
          return pyodide.runPython("''.join(text)");
        });
        results.push(pyodide.runPython("-(2**200)") === -(2n ** 200n));
        pyodide.globals.set("join", (...values) => values.join());
        results.push(pyodide.runPython("join(1, 'x', 2.5, True)"));
        try {
          pyodide.runPython("raise ValueError");
        } catch (error) {
          results.push(error.type);
        }
        const list = pyodide.runPython("[1, 2, 3]");
        results.push([...list].at(-1));
        list.destroy();
        pyodide.FS.writeFile("/tmp/file", new Uint8Array([0, 0, 0, ...new TextEncoder().encode("end")]));
        pyodide.runPython("content = open('/tmp/file', 'rb').read(); open('/tmp/copy', 'wb').write(content);");
        results.push(pyodide.FS.readFile("/tmp/copy"));
        const captured = [];
        pyodide.setStdout({ write: (buffer) => captured.push(buffer) && buffer.length });
        pyodide.runPython("print('printed')");
        if (new TextDecoder().decode(captured[0]) !== "printed\\n") throw new Error("stdout");
        return results;
        """
    )


@pytest.mark.realms("node24", "firefox")
def test_ctypes_beyond_two_gigabytes(fresh_pyodide) -> None:
    fresh_pyodide.run("held = [bytearray(2**30) for _ in range(3)]")

    fresh_pyodide.run("import ctypes; assert 3 == ctypes.CDLL(None).strlen(b'abc')")
    fresh_pyodide.run("assert 7 == ctypes.CFUNCTYPE(ctypes.c_int)(lambda: 7)()")
