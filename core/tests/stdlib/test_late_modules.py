"""Modules that are imported already use what is loaded later; without it they do the rest of their work."""

import pytest

from harness.errors import ThrownError


def without_lzma() -> None:
    import shutil
    import tarfile
    import zipfile

    with zipfile.ZipFile("/tmp/file.zip", "w") as archive:
        archive.writestr("file", "text", zipfile.ZIP_DEFLATED)
        try:
            archive.writestr("file", "text", zipfile.ZIP_LZMA)
        except RuntimeError as error:
            assert "lzma" in str(error)
        else:
            raise AssertionError
    with tarfile.open("/tmp/file.tar.gz", "w:gz") as archive:
        archive.add("/tmp/file.zip")
    try:
        tarfile.open("/tmp/file.tar.xz", "w:xz")  # noqa: SIM115 - it cannot
    except tarfile.CompressionError as error:
        assert "lzma" in str(error)
    else:
        raise AssertionError
    assert "xztar" not in dict(shutil.get_archive_formats())
    assert "gztar" in dict(shutil.get_archive_formats())


def with_lzma() -> None:
    import pathlib
    import shutil
    import tarfile
    import zipfile

    with zipfile.ZipFile("/tmp/file.zip", "w") as archive:
        archive.writestr("file", "text", zipfile.ZIP_LZMA)
    with zipfile.ZipFile("/tmp/file.zip") as archive:
        assert b"text" == archive.read("file")
    with tarfile.open("/tmp/file.tar.xz", "w:xz") as archive:
        archive.add("/tmp/file.zip", "file.zip")
    shutil.unpack_archive("/tmp/file.tar.xz", "/tmp/unpacked")
    assert ["file.zip"] == [path.name for path in pathlib.Path("/tmp/unpacked").iterdir()]
    made = shutil.make_archive("/tmp/made", "xztar", "/tmp/unpacked")
    assert "/tmp/made.tar.xz" == made
    with tarfile.open(made) as archive:
        assert "./file.zip" in archive.getnames()


def test_lzma(load, fresh_pyodide) -> None:
    fresh_pyodide.run_function(without_lzma)
    load("lzma").run_function(with_lzma)


@pytest.mark.realms("node24")
def test_archives_in_javascript(load, fresh_pyodide) -> None:
    fresh_pyodide.run_function(without_lzma)
    unpack = "pyodide.unpackArchive(pyodide.FS.readFile('/tmp/file.tar.gz'), 'tar.xz')"
    with pytest.raises(ThrownError, match='load the package "lzma"'):
        fresh_pyodide.js(unpack)
    load("lzma").run_function(with_lzma)
    fresh_pyodide.js("pyodide.unpackArchive(pyodide.FS.readFile('/tmp/file.tar.xz'), 'tar.xz')")

    assert fresh_pyodide.run("import os; os.path.exists('file.zip')")


def test_hashlib(load, fresh_pyodide) -> None:
    fresh_pyodide.run("import hashlib, hmac; before = hashlib.sha256; code = hmac.new(b'k', b'm', 'sha256')")
    python = load("hashlib")
    python.run("assert 'ripemd160' in hashlib.algorithms_available")

    assert "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc" == python.run("hashlib.new('ripemd160', b'abc').hexdigest()")
    assert python.run("before(b'abc').digest() == hashlib.sha256(b'abc').digest()")
    assert python.run("code.digest() == hmac.digest(b'k', b'm', 'sha256')")
    assert "HMAC" == python.run("type(hmac.new(b'k', b'm', 'sha256')._hmac).__name__")
    assert python.run("isinstance(code, type(hmac.new(b'k', b'm', 'sha256')))")


@pytest.mark.realms("node24")
def test_ssl(load, fresh_pyodide) -> None:
    fresh_pyodide.run("import asyncio.sslproto; assert asyncio.sslproto.ssl is None")

    assert load("ssl").run("asyncio.sslproto.ssl.OPENSSL_VERSION").startswith("OpenSSL 3.5")
