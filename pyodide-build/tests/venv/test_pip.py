"""The environment's pip installs what runs on the target."""

import zipfile
from pathlib import Path

import pytest

from .conftest import Environment

pytestmark = pytest.mark.xdist_group("venv")

SETUPTOOLS = """\
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"
"""

TAGS = (
    "py3-none-any",
    "cp313-cp313-emscripten_3_1_69_wasm32",
    "cp313-cp313-pyodide_2025_0_wasm32",
    "cp313-abi3-pyemscripten_2025_0_wasm32",
)


def make_wheel(folder: Path, name: str, tag: str) -> Path:
    wheel = folder / f"{name}-1.0-{tag}.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(f"{name}.py", "import sys\nhome = sys.prefix\n")
        information = f"{name}-1.0.dist-info"
        archive.writestr(f"{information}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        archive.writestr(f"{information}/WHEEL", f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n")
        archive.writestr(f"{information}/RECORD", "")
    return wheel


def test_a_wheel_with_an_extension_module_from_the_index(environment: Environment) -> None:
    environment.pip("install", "msgpack")

    code = "import msgpack; print(msgpack.Unpacker.__module__, msgpack.unpackb(msgpack.packb([1, 'a'])))"
    assert "msgpack._cmsgpack [1, 'a']\n" == environment.python(code)


def test_a_package_of_the_distribution(environment: Environment) -> None:
    """It is there without any index."""
    environment.pip("install", "--no-index", "six")

    assert "True\n" == environment.python("import six; print(six.PY3)")


def test_modules_of_the_standard_library_are_no_packages(environment: Environment) -> None:
    assert 1 == environment.run("pip", "install", "--no-index", "sqlite3").returncode
    assert "3.\n" == environment.python("import sqlite3; print(sqlite3.sqlite_version[:2])")


def test_wheels_by_path(environment: Environment, tmp_path: Path) -> None:
    wheels = [make_wheel(tmp_path, f"by_path_{number}", tag) for number, tag in enumerate(TAGS)]

    environment.pip("install", "--no-index", *wheels)

    names = [f"by_path_{number}" for number in range(len(TAGS))]
    code = f"import {', '.join(names)}; print(by_path_0.home, by_path_1.__file__)"
    assert f"{environment.path} {environment.site_packages}/by_path_1.py\n" == environment.python(code)
    listed = environment.pip("list")
    assert all(name in listed for name in names)
    environment.pip("uninstall", "-y", *names)
    assert not list(environment.site_packages.glob("by_path*"))


@pytest.mark.parametrize("tag", ["cp313-cp313-manylinux_2_17_x86_64", "cp313-cp313-pyemscripten_2026_0_wasm32"])
def test_wheels_for_others(environment: Environment, tag: str, tmp_path: Path) -> None:
    done = environment.run("pip", "install", make_wheel(tmp_path, "foreign", tag))

    assert 1 == done.returncode
    assert "is not a supported wheel on this platform" in done.stderr


def test_markers_are_those_of_the_target(environment: Environment, tmp_path: Path) -> None:
    requirements = tmp_path / "requirements.txt"
    requirements.write_text(
        "six; sys_platform == 'emscripten' and platform_machine == 'wasm32'\n"
        "no-such-project; sys_platform == 'linux' or platform_system == 'Linux'\n"
    )

    assert "Ignoring no-such-project" in environment.pip("install", "--no-index", "-r", requirements)


def test_a_project_that_is_edited(environment: Environment, make_project) -> None:
    """With a script, and pytest run in it in both ways."""
    project = make_project(
        "edited",
        {
            "pyproject.toml": f"{SETUPTOOLS}[project]\nname = 'edited'\nversion = '1'\n"
            "[project.scripts]\nedited = 'edited:main'\n",
            "src/edited.py": "import sys\ndef main():\n    print(sys.platform, sys.argv[1:])\n    return 3\n",
            "test_edited.py": "import edited\ndef test_main(capfd):\n    assert edited.main() == 3\n"
            "    assert 'emscripten' in capfd.readouterr().out\ndef test_fails():\n    assert 1 == 2\n",
        },
    )
    environment.pip("install", "--editable", project)
    done = environment.run("edited", "a", "b")
    assert (3, "emscripten ['a', 'b']\n") == (done.returncode, done.stdout)

    (project / "src/edited.py").write_text("import sys\ndef main():\n    print('new', sys.platform); return 3\n")
    environment.pip("install", "pytest")
    for program, arguments in (("python", ["-m", "pytest"]), ("pytest", [])):
        done = environment.run(program, *arguments, "-q", cwd=project)
        assert 1 == done.returncode, done.stderr
        assert "1 failed, 1 passed" in done.stdout


@pytest.mark.parametrize("arguments", [["-m", "pip"], ["-mpip"], ["-I", "-m", "pip"], ["-sm", "pip"]])
def test_pip_as_a_module(environment: Environment, arguments: list[str]) -> None:
    done = environment.run("python", *arguments, "--version")

    assert str(environment.path) in done.stdout, done.stderr


def test_pip_fails_as_it_does(environment: Environment) -> None:
    assert 2 == environment.run("python", "-m", "pip", "install", "--no-such-option").returncode


def test_code_for_the_machine_is_refused(environment: Environment, make_project) -> None:
    project = make_project(
        "compiled",
        {
            "pyproject.toml": f"{SETUPTOOLS}[project]\nname = 'compiled'\nversion = '1'\n"
            "[tool.setuptools]\next-modules = [{name = 'compiled', sources = ['compiled.c']}]\n",
            "compiled.c": "int PyInit_compiled;\n",
        },
    )

    done = environment.run("pip", "install", project)

    assert 1 == done.returncode
    assert "build a wheel with 'pyodide build', and install that" in done.stdout + done.stderr


def test_a_wheel_that_a_backend_tags_for_the_machine_is_refused(environment: Environment, make_project) -> None:
    project = make_project(
        "tagged",
        {
            "setup.py": "from setuptools import setup\n"
            "setup(name='tagged', version='1', py_modules=['tagged'],"
            " options={'bdist_wheel': {'plat_name': 'manylinux_2_17_x86_64'}})\n",
            "pyproject.toml": SETUPTOOLS,
            "tagged.py": "",
        },
    )

    done = environment.run("pip", "install", project)

    assert 1 == done.returncode
    assert "it was built for the machine that pip runs on" in done.stdout + done.stderr
    assert "tagged" not in environment.pip("list")


def test_a_project_without_wheels(environment: Environment) -> None:
    """The index has its source only."""
    done = environment.run("pip", "install", "docopt")

    assert 1 == done.returncode
    assert "'pyodide build NAME'" in done.stderr
