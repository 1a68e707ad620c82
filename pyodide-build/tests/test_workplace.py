"""What is built twice is built in the same place."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from pyodide_build.frontend.workplace import workplace


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def test_the_same_place_empty_each_time() -> None:
    with workplace("numpy-2.0") as first:
        (first / "file").touch()
    assert not first.exists()
    # What a build that was killed leaves behind.
    (first / "left").mkdir(parents=True)
    with workplace("numpy-2.0") as second:
        assert first == second
        assert [] == list(second.iterdir())


def test_another_place_for_a_second_build_at_the_same_time() -> None:
    with workplace("numpy-2.0") as first, workplace("numpy-2.0") as second:
        (second / "file").touch()
        assert first != second
        assert [] == list(first.iterdir())
    assert not second.exists()
    assert not first.parent.exists()


WORK = """\
import sys, tempfile
from pyodide_build.frontend.workplace import workplace
tempfile.tempdir = sys.argv[1]
with workplace("numpy-2.0") as folder:
    print(folder, flush=True)
    sys.stdin.read()
"""


def test_the_place_of_a_build_that_was_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WORK, tmp_path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        killed = Path(process.stdout.readline().strip())
        process.kill()
    assert killed.exists()

    with workplace("numpy-2.0") as folder:
        assert killed == folder


def test_a_folder_of_somebody_else(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "pyodide-build").symlink_to(tmp_path / "elsewhere")

    with workplace("numpy-2.0") as folder:
        assert not folder.is_relative_to(tmp_path / "elsewhere")
        assert not folder.is_relative_to(tmp_path / "pyodide-build")
