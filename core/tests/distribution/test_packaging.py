"""What the build writes is the same wherever it is built."""

import json
import subprocess
import sys
import sysconfig
import zipfile

import pytest

from harness.site import DISTRIBUTION
from interpreter_build.errors import BuildError
from runtime_build import package_index
from runtime_build.console import base_url
from runtime_build.dist import npm_version
from runtime_build.extra_flags import ExtraFlags
from runtime_build.wheel import WheelMetadata, write_wheel

METADATA = WheelMetadata("thing", "1.0", "A thing", "MIT", "cp313-cp313-emscripten_3_1_69_wasm32")


def test_wheels_have_the_same_bytes_whatever_the_order_of_files(tmp_path) -> None:
    (tmp_path / "other").mkdir()
    first = write_wheel(tmp_path, METADATA, {"b.py": b"b", "a/__init__.py": b""})
    second = write_wheel(tmp_path / "other", METADATA, {"a/__init__.py": b"", "b.py": b"b"})

    assert "thing-1.0-cp313-cp313-emscripten_3_1_69_wasm32.whl" == first.name
    assert first.read_bytes() == second.read_bytes()


def test_wheels_list_what_is_in_them(tmp_path) -> None:
    with zipfile.ZipFile(write_wheel(tmp_path, METADATA, {"b.py": b"b"})) as wheel:
        record = wheel.read("thing-1.0.dist-info/RECORD").decode().splitlines()
        assert wheel.namelist() == [line.split(",")[0] for line in record]
    assert "b.py,sha256=PiPoFgA5WUoziU9lZOGxNIu9egCI1CxKy3PurtWcAJ0,1" == record[0]
    assert "thing-1.0.dist-info/RECORD,," == record[-1]


def test_npm_gets_no_packages_and_no_archives() -> None:
    files = json.loads((DISTRIBUTION / "package.json").read_text())["files"]

    assert {"pyodide.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json", "pyodide-index.json"} <= set(
        files
    )
    assert [] == [name for name in files if name.endswith((".whl", ".bz2"))]
    assert [] == [name for name in files if not (DISTRIBUTION / name).exists()]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://me:secret@example.org/simple/", "https://example.org/simple"),
        ("https://example.org:8080/simple", "https://example.org:8080/simple"),
        ("file:///srv/wheels/", "file:///srv/wheels"),
    ],
)
def test_index_addresses_without_secrets(url, expected) -> None:
    assert expected == package_index.publishable(url)


def test_the_indexes_of_pips_configuration(monkeypatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "https://user:secret@packages.example/simple/")
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", "https://more.example/simple")
    monkeypatch.delenv("PIP_NO_INDEX", raising=False)

    assert ["https://packages.example/simple", "https://more.example/simple"] == package_index.index_urls()


def test_no_index(monkeypatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")

    assert [] == package_index.index_urls()


def test_flags_of_the_user() -> None:
    environment = {"EXTRA_CFLAGS": "-D DEBUG_F '-DNAME=a b'", "EXTRA_LDFLAGS": "-sASSERTIONS=1"}

    assert ExtraFlags(("-D", "DEBUG_F", "-DNAME=a b"), ("-sASSERTIONS=1",)) == ExtraFlags.read(environment)
    assert ExtraFlags() == ExtraFlags.read({})
    with pytest.raises(BuildError, match="EXTRA_LDFLAGS cannot be split"):
        ExtraFlags.read({"EXTRA_LDFLAGS": "'"})


def test_where_the_console_finds_the_runtime() -> None:
    assert "./" == base_url({})
    assert "https://cdn.example/full/" == base_url({"PYODIDE_BASE_URL": "https://cdn.example/full/"})
    with pytest.raises(BuildError, match="has to end with a slash"):
        base_url({"PYODIDE_BASE_URL": "https://cdn.example/full"})


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("0.30.0", "0.30.0"),
        ("0.30.0.dev0", "0.30.0-dev.0"),
        ("0.30.0a1", "0.30.0-alpha.1"),
        ("0.30.0b12", "0.30.0-beta.12"),
        ("0.30.0rc2", "0.30.0-rc.2"),
        ("0.30.0a2.dev0", "0.30.0-alpha.2.dev.0"),
    ],
)
def test_versions_for_npm(version: str, expected: str) -> None:
    assert expected == npm_version(version)


COMPILE = """
import hashlib, pathlib, sys
sys.path[:0] = sys.argv[3:]
if sys.argv[1] == "imported":
    import csv, typing
from {module} import compile_module
for path in sorted(pathlib.Path(sys.argv[2]).glob("[ct]*.py")):
    print(path.name, hashlib.sha256(compile_module(path.read_bytes(), path.name)).hexdigest())
"""


@pytest.mark.parametrize("module", ["runtime_build.archives", "pyodide_build.bytecode.modules"])
def test_compiled_modules_do_not_depend_on_what_is_imported(module: str) -> None:
    sources = sysconfig.get_path("stdlib")
    found = [
        subprocess.check_output([sys.executable, "-c", COMPILE.format(module=module), state, sources, *sys.path])
        for state in ("imported", "not")
    ]
    assert b"csv.py" in found[0]
    assert found[0] == found[1]
