"""Python's buffers in JavaScript: copies by toJs(), views by getBuffer()."""

import pytest

from harness.errors import ThrownError

NATIVE = {
    "b": "Int8Array",
    "B": "Uint8Array",
    "c": "Uint8Array",
    "h": "Int16Array",
    "H": "Uint16Array",
    "i": "Int32Array",
    "I": "Uint32Array",
    "l": "Int32Array",
    "L": "Uint32Array",
    "n": "Int32Array",
    "N": "Uint32Array",
    "q": "BigInt64Array",
    "Q": "BigUint64Array",
    "f": "Float32Array",
    "d": "Float64Array",
}

DESCRIBE = """
    const describe = (value) =>
      Array.isArray(value) ? value.map(describe)
      : ArrayBuffer.isView(value) ? `${value.constructor.name} ${[...value]}`
      : value;
"""


def copy(pyodide, python: str) -> object:
    """Describe what toJs() makes of a buffer."""
    return pyodide.js(
        DESCRIBE
        + f"""
        const proxy = pyodide.runPython({python!r});
        try {{
          return describe(proxy.toJs());
        }} finally {{
          proxy.destroy();
        }}
        """
    )


def view(pyodide, python: str, use: str, element_type: str = "") -> object:
    """Evaluate a JavaScript expression with `it`, a view."""
    return pyodide.js(
        DESCRIBE
        + f"""
        const proxy = pyodide.runPython({python!r});
        let it;
        try {{
          it = proxy.getBuffer({element_type});
          return {use};
        }} finally {{
          it?.release();
          proxy.destroy();
        }}
        """
    )


@pytest.mark.parametrize("code", NATIVE)
def test_native_formats(pyodide, code: str) -> None:
    """Each becomes the typed array that reads the same numbers."""
    items = f"memoryview(bytes([1, 2, 3, 4, 5, 6, 7, 0x41] * 2)).cast('{code}')"
    assert copy(pyodide, items) == pyodide.run(
        f"""
        import js
        items = {items}
        numbers = list(b"".join(items)) if "{code}" == "c" else items.tolist()
        texts = [js.String(number) if isinstance(number, float) else str(number) for number in numbers]
        f"{NATIVE[code]} {{','.join(texts)}}"
        """
    )


def test_bytes_are_copied(pyodide) -> None:
    assert ["Uint8Array 1,2,255", True] == pyodide.js(
        DESCRIBE
        + """
        const array = pyodide.runPython("data = bytearray([1, 2, 255]); data");
        const copy = array.toJs();
        pyodide.runPython("data[0] = 9");
        array.destroy();
        return [describe(copy), copy.buffer.byteLength === 3];
        """
    )


def test_booleans(pyodide) -> None:
    assert [True, False, True] == copy(pyodide, "memoryview(bytes([1, 0, 2])).cast('?')")


def test_half_floats(pyodide) -> None:
    items = "import struct; memoryview(struct.pack('8e', 0, -0.5, 1.5, 65504, 6e-8, 'inf', '-inf', 1e-4))"
    items = items.replace("'inf'", "float('inf')").replace("'-inf'", "-float('inf')")
    assert "Float32Array 0,-0.5,1.5,65504,5.960464477539063e-8,Infinity,-Infinity,0.00010001659393310547" == copy(
        pyodide, items + ".cast('e')"
    )


def test_dimensions(pyodide) -> None:
    assert "Int32Array 7" == copy(pyodide, "memoryview((7).to_bytes(4, 'little')).cast('i', shape=[])")
    assert ["Uint8Array 0,1,2", "Uint8Array 3,4,5"] == copy(
        pyodide, "memoryview(bytes(range(6))).cast('B', shape=[2, 3])"
    )
    assert [["Uint16Array 256,770", "Uint16Array 1284,1798"]] == copy(
        pyodide, "memoryview(bytes(range(8))).cast('H', shape=[1, 2, 2])"
    )
    assert [[True, False], [False, True]] == copy(pyodide, "memoryview(bytes([1, 0, 0, 1])).cast('?', shape=[2, 2])")


def test_steps(pyodide) -> None:
    assert "Uint8Array 0,3,6,9" == copy(pyodide, "memoryview(bytes(range(12)))[::3]")
    assert "Uint8Array 4,3,2,1,0" == copy(pyodide, "memoryview(bytes(range(5)))[::-1]")
    assert "Int16Array 1284,256" == copy(pyodide, "memoryview(bytes(range(6))).cast('h')[::-2]")


def test_unaligned_data(pyodide) -> None:
    assert "Int32Array 67305985" == copy(pyodide, "memoryview(bytes(range(5)))[1:].cast('i')")


def test_empty(pyodide) -> None:
    assert "Uint8Array " == copy(pyodide, "b''")
    assert "Float64Array " == copy(pyodide, "import array; array.array('d')")


@pytest.mark.parametrize(
    ("c_type", "expected"),
    [
        ("c_int32.__ctype_be__", "Int32Array 1,-2"),
        ("c_uint16.__ctype_be__", "Uint16Array 1,65534"),
        ("c_int64.__ctype_be__", "BigInt64Array 1,-2"),
        ("c_double.__ctype_be__", "Float64Array 1,-2"),
        ("c_int16.__ctype_le__", "Int16Array 1,-2"),
    ],
)
def test_byte_order(pyodide, c_type: str, expected: str) -> None:
    assert expected == copy(pyodide, f"import ctypes; (ctypes.{c_type} * 2)(1, -2)")


def test_structures_become_proxies(pyodide) -> None:
    """JavaScript has no type like them; a default converter may know more."""
    structure = "import ctypes\nclass S(ctypes.Structure): _fields_ = [('a', ctypes.c_int)]\n"
    assert [True, 5] == pyodide.js(
        f"""
        const list = pyodide.runPython({structure + "[S(5)]"!r});
        const [proxy] = list.toJs();
        const [a] = list.toJs({{ default_converter: (object) => object.a }});
        const result = [proxy instanceof pyodide.ffi.PyProxy, a];
        proxy.destroy();
        list.destroy();
        pyodide.runPython("del S");
        return result;
        """
    )


def test_object_that_refuses_its_buffer(pyodide) -> None:
    with pytest.raises(ThrownError, match="released memoryview"):
        copy(pyodide, "released = memoryview(b'x'); released.release(); [released]")


def test_view_shares_memory(pyodide) -> None:
    assert [9, 8] == view(
        pyodide,
        "shared = bytearray(3); shared",
        """(() => {
          it.data[1] = 9;
          pyodide.runPython("shared[2] = 8");
          return [pyodide.runPython("shared[1]"), it.data[2]];
        })()""",
    )


def test_fields_of_a_view(pyodide) -> None:
    assert view(
        pyodide,
        "memoryview(bytes(range(24))).cast('i', shape=[2, 3])",
        """[it.ndim, it.format, it.itemsize, it.shape, it.strides, it.offset, it.nbytes, it.readonly, it.c_contiguous,
            it.f_contiguous, it._released, it._view_ptr > 0, it.data.constructor.name, it.data.length]""",
    ) == [2, "i", 4, [2, 3], [3, 1], 0, 24, True, True, False, False, True, "Int32Array", 6]


@pytest.mark.parametrize(
    ("python", "expected"),
    [
        ("memoryview(bytes(range(12)))[::3]", [[0, 3, 6, 9], 0, [3], 10]),
        ("memoryview(bytes(range(5)))[::-1]", [[4, 3, 2, 1, 0], 4, [-1], 5]),
        ("memoryview(bytes(range(12)))[10:2:-3]", [[10, 7, 4], 6, [-3], 7]),
        ("memoryview(bytes(12)).cast('i')[::-2]", [[0, 0], 2, [-2], 12]),
        ("import ctypes; (ctypes.c_uint8 * 3)(1, 2, 3)", [[1, 2, 3], 0, [1], 3]),
    ],
)
def test_offset_and_strides(pyodide, python: str, expected: list) -> None:
    """data[offset + i * stride] is element i."""
    assert expected == view(
        pyodide,
        python,
        """[Array.from({ length: it.shape[0] }, (_, i) => it.data[it.offset + i * it.strides[0]]),
            it.offset, it.strides, it.nbytes]""",
    )


def test_zero_dimensions_in_a_view(pyodide) -> None:
    assert [0, [], [], 0, "Int32Array 5"] == view(
        pyodide,
        "memoryview((5).to_bytes(4, 'little')).cast('i', shape=[])",
        "[it.ndim, it.shape, it.strides, it.offset, describe(it.data)]",
    )


@pytest.mark.parametrize(
    ("element_type", "name", "length", "strides"),
    [
        ("i8", "Int8Array", 24, [12, 4]),
        ("u8", "Uint8Array", 24, [12, 4]),
        ("u8clamped", "Uint8ClampedArray", 24, [12, 4]),
        ("i16", "Int16Array", 12, [6, 2]),
        ("u16", "Uint16Array", 12, [6, 2]),
        ("i32", "Int32Array", 6, [3, 1]),
        ("u32", "Uint32Array", 6, [3, 1]),
        ("f32", "Float32Array", 6, [3, 1]),
        ("dataview", "DataView", 24, [12, 4]),
    ],
)
def test_explicit_types(pyodide, element_type: str, name: str, length: int, strides: list[int]) -> None:
    assert [name, length, strides] == view(
        pyodide,
        "memoryview(bytes(range(24))).cast('i', shape=[2, 3])",
        "[it.data.constructor.name, it.data.length ?? it.data.byteLength, it.strides]",
        repr(element_type),
    )


@pytest.mark.parametrize(
    ("element_type", "name"), [("i64", "BigInt64Array"), ("u64", "BigUint64Array"), ("f64", "Float64Array")]
)
def test_explicit_types_of_eight_bytes(pyodide, element_type: str, name: str) -> None:
    assert [name, 2] == view(
        pyodide,
        "import array; array.array('d', [1, 2])",
        "[it.data.constructor.name, it.data.length]",
        repr(element_type),
    )


@pytest.mark.parametrize(
    ("python", "element_type", "message"),
    [
        ("memoryview(bytes(4)).cast('e')", "", "half floats"),
        ("import ctypes; (ctypes.c_int32.__ctype_be__ * 2)(1, 2)", "", "big endian.*dataview"),
        ("import array; array.array('w', 'a')", "", "no typed array for the format 'w'"),
        ("b'abc'", "'u16'", "not aligned"),
        ("memoryview(bytes(range(13)))[1:].cast('i')", "", "not aligned"),
        ("b'abc'", "'toString'", "Unknown type 'toString'"),
    ],
)
def test_views_that_cannot_be(pyodide, python: str, element_type: str, message: str) -> None:
    with pytest.raises(ThrownError, match=message):
        view(pyodide, python, "it", element_type)


def test_explicit_type_for_what_has_none(pyodide) -> None:
    assert [1, "Uint16Array 0,15360"] == [
        view(
            pyodide,
            "import ctypes; (ctypes.c_int32.__ctype_be__ * 2)(1, 2)",
            "it.data.getInt32(it.offset)",
            "'dataview'",
        ),
        view(pyodide, "memoryview(bytes([0, 0, 0, 60])).cast('e')", "describe(it.data)", "'u16'"),
    ]


def test_release(pyodide) -> None:
    """It lets the object change its size again, and happens once."""
    assert ["Existing exports", True, "released", 2] == pyodide.js(
        """
        const array = pyodide.runPython("array = bytearray(1); array");
        const view = array.getBuffer();
        array.destroy();
        const results = [];
        try {
          pyodide.runPython("array.append(1)");
        } catch (error) {
          results.push(error.message.match(/Existing exports/)[0]);
        }
        view.release();
        view.release();
        results.push(view._released);
        try { view.data; } catch (error) { results.push(error.message.match(/released/)[0]); }
        pyodide.runPython("array.append(1)");
        results.push(pyodide.runPython("len(array)"));
        return results;
        """
    )


def test_views_survive_growth_of_memory(pyodide) -> None:
    assert [7, 7] == view(
        pyodide,
        "bytearray([7])",
        """(() => {
          const before = it.data[0];
          pyodide.runPython("grown = bytearray(64 << 20); del grown");
          return [before, it.data[0]];
        })()""",
    )


def test_views_are_not_constructed_by_users(pyodide) -> None:
    with pytest.raises(ThrownError, match="not a constructor"):
        pyodide.js("new pyodide.ffi.PyBufferView()")
    assert view(pyodide, "b''", "it instanceof pyodide.ffi.PyBufferView && typeof it[Symbol.for('x')] === 'undefined'")


def test_view_as_a_resource(pyodide) -> None:
    assert pyodide.js(
        """
        const bytes = pyodide.runPython("b'x'");
        const view = bytes.getBuffer();
        bytes.destroy();
        view[Symbol.dispose ?? Symbol.for("Symbol.dispose")]();
        return view._released;
        """
    )


def test_bytes_read_as_larger_elements(pyodide) -> None:
    assert ["Int16Array", [0x0100, 0x0302]] == view(
        pyodide, "bytearray(range(4))", "[it.data.constructor.name, [...it.data]]", "'i16'"
    )
