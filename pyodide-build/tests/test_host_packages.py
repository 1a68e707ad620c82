"""Packages are compiled against others: against the target's files of the version that the environment has."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from evaluation import evaluate
from pyodide_build.frontend.host_packages import HostPackages

SETUP = """\
import hostlib
from setuptools import Extension, setup

setup(ext_modules=[Extension("user", ["user.c"], include_dirs=[hostlib.include()])])
"""
USER = """\
#include <Python.h>
#include <hostlib.h>
static PyObject *told(PyObject *self, PyObject *none) { return PyUnicode_FromString(WHERE); }
static PyMethodDef methods[] = {{"told", told, METH_NOARGS, ""}, {0}};
static PyModuleDef module = {PyModuleDef_HEAD_INIT, "user", NULL, -1, methods};
PyMODINIT_FUNC PyInit_user(void) { return PyModule_Create(&module); }
"""
PYPROJECT = """\
[build-system]
requires = ["setuptools>=77", "hostlib>=1.0"]
build-backend = "setuptools.build_meta"
[project]
name = "user"
version = "1.0"
"""
HOSTLIB = "import os\ndef include():\n    return os.path.join(os.path.dirname(__file__), 'include')\n"


def machines_copy(folder: Path, version: str) -> None:
    """Write the wheel of a package for the build machine."""
    info = f"hostlib-{version}.dist-info"
    with zipfile.ZipFile(folder / f"hostlib-{version}-py3-none-any.whl", "w") as wheel:
        wheel.writestr("hostlib/__init__.py", HOSTLIB)
        wheel.writestr("hostlib/include/hostlib.h", f'#define WHERE "{version} for the build machine"\n')
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: hostlib\nVersion: {version}\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")


@pytest.mark.xdist_group("pyodide-build")
def test_a_package_is_compiled_against_the_environments(pyodide_root: Path, make_project, tmp_path: Path) -> None:
    links = tmp_path / "links"
    links.mkdir()
    for version in ("1.0", "1.5", "2.0"):
        machines_copy(links, version)
    root = tmp_path / "xbuildenv/pyodide-root"
    root.mkdir(parents=True)
    for path in pyodide_root.iterdir():
        (root / path.name).symlink_to(path.resolve())
    (root.parent / "requirements.txt").write_text("hostlib==1.5\n")
    header = root.parent / "site-packages-extras/hostlib/include/hostlib.h"
    header.parent.mkdir(parents=True)
    header.write_text('#define WHERE "1.5 for the target"\n')
    project = make_project("user", {"setup.py": SETUP, "user.c": USER, "pyproject.toml": PYPROJECT})

    variables = {**os.environ, "PYODIDE_ROOT": str(root), "PIP_FIND_LINKS": str(links)}
    command = [sys.executable, "-P", "-m", "pyodide_cli", "build", project, "-o", tmp_path / "dist"]
    done = subprocess.run(command, env=variables, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "1.5 for the target" == evaluate("import user; user.told()", *(tmp_path / "dist").iterdir())


def test_nothing_is_laid_over_what_is_not_installed(tmp_path: Path) -> None:
    for name in ("extras/one/a.h", "extras/two/b.h", "site-packages/one/a.h"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(name)
    HostPackages(tmp_path / "extras").lay_over(tmp_path / "site-packages")

    assert "extras/one/a.h" == (tmp_path / "site-packages/one/a.h").read_text()
    assert not (tmp_path / "site-packages/two").exists()
