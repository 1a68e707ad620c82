"""The command finds the whole standard library by itself, where pages load parts of it as packages."""

import pytest


@pytest.mark.parametrize("options", [(), ("-I", "-S")], ids=["", "isolated"])
def test_imports(python, options) -> None:
    code = """
import hashlib, lzma, sqlite3, ssl, _pydecimal, pydoc_data.topics, zipfile
print(hashlib.new("ripemd160").name, lzma.decompress(lzma.compress(b"text")).decode(), zipfile.lzma is lzma)
print(sqlite3.connect(":memory:").execute("select 6 * 7").fetchone()[0])
print(ssl.OPENSSL_VERSION.split()[0], ssl.create_default_context().verify_mode.name)
"""
    ended = python.run(*options, "-c", code)

    assert "" == ended.stderr
    assert ["ripemd160 text True", "42", "OpenSSL CERT_REQUIRED"] == ended.stdout.splitlines()


def test_nothing_is_left_on_the_machine(python) -> None:
    ended = python.run("-c", "import ssl, os; print(os.path.dirname(ssl.__file__), os.listdir('.'))")

    assert "/lib/python3.13 []\n" == ended.stdout


@pytest.mark.parametrize("name", ["curses", "no_such_module", "pytest"])
def test_other_modules_are_still_missing(python, name) -> None:
    """Packages of other projects are not loaded, either: pip installs them."""
    ended = python.run("-c", f"import {name}")

    assert f"ModuleNotFoundError: No module named {name!r}" in ended.stderr
    assert 1 == ended.returncode


def test_finding_them_imports_little(python) -> None:
    ended = python.run("-c", "import sys, lzma; print({'importlib.metadata', 'json', 'zipfile'} & set(sys.modules))")

    assert "set()\n" == ended.stdout


def test_the_tests_of_cpython(python) -> None:
    ended = python.run("-m", "test", "test_json")

    assert "Result: SUCCESS" in ended.stdout, ended.stdout + ended.stderr
    assert 0 == ended.returncode


def test_the_hosts_certificates(python) -> None:
    code = "import ssl; print(ssl.get_default_verify_paths().openssl_capath)"

    assert "/etc/ssl/certs\n" == python.run("-c", code).stdout
