"""Wheels that projects publish for `pyemscripten_2025_0_wasm32`, built by others with another compiler, work."""

import pytest

from harness.realms import ALL_REALMS
from harness.wheels import PUBLISHED, Wheel

pytestmark = pytest.mark.realms(*ALL_REALMS)

INSTALL = """
import sysconfig, zipfile
with zipfile.ZipFile("/tmp/wheel.zip") as wheel:
    wheel.extractall(sysconfig.get_path("platlib"))
import importlib
importlib.invalidate_caches()
"""

USES = {
    "bitarray": """
        from bitarray import bitarray
        from bitarray.util import ba2int, int2ba
        bits = bitarray("110") * 3
        bits.sort()
        assert "000111111" == bits.to01()
        assert 6 == bits.count(1)
        assert 5 == ba2int(int2ba(5))
        assert b"\\x1f\\x80" == bits.tobytes()
        assert [3, 4] == list(bits.search(bitarray("1")))[:2]
        """,
    "charset-normalizer": """
        import charset_normalizer
        import charset_normalizer.md
        assert charset_normalizer.md.__file__.endswith(".so")
        text = "Всеки човек има право на образование. Образованието трябва да бъде безплатно."
        best = charset_normalizer.from_bytes(text.encode("cp1251")).best()
        assert "cp1251" == best.encoding
        assert text == str(best)
        """,
    "msgpack": """
        import msgpack
        import msgpack._cmsgpack
        assert msgpack.Packer is msgpack._cmsgpack.Packer
        data = {"a": [1, -1, 2**63, 1.5, None, True, b"bytes", "text"], "b": {"c": []}}
        assert data == msgpack.unpackb(msgpack.packb(data))
        assert b"\\x93\\x01\\xa1a\\xc0" == msgpack.packb([1, "a", None])
        unpacker = msgpack.Unpacker()
        unpacker.feed(msgpack.packb(1) + msgpack.packb("two"))
        assert [1, "two"] == list(unpacker)
        try: msgpack.unpackb(b"\\xc1")
        except msgpack.FormatError: pass
        else: raise AssertionError
        """,
    "simplejson": """
        import decimal
        import simplejson
        from simplejson import _speedups
        assert simplejson.encoder.c_make_encoder is _speedups.make_encoder
        assert '{"a": [1, 2.5, null, "\\\\u00e4"]}' == simplejson.dumps({"a": [1, 2.5, None, "ä"]})
        assert {"a": [1, decimal.Decimal("2.50")]} == simplejson.loads('{"a": [1, 2.50]}', use_decimal=True)
        try: simplejson.loads('{"a": }')
        except simplejson.JSONDecodeError as error: assert (1, 7) == (error.lineno, error.colno), error
        else: raise AssertionError
        """,
    "xxhash": """
        import xxhash
        assert "44bc2cf5ad770999" == xxhash.xxh64(b"abc").hexdigest()
        assert 0x32D153FF == xxhash.xxh32(b"abc").intdigest()
        assert "78af5f94892f3950" == xxhash.xxh3_64(b"abc").hexdigest()
        assert "06b05ab6733a618578af5f94892f3950" == xxhash.xxh128(b"abc").hexdigest()
        state = xxhash.xxh64(seed=20)
        state.update(b"a"); state.update(b"bc")
        assert xxhash.xxh64(b"abc", seed=20).digest() == state.copy().digest()
        assert (8, 32, "XXH64") == (state.digest_size, state.block_size, state.name)
        """,
}


@pytest.mark.parametrize("wheel", PUBLISHED, ids=lambda wheel: wheel.name)
def test_imports_and_gives_right_results(pyodide, wheel: Wheel) -> None:
    pyodide.write_file("/tmp/wheel.zip", wheel.fetch().read_bytes())
    pyodide.run(INSTALL)

    pyodide.run(USES[wheel.name])
