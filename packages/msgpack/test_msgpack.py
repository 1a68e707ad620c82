from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["msgpack"])
def test_is_written_in_c(pyodide):
    import msgpack
    from msgpack import _cmsgpack

    assert _cmsgpack.__file__.endswith(".so")
    assert _cmsgpack.Packer is msgpack.Packer
    assert _cmsgpack.unpackb is msgpack.unpackb


@run_in_pyodide(packages=["msgpack"])
def test_every_kind_of_value(pyodide):
    from datetime import UTC, datetime

    import msgpack

    value = {
        "integers": [0, 127, -32, 255, -128, 2**16, -(2**15) - 1, 2**32, 2**64 - 1, -(2**63)],
        "floats": [0.5, -1e300],
        "texts": ["", "ü" * 300, "x" * 70_000],
        "bytes": [b"", bytes(range(256)) * 300],
        "others": [None, True, False, {}, []],
        "when": datetime(2100, 1, 1, tzinfo=UTC),
    }
    packed = msgpack.packb(value, datetime=True)
    assert value == msgpack.unpackb(packed, timestamp=3)
    assert b"\xcf" + b"\xff" * 8 == msgpack.packb(2**64 - 1)
    assert b"\xca?\x00\x00\x00" == msgpack.packb(0.5, use_single_float=True)


@run_in_pyodide(packages=["msgpack"])
def test_stream_in_pieces(pyodide):
    import msgpack

    packed = b"".join(msgpack.packb({"number": number, "text": "x" * number}) for number in range(100))
    unpacker = msgpack.Unpacker()
    numbers = []
    for start in range(0, len(packed), 7):
        unpacker.feed(packed[start : start + 7])
        numbers += [each["number"] for each in unpacker]
    assert [*range(100)] == numbers


@run_in_pyodide(packages=["msgpack"])
def test_types_of_ones_own(pyodide):
    import msgpack

    def default(value):
        return msgpack.ExtType(5, f"{value.real},{value.imag}".encode())

    def ext_hook(code, data):
        assert 5 == code
        return complex(*map(float, data.split(b",")))

    assert [1 + 2j] == msgpack.unpackb(msgpack.packb([1 + 2j], default=default), ext_hook=ext_hook)


@run_in_pyodide(packages=["msgpack"])
def test_errors(pyodide):
    import msgpack

    def thrown(function, *arguments, **named):
        try:
            function(*arguments, **named)
        except Exception as error:
            return type(error).__name__
        return None

    packed = msgpack.packb([1, "text", {"a": b"b"}])
    assert "ValueError" == thrown(msgpack.unpackb, packed[:-1])
    assert "ExtraData" == thrown(msgpack.unpackb, packed + b"\0")
    assert "FormatError" == thrown(msgpack.unpackb, b"\xc1")
    assert "TypeError" == thrown(msgpack.packb, object())
    assert "OverflowError" == thrown(msgpack.packb, 2**64)
    assert "StackError" == thrown(msgpack.unpackb, b"\x91" * 100_000)
    assert "ValueError" == thrown(msgpack.unpackb, packed, max_str_len=3)
    recursive = []
    recursive.append(recursive)
    assert "ValueError" == thrown(msgpack.packb, recursive)
