"""Packages of each kind become wheels that the runtime loads. Their backends come from the index that pip asks."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from evaluation import evaluate

PROJECTS = Path(__file__).with_name("projects")
TAG = "cp313-cp313-emscripten_3_1_69_wasm32"

# One process of pytest-xdist builds them all.
pytestmark = pytest.mark.xdist_group("pyodide-build")


@pytest.fixture
def pyodide_build(pyodide_root: Path, tmp_path: Path):
    """Give a function that runs `pyodide build` in a folder of the test."""

    def run(*arguments: str | Path, folder: Path = tmp_path, **environment: str) -> subprocess.CompletedProcess[str]:
        variables = {**os.environ, "PYODIDE_ROOT": str(pyodide_root), "PYODIDE_JOBS": "1", **environment}
        variables["XDG_STATE_HOME"] = str(tmp_path / "state")
        command = [sys.executable, "-P", "-m", "pyodide_cli", "build", *arguments]
        return subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True)

    return run


def wheels_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_setuptools_twice_the_same(pyodide_build, tmp_path: Path) -> None:
    built = []
    for place in ("here", "there/deeper"):
        source = tmp_path / place / "project"
        shutil.copytree(PROJECTS / "setuptools-c", source)
        done = pyodide_build(folder=source)
        assert done.returncode == 0, done.stderr
        built.append(source / f"dist/setuptools_c-1.0-{TAG}.whl")
        assert [f"{built[-1]}"] == done.stdout.split()
        assert [built[-1].name] == wheels_in(source / "dist")
    assert not list((tmp_path / "state").rglob("*.log"))

    first, second = built
    assert first.read_bytes() == second.read_bytes()
    assert "abab native.c" == evaluate("import setuptools_c as s; s.twice('ab') + ' ' + s.place()", first)


def test_cmake_with_exceptions_and_link_time_optimisation(pyodide_build, tmp_path: Path) -> None:
    done = pyodide_build(PROJECTS / "cmake-cpp", "-o", tmp_path, "--compression-level=0")

    assert done.returncode == 0, done.stderr
    wheel = tmp_path / f"cmake_cpp-1.0-{TAG}.whl"
    assert "thrown quiet" == evaluate("from cmake_cpp import caught; f'{caught(1)} {caught(0)}'", wheel)
    with zipfile.ZipFile(wheel) as archive:
        assert {zipfile.ZIP_STORED} == {entry.compress_type for entry in archive.infolist()}


def test_meson_with_a_setting_for_the_backend(pyodide_build, tmp_path: Path) -> None:
    done = pyodide_build(PROJECTS / "meson-c", "-o", tmp_path, "-Csetup-args=-Dlevel=7")

    assert done.returncode == 0, done.stderr
    wheel = tmp_path / f"meson_c-1.0-{TAG}.whl"
    assert "4 7" == evaluate("import meson_c; f'{meson_c.pointer} {meson_c.level}'", wheel)


def test_a_failure_names_step_and_log_and_leaves_nothing_else(pyodide_build, tmp_path: Path) -> None:
    source = tmp_path / "broken"
    shutil.copytree(PROJECTS / "setuptools-c", source)
    (source / "native.c").write_text("#error not today\n")
    archive = tmp_path / "broken-1.0.tar.gz"
    with tarfile.open(archive, "w:gz") as packed:
        packed.add(source, "broken-1.0")

    done = pyodide_build(archive, "-o", tmp_path / "out")

    assert done.returncode == 1
    assert "broken-1.0: building the wheel failed" in done.stderr
    assert "not today" in done.stderr
    assert "Traceback" not in done.stderr
    assert [] == wheels_in(tmp_path / "out")
    (log,) = (tmp_path / "state").rglob("*.log")
    assert str(log) in done.stderr
    assert "not today" in log.read_text()
