"""Modules in archives become bytecode: in a wheel, a zip archive, a folder with a lock file."""

import csv
import hashlib
import importlib.util
import json
import os
import re
import subprocess
import sys
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from pathlib import Path

import pytest

from evaluation import evaluate
from projects_by_hand import make_wheel
from pyodide_build.bytecode.replace import compile_file, compile_folder
from pyodide_build.errors import SourceError, WheelError
from pyodide_build.wheel.contents import read_contents
from pyodide_lock import InfoSpec, PyodideLockSpec, package_spec_from_wheel

FILES = {
    "demo/__init__.py": b"from demo.inner import where\n",
    "demo/inner.py": b"def where():\n    return where.__code__.co_filename\n",
    "demo/data.txt": b"data",
    "demo/broken.py": b"def (:\n",
    "demo/null.py": b"x = '\0'\n",
    "demo/__pycache__/inner.cpython-313.pyc": b"stale",
    "demo-1.0.data/scripts/demo.py": b"#!python\nimport demo\n",
    "demo-1.0.data/purelib/also.py": b"answer = 42\n",
}
HOW = {"keep": False, "level": 6, "source_date": 0}


def names(archive: Path) -> set[str]:
    with zipfile.ZipFile(archive) as content:
        return set(content.namelist())


def make_zip(path: Path, files: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def test_a_wheel(tmp_path: Path) -> None:
    wheel = make_wheel(tmp_path, "demo", FILES, tag="py2.py3-none-any")
    made = compile_file(wheel, **HOW)

    assert tmp_path / "demo-1.0-cp313-none-any.whl" == made.result
    assert [made.result] == list(tmp_path.iterdir())
    assert {"demo/broken.py", "demo/null.py"} == made.problems.keys()
    assert "line 1: invalid syntax" == made.problems["demo/broken.py"]
    assert {
        *("demo/__init__.pyc", "demo/inner.pyc", "demo/data.txt", "demo/broken.py", "demo/null.py"),
        *("demo-1.0.data/scripts/demo.py", "demo-1.0.data/purelib/also.pyc"),
        *(f"demo-1.0.dist-info/{name}" for name in ("METADATA", "WHEEL", "RECORD")),
    } == names(made.result)
    assert ["cp313-none-any"] == re.findall("^Tag: (.*)$", read_contents(made.result).text("WHEEL"), re.MULTILINE)
    with zipfile.ZipFile(made.result) as archive:
        code = archive.read("demo/inner.pyc")
        for name, digest, size in csv.reader(archive.read("demo-1.0.dist-info/RECORD").decode().splitlines()):
            if digest:
                data = archive.read(name)
                found = urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
                assert (f"sha256={found}", str(len(data))) == (digest, size)
    # PEP 552: a hash, which is not compared with any source.
    assert importlib.util.MAGIC_NUMBER + b"\1\0\0\0" == code[:8]


def test_the_runtime_imports_it(tmp_path: Path) -> None:
    made = compile_file(make_wheel(tmp_path, "demo", FILES), **HOW)

    code = "import demo, also; f'{demo.where()} {also.answer} {demo.__spec__.loader.__class__.__name__}'"
    expected = "/lib/python3.13/site-packages/demo/inner.py 42 SourcelessFileLoader"
    assert expected == evaluate(code, made.result)


@pytest.mark.parametrize(
    ("tag", "compiled"),
    {
        "py3-none-any": "cp313-none-any",
        "py3-none-emscripten_3_1_69_wasm32": "cp313-none-emscripten_3_1_69_wasm32",
        "cp313-cp313-pyemscripten_2025_0_wasm32": "cp313-cp313-pyemscripten_2025_0_wasm32",
        "cp311-abi3-pyodide_2025_0_wasm32": "cp313-cp313-pyodide_2025_0_wasm32",
        "cp312.cp313-none-any": "cp313-none-any",
        "cp312-cp312-emscripten_3_1_69_wasm32": None,
        "cp314-none-any": None,
        "py2-none-any": None,
    }.items(),
    ids=["pure", "platform", "own", "abi3", "several", "older", "newer", "python2"],
)
def test_tags(tmp_path: Path, tag: str, compiled: str | None) -> None:
    wheel = make_wheel(tmp_path, "demo", FILES, tag=tag)

    if compiled is None:
        with pytest.raises(WheelError, match=r"is for another Python.*this is 3\.13"):
            compile_file(wheel, **HOW)
        assert [wheel] == list(tmp_path.iterdir())
    else:
        assert f"demo-1.0-{compiled}.whl" == compile_file(wheel, **HOW).result.name


def test_keeping_originals(tmp_path: Path) -> None:
    wheel = make_wheel(tmp_path, "demo", FILES)
    archive = make_zip(tmp_path / "demo.zip", {"a.py": b"x = 1\n", "b.txt": b"b"})
    before = archive.read_bytes()
    for each in (wheel, archive):
        compile_file(each, **{**HOW, "keep": True})

    assert before == (tmp_path / "demo.zip.old").read_bytes()
    assert {"a.pyc", "b.txt"} == names(archive)
    assert wheel.is_file()
    assert (tmp_path / "demo-1.0-cp313-none-any.whl").is_file()


def test_nothing_to_compile(tmp_path: Path) -> None:
    archive = make_zip(tmp_path / "demo.zip", {"a.pyc": b"", "broken.py": b"def (:"})
    before = archive.read_bytes()

    assert compile_file(archive, **HOW).result is None
    assert before == archive.read_bytes()


def test_broken_archives(tmp_path: Path) -> None:
    for name in ("demo-1.0-py3-none-any.whl", "demo.zip"):
        (tmp_path / name).write_bytes(b"PK\3\4 no archive")
        with pytest.raises(WheelError, match=re.escape(name)):
            compile_file(tmp_path / name, **HOW)
    with pytest.raises(SourceError, match="neither a folder, nor a wheel"):
        compile_file(tmp_path / "demo.tar.gz", **HOW)


def make_folder(folder: Path) -> PyodideLockSpec:
    """Fill a folder as a distribution is: wheels, a test archive, other archives, a lock file."""
    info = InfoSpec(platform="emscripten_3_1_69", python="3.13.5", abi_version="2025_0")
    folder.mkdir()
    for name in ("one", "two"):
        make_wheel(folder, name, {f"{name}.py": b"x = 1\n"})
    (folder / "one-1.0-py3-none-any.whl.metadata").write_text("Name: one\n")
    make_zip(folder / "one-tests.zip", {"one/tests/test_one.py": b"x = 1\n"})
    make_zip(folder / "sources.zip", {"one.py": b"x = 1\n"})
    packages = {name: package_spec_from_wheel(folder / f"{name}-1.0-py3-none-any.whl", info) for name in ("one", "two")}
    tests = packages["one"].model_copy(update={"name": "one-tests", "file_name": "one-tests.zip"})
    remote = packages["one"].model_copy(update={"name": "far", "file_name": "far/one-1.0-py3-none-any.whl"})
    lock = PyodideLockSpec(info=info, packages={**packages, "one-tests": tests, "far": remote})
    lock.to_json(folder / "pyodide-lock.json", indent=2)
    return lock


def test_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "dist"
    before = make_folder(folder)
    compile_folder(folder, **HOW, exclude=["two-*"])

    assert {
        *("one-1.0-cp313-none-any.whl", "one-1.0-cp313-none-any.whl.metadata", "two-1.0-py3-none-any.whl"),
        *("one-tests.zip", "sources.zip", "pyodide-lock.json"),
    } == {path.name for path in folder.iterdir()}
    assert {"one/tests/test_one.pyc"} == names(folder / "one-tests.zip")
    assert {"one.py"} == names(folder / "sources.zip")
    after = PyodideLockSpec.from_json(folder / "pyodide-lock.json")
    assert before.packages["two"] == after.packages["two"]
    assert before.packages["far"] == after.packages["far"]
    assert "one-1.0-cp313-none-any.whl" == after.packages["one"].file_name
    for name in ("one", "one-tests"):
        found = hashlib.sha256((folder / after.packages[name].file_name).read_bytes()).hexdigest()
        assert found == after.packages[name].sha256 != before.packages[name].sha256
    assert '\n  "info"' in (folder / "pyodide-lock.json").read_text()

    made = (folder / "one-1.0-cp313-none-any.whl").read_bytes()
    assert [None, None] == [each.result for each in compile_folder(folder, **HOW, exclude=["two-*"])]
    assert made == (folder / "one-1.0-cp313-none-any.whl").read_bytes()


def test_a_folder_with_one_bad_wheel_stays_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "dist"
    make_folder(folder)
    (folder / "two-1.0-py3-none-any.whl").write_bytes(b"cut")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    with pytest.raises(WheelError, match=r"two-1\.0"):
        compile_folder(folder, **HOW)
    assert before == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_lock_file_for_another_python(tmp_path: Path) -> None:
    folder = tmp_path / "dist"
    make_folder(folder)
    lock = json.loads((folder / "pyodide-lock.json").read_text())
    lock["info"]["python"] = "3.12.7"
    (folder / "pyodide-lock.json").write_text(json.dumps(lock))

    with pytest.raises(SourceError, match=r"for Python 3\.12\.7, which Python 3\.13 cannot compile"):
        compile_folder(folder, **HOW)


def test_the_command_gives_the_same_bytes_whatever_ran_before(tmp_path: Path) -> None:
    made = []
    for number, loaded in enumerate(("sys", "sys, email.message, xml.dom.minidom, decimal")):
        folder = tmp_path / str(number)
        folder.mkdir()
        wheel = make_wheel(folder, "demo", {"demo.py": Path(csv.__file__).read_bytes()})
        code = f"import {loaded}; from pyodide_cli.__main__ import main; sys.argv[0] = 'pyodide'; main()"
        command = [sys.executable, "-P", "-c", code, "py-compile", wheel, "--compression-level", "9"]
        done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "SOURCE_DATE_EPOCH": "1e"})
        assert "SOURCE_DATE_EPOCH is '1e'" in done.stderr
        done = subprocess.run(command, capture_output=True, text=True)
        assert f"{wheel} -> demo-1.0-cp313-none-any.whl\n" == done.stdout
        made.append((folder / "demo-1.0-cp313-none-any.whl").read_bytes())

    assert made[0] == made[1]
