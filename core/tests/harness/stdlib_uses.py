"""Uses of standard library modules that depend on how the interpreter was built; their source runs in the engines."""

# each is sent by itself


def bz2() -> None:
    import bz2

    assert b"abc" * 99 == bz2.decompress(bz2.compress(b"abc" * 99))


def zlib() -> None:
    import gzip
    import zlib

    assert b"abc" * 99 == gzip.decompress(gzip.compress(b"abc" * 99))
    assert zlib.crc32(b"abc") == 891568578


def decimal() -> None:
    import decimal

    assert decimal.__libmpdec_version__
    assert "0.3333333333" == str(decimal.Context(10).divide(1, 3))


def hashlib() -> None:
    import hashlib
    import hmac

    sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert sha256 == hashlib.sha256(b"abc").hexdigest()
    assert "900150983cd24fb0d6963f7d28e17f72" == hashlib.md5(b"abc").hexdigest()
    assert hashlib.blake2b(b"abc").digest_size == 64
    assert hashlib.sha3_256(b"").hexdigest().startswith("a7ffc6f8")
    signature = "6e9ef29b75fffc5b7abae527d58fdadb2fe42e7219011976917343065f58ed4a"
    assert signature == hmac.new(b"key", b"message", "sha256").hexdigest()


def randomness() -> None:
    import random
    import secrets
    import uuid

    assert uuid.uuid4() != uuid.uuid4()
    assert secrets.token_bytes(8) != secrets.token_bytes(8)
    assert random.SystemRandom().random() < 1
    assert random.Random(1).random() == 0.13436424411240122


def time() -> None:
    import datetime
    import time

    assert 2024 < time.gmtime().tm_year < 2100
    assert datetime.datetime.now(datetime.UTC).year > 2024
    assert time.perf_counter() <= time.perf_counter()
    assert 0 <= time.process_time() <= time.process_time() < 3600
    assert 0 <= time.thread_time() <= time.thread_time() < 3600
    assert time.clock_gettime(time.CLOCK_PROCESS_CPUTIME_ID) > 0
    assert "1970-01-01 00:01:00" == time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(60))


def files() -> None:
    import pathlib
    import tempfile

    with tempfile.NamedTemporaryFile("w+") as file:
        file.write("x")
        file.seek(0)
        assert "x" == file.read()
    folder = pathlib.Path(tempfile.mkdtemp())
    (folder / "file").write_text("ä")
    (folder / "link").symlink_to("file")
    assert ["file", "link"] == sorted(child.name for child in folder.iterdir())
    assert "ä" == (folder / "link").read_text()
    assert (folder / "file").stat().st_size == 2
    (folder / "file").rename(folder / "renamed")
    assert not (folder / "link").exists()
    for child in folder.iterdir():
        child.unlink()
    folder.rmdir()


def mmap() -> None:
    import mmap

    with mmap.mmap(-1, 100) as memory:
        memory[:3] = b"abc"
        assert b"abc" == memory[:3]


def xml() -> None:
    from xml.etree import ElementTree

    assert "ä" == ElementTree.fromstring("<a><b>ä</b></a>").find("b").text  # type: ignore[union-attr]


def pickle() -> None:
    import pickle

    data = {"a": [1, 2.5, (None,), {3}, b"b", 2**100]}
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert data == pickle.loads(pickle.dumps(data, protocol))


def text() -> None:
    import locale
    import sys
    import unicodedata

    assert "utf-8" == sys.getfilesystemencoding() == locale.getpreferredencoding().lower() == sys.stdout.encoding
    assert b"\xa4\xa2" == "あ".encode("euc-jp")
    assert "あ" == b"\x82\xa0".decode("shift-jis")
    assert b"xn--mnchen-3ya" == "münchen".encode("idna")
    assert "LATIN SMALL LETTER A WITH DIAERESIS" == unicodedata.name("ä")
    assert len(unicodedata.normalize("NFD", "ä")) == 2


def symtable() -> None:
    import symtable

    assert ["x"] == [symbol.get_name() for symbol in symtable.symtable("x = 1", "", "exec").get_symbols()]


def unittest() -> None:
    import unittest

    assert unittest.FunctionTestCase(lambda: None).run().wasSuccessful()  # type: ignore[union-attr]


def inspect() -> None:
    import collections.abc
    import importlib
    import inspect
    import json
    import pyclbr

    assert "def loads(" in inspect.getsource(json.loads)
    # Frozen modules.
    assert "class Mapping(" in inspect.getsource(collections.abc.Mapping)
    assert "def import_module(" in inspect.getsource(importlib)
    assert "class BuiltinImporter" in inspect.getsource(importlib._bootstrap)  # type: ignore[attr-defined]
    # A program that reads sources reads the frozen ones, too.
    assert {"Mapping", "Set"} < pyclbr.readmodule("_collections_abc").keys()


def sysconfig() -> None:
    import sysconfig

    assert "emscripten" in sysconfig.get_platform()
    assert ".cpython-313-wasm32-emscripten.so" == sysconfig.get_config_var("EXT_SUFFIX")


def webbrowser() -> None:
    import webbrowser

    assert all(callable(function) for function in (webbrowser.open, webbrowser.open_new, webbrowser.open_new_tab))


def platform() -> None:
    import os
    import platform
    import sys

    assert "Emscripten" == platform.system() == os.uname().sysname
    assert sys.int_info.bits_per_digit == 30
    assert sys.maxsize == 2**31 - 1
    assert platform.python_compiler().startswith("Clang")


USES = [
    bz2,
    decimal,
    files,
    hashlib,
    inspect,
    mmap,
    pickle,
    platform,
    randomness,
    symtable,
    sysconfig,
    text,
    time,
    unittest,
    webbrowser,
    xml,
    zlib,
]
