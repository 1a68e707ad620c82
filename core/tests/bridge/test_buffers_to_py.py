"""JavaScript's buffers in Python: the methods of JsBuffer, and what explicit conversion makes of buffers."""

import pytest

from harness.errors import ThrownError


def use_buffer(pyodide, value: str, code: str) -> object:
    """Run Python code that uses `it`, a proxy of a JavaScript buffer."""
    return pyodide.js(
        f"""
        pyodide.globals.set("it", {value});
        try {{
          return pyodide.runPython({code!r});
        }} finally {{
          pyodide.runPython("del it");
        }}
        """
    )


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Int8Array", "b"),
        ("Uint8Array", "B"),
        ("Uint8ClampedArray", "B"),
        ("Int16Array", "h"),
        ("Uint16Array", "H"),
        ("Int32Array", "i"),
        ("Uint32Array", "I"),
        ("Float32Array", "f"),
        ("Float64Array", "d"),
    ],
)
def test_memoryviews(pyodide, name: str, code: str) -> None:
    assert [code, [3], [1, 2, 100], False, True] == use_buffer(
        pyodide,
        f"new {name}([1, 2, 100])",
        """
        from pyodide.ffi import to_js
        view = it.to_memoryview()
        other = it.to_py()
        to_js([view.format, view.shape, view.tolist(), view.readonly, view == other and view.format == other.format])
        """,
    )


@pytest.mark.parametrize(("name", "code"), [("BigInt64Array", "q"), ("BigUint64Array", "Q")])
def test_memoryviews_of_big_integers(pyodide, name: str, code: str) -> None:
    assert f"{code} [1, 4611686018427387904]" == use_buffer(
        pyodide, f"new {name}([1n, 2n ** 62n])", "view = it.to_py(); f'{view.format} {view.tolist()}'"
    )


@pytest.mark.parametrize(
    "value", ["new Uint8Array([1, 2]).buffer", "new DataView(new Uint8Array([0, 1, 2, 3]).buffer, 1, 2)"]
)
def test_buffers_without_a_type(pyodide, value: str) -> None:
    assert "B b'\\x01\\x02' b'\\x01\\x02'" == use_buffer(
        pyodide, value, "f'{it.to_py().format} {bytes(it.to_py())} {it.to_bytes()}'"
    )


def test_buffers_inside_containers(pyodide) -> None:
    assert pyodide.js(
        """
        const shared = new Uint8Array([5]);
        const list = pyodide.toPy([shared, { shared }, new ArrayBuffer(0)]);
        const check = pyodide.runPython(
          "lambda it: bytes(it[0]) == b'\\\\x05' and it[1]['shared'] is it[0] and len(it[2]) == 0"
        );
        const result = check(list);
        check.destroy();
        list.destroy();
        return result;
        """
    )


def test_part_of_a_buffer(pyodide) -> None:
    assert pyodide.js(
        """
        pyodide.globals.set("part", new Uint16Array(new Uint16Array([1, 2, 3, 4]).buffer, 2, 2));
        try {
          return pyodide.runPython("part.to_py().tolist() == [2, 3] and part.to_bytes() == bytes([2, 0, 3, 0])");
        } finally {
          pyodide.runPython("del part");
        }
        """
    )


def test_assign(pyodide) -> None:
    assert [1.5, -2] == pyodide.js(
        """
        const it = new Float32Array(2);
        pyodide.globals.set("it", it);
        pyodide.runPython("import array; it.assign(array.array('f', [1.5, -2])); del it");
        return [...it];
        """
    )


def test_assign_to(pyodide) -> None:
    assert use_buffer(
        pyodide,
        "new Int32Array([1, -2])",
        """
        import array
        target = array.array("I", [0, 0])
        it.assign_to(target)
        target.tolist() == [1, 2**32 - 2]
        """,
    )


@pytest.mark.parametrize(
    ("value", "python", "message"),
    [
        ("new Uint8Array(3)", "it.assign(b'abcd')", "has 3 bytes, the Python buffer 4"),
        ("new Uint8Array(3)", "it.assign_to(bytearray(2))", "has 3 bytes, the Python buffer 2"),
        ("new Float32Array(1)", "import array; it.assign(array.array('i', [1]))", r"\('f'\)"),
        ("new Float32Array(1)", "it.assign(b'abcd')", r"format 'B'.*\('f'\)"),
        ("new Int32Array(1)", "import ctypes; it.assign(ctypes.c_int32.__ctype_be__(1))", "format '>l'"),
        ("new Uint8Array(3)", "it.assign(memoryview(bytes(6))[::2])", "not contiguous"),
        ("new Uint8Array(3)", "it.assign_to(b'abc')", "BufferError"),
        ("new Uint8Array(3)", "it.assign([1, 2, 3])", "TypeError.*bytes-like"),
    ],
)
def test_buffers_that_do_not_match(pyodide, value: str, python: str, message: str) -> None:
    with pytest.raises(ThrownError, match=message):
        use_buffer(pyodide, value, python)


@pytest.mark.parametrize("value", ["new ArrayBuffer(4)", "new DataView(new ArrayBuffer(4))"])
def test_untyped_buffers_take_anything_of_their_size(pyodide, value: str) -> None:
    assert use_buffer(
        pyodide, value, "import array; it.assign(array.array('i', [7])); it.to_bytes() == (7).to_bytes(4, 'little')"
    )


@pytest.mark.parametrize(
    ("value", "python", "expected"),
    [
        ("new TextEncoder().encode('a\\u00e9\\u{1f600}')", "it.to_string()", "a\u00e9\U0001f600"),
        ("new Uint8Array([0xe9]).buffer", "it.to_string('latin1')", "\u00e9"),
        ("new Uint16Array([0x61, 0x20ac])", "it.to_string(encoding='utf-16le')", "a\u20ac"),
        ("new Uint8Array()", "it.to_string()", ""),
    ],
)
def test_text(pyodide, value: str, python: str, expected: str) -> None:
    assert expected == use_buffer(pyodide, value, python)


@pytest.mark.parametrize(
    ("python", "message"),
    [
        ("it.to_string()", "ValueError.*utf8"),
        ("it.to_string('utf-8')", "ValueError.*utf-8"),
        ("it.to_string('no-such-encoding')", "RangeError"),
        ("it.to_string(5)", "TypeError"),
    ],
)
def test_text_that_cannot_be_decoded(pyodide, python: str, message: str) -> None:
    with pytest.raises(ThrownError, match=message):
        use_buffer(pyodide, "new Uint8Array([0xff])", python)


@pytest.mark.parametrize("use", ["to_bytes()", "to_py()", "assign(b'')", "assign_to(bytearray())", "to_string()"])
def test_detached_buffers(pyodide, use: str) -> None:
    """They are not taken for empty ones."""
    detached = """(() => {
      const array = new Uint8Array(2);
      structuredClone(array, { transfer: [array.buffer] });
      return array;
    })()"""
    with pytest.raises(ThrownError, match="TypeError"):
        use_buffer(pyodide, detached, f"it.{use}")


def test_shared_memory(pyodide) -> None:
    assert [True, "ab"] == pyodide.js(
        """
        if (typeof SharedArrayBuffer === "undefined") return [true, "ab"];
        const it = new Uint8Array(new SharedArrayBuffer(2));
        it.set([97, 98]);
        pyodide.globals.set("it", it);
        const results = [
          pyodide.runPython("it.to_bytes() == b'ab' and bytes(it.to_py()) == b'ab'"),
          pyodide.runPython("it.to_string()"),
        ];
        pyodide.runPython("del it");
        return results;
        """
    )


def test_ten_megabytes(pyodide) -> None:
    assert pyodide.js(
        """
        const it = new Uint8Array(10_000_000).fill(7);
        it[9_999_999] = 8;
        pyodide.globals.set("it", it);
        const bytes = pyodide.runPython("data = it.to_bytes(); del it; data");
        const back = bytes.toJs();
        bytes.destroy();
        pyodide.runPython("del data");
        return back.length === it.length && back.every((byte, i) => byte === it[i]);
        """
    )


@pytest.mark.parametrize("mode", ["wb", "w+b", "w", "r+b"])
def test_to_file(pyodide, mode: str) -> None:
    """What was written before comes before, also from a buffer of Python's."""
    text = "b" not in mode
    assert use_buffer(
        pyodide,
        "new Uint8Array([97, 98, 99]).subarray(1)",
        f"""
        import os
        from pathlib import Path
        path = Path("/tmp/to_file.bin")
        path.write_bytes(b"")
        with open(path, {mode!r}) as file:
            file.write({"'start '" if text else "b'start '"})
            it.to_file(file)
            file.write({"' end'" if text else "b' end'"})
        content = path.read_bytes()
        path.unlink()
        content == b"start bc end"
        """,
    )


@pytest.mark.parametrize("mode", ["rb", "r", "r+b"])
def test_from_file(pyodide, mode: str) -> None:
    """What was read before does not come again, what comes after is read after."""
    text = "b" not in mode
    assert [98, 99, 100] == pyodide.js(
        f"""
        const it = new Uint8Array(5).subarray(1, 4);
        pyodide.globals.set("it", it);
        pyodide.runPython(`
          from pathlib import Path
          path = Path("/tmp/from_file.bin")
          path.write_text("abcdef")
          with open(path, {mode!r}) as file:
              first = file.read(1)
              it.from_file(file)
              rest = file.read()
          path.unlink()
          del it
          assert [first, rest] == {["a", "ef"] if text else [b"a", b"ef"]!r}, [first, rest]
        `);
        return [...it];
        """
    )


def test_from_a_short_file(pyodide) -> None:
    assert [97, 98, 9] == pyodide.js(
        """
        const it = new Uint8Array([9, 9, 9]);
        pyodide.globals.set("it", it);
        pyodide.runPython(`
          import io
          with open("/tmp/short.bin", "w+b") as file:
              file.write(b"ab")
              file.seek(0)
              it.from_file(file)
          del it
        `);
        return [...it];
        """
    )


def test_files_without_a_descriptor(pyodide) -> None:
    assert [98, 99, 0] == pyodide.js(
        """
        const it = new Uint8Array(3);
        pyodide.globals.set("it", it);
        pyodide.runPython(`
          import io
          file = io.BytesIO(b"abc")
          file.read(1)
          it.from_file(file)
          it.to_file(file)
          del it
          assert file.getvalue() == b"abcbc\\\\0"
        `);
        return [...it];
        """
    )


def test_file_that_cannot_be_written(pyodide) -> None:
    with pytest.raises(ThrownError, match="OSError"):
        use_buffer(
            pyodide,
            "new Uint8Array(3)",
            """
            open("/tmp/read_only.bin", "wb").close()
            with open("/tmp/read_only.bin", "rb") as file:
                it.to_file(file)
            """,
        )
