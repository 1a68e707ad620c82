"""The package hashlib: OpenSSL's algorithms for hashlib and hmac."""

import pytest

from harness.errors import ThrownError


def algorithms() -> None:
    import hashlib

    known = {
        "md5": "900150983cd24fb0d6963f7d28e17f72",
        "ripemd160": "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc",
        "sha512_256": "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23",
        "sm3": "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
    }
    for name, digest in known.items():
        assert name in hashlib.algorithms_available
        assert digest == hashlib.new(name, b"abc").hexdigest(), name
    assert "5881092dd818bf5cf8a3ddb793fbcba7" == hashlib.new("shake_128", b"abc").hexdigest(16)


def all_algorithms_agree_with_the_builtin_ones() -> None:
    import _hashlib
    import hashlib

    data = bytes(range(256)) * 1000
    for name in sorted(hashlib.algorithms_guaranteed - {"blake2b", "blake2s"}):
        builtin = hashlib.__get_builtin_constructor(name)(data)
        openssl = _hashlib.new(name, data)
        length = (20,) if name.startswith("shake") else ()
        assert builtin.hexdigest(*length) == openssl.hexdigest(*length), name


def key_derivation() -> None:
    import hashlib

    # RFC 7914, section 12
    expected = "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830da"
    assert hashlib.scrypt(b"password", salt=b"NaCl", n=1024, r=8, p=16).hex().startswith(expected)
    # RFC 6070 with SHA-1, RFC 7914 with SHA-256
    assert "4b007901b765489abead49d926f721d065a429c1" == hashlib.pbkdf2_hmac("sha1", b"password", b"salt", 4096).hex()
    assert "55ac046e56e3089fec1691c22544b605" == hashlib.pbkdf2_hmac("sha256", b"passwd", b"salt", 1, 16).hex()
    try:
        hashlib.scrypt(b"password", salt=b"NaCl", n=2**20, r=8, p=1)
    except ValueError as error:
        assert "memory limit exceeded" in str(error)
    else:
        raise AssertionError


def hmac_uses_openssl() -> None:
    import hmac

    # RFC 4231, test case 2
    expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    code = hmac.new(b"Jefe", b"what do ya want ", "sha256")
    assert "HMAC" == type(code._hmac).__name__
    code.update(b"for nothing?")
    assert expected == code.copy().hexdigest() == hmac.digest(b"Jefe", b"what do ya want for nothing?", "sha256").hex()
    assert hmac.compare_digest(code.digest(), bytes.fromhex(expected))


def unknown_algorithm() -> None:
    import hashlib

    try:
        hashlib.new("whirlpool")
    except ValueError as error:
        assert "unsupported hash type whirlpool" in str(error)
    else:
        raise AssertionError


USES = [algorithms, all_algorithms_agree_with_the_builtin_ones, key_derivation, hmac_uses_openssl, unknown_algorithm]


def test_works(load) -> None:
    python = load("hashlib")
    for use in USES:
        python.run_function(use)


@pytest.mark.realms("node24")
def test_without_the_package(fresh_pyodide) -> None:
    fresh_pyodide.run("import hashlib; assert hashlib.sha3_512(b'').digest_size == 64")

    with pytest.raises(ThrownError, match="ValueError: unsupported hash type ripemd160"):
        fresh_pyodide.run("hashlib.new('ripemd160')")
