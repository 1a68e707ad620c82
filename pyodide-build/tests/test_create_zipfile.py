"""Folders of modules become one archive that Python imports from."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

FILES = {
    "one/__init__.py": "from one.two import answer\n",
    "one/two.py": "answer = 42\n",
    "one/data.txt": "data",
    "one/__pycache__/two.cpython-313.pyc": "stale",
    "tests/test_one.py": "import one\n",
    "broken.py": "def (:\n",
    "webbrowser/__init__.py": "raise ImportError\n",
    "webbrowser/inner.py": "",
    "late.py": "x = 'first'\n",
}


@pytest.fixture
def create(tmp_path: Path):
    """Give a function that runs the command on two folders, and returns the archive."""
    for name, text in FILES.items():
        (tmp_path / "lib" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "lib" / name).write_text(text)
    (tmp_path / "own").mkdir()
    (tmp_path / "own/late.py").write_text("x = 'last'\n")

    def run(*arguments: str, code: int = 0) -> str:
        command = [sys.executable, "-P", "-m", "pyodide_cli", "create-zipfile", *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        assert code == done.returncode, done.stderr
        return done.stderr

    return run


def names(archive: Path) -> list[str]:
    with zipfile.ZipFile(archive) as content:
        return content.namelist()


def run_with(archive: Path, code: str) -> str:
    command = [sys.executable, "-S", "-c", f"{code}"]
    return subprocess.check_output(command, env={**os.environ, "PYTHONPATH": str(archive)}, text=True)


def test_sources(create, tmp_path: Path) -> None:
    create("lib", "own")

    archive = tmp_path / "python.zip"
    expected = [*(name for name in FILES if "__pycache__" not in name)]
    assert sorted(expected) == names(archive)
    assert "42 last\n" == run_with(archive, "import one, late; print(one.answer, late.x)")
    before = archive.read_bytes()
    (tmp_path / "lib/one/two.py").touch()
    create("lib", "own")
    assert before == archive.read_bytes()


def test_bytecode(create, tmp_path: Path) -> None:
    said = create(
        *("lib", "own", "--pycompile", "--output", "made/library.zip", "--compression-level", "0"),
        *("--exclude", "tests,*.txt", "--stub", "webbrowser,stub.py"),
    )

    archive = tmp_path / "made/library.zip"
    assert "broken.py stays as it is: line 1: invalid syntax\n" == said
    assert [
        *("broken.py", "late.pyc", "one/__init__.pyc", "one/two.pyc", "stub.pyc", "webbrowser/__init__.pyc"),
    ] == names(archive)
    code = "import one.two, webbrowser, stub; print(one.two.__spec__.loader.archive, one.answer)"
    assert f"{archive} 42\n" == run_with(archive, code)
    with zipfile.ZipFile(archive) as content:
        assert {zipfile.ZIP_STORED} == {entry.compress_type for entry in content.infolist()}


def test_no_folder(create, tmp_path: Path) -> None:
    assert "absent is no folder" in create("lib", "absent", code=1)
    assert not (tmp_path / "python.zip").exists()


def test_it_is_not_listed() -> None:
    command = [sys.executable, "-P", "-m", "pyodide_cli", "--help"]
    listed = subprocess.check_output(command, text=True)
    assert "py-compile" in listed
    assert "create-zipfile" not in listed
