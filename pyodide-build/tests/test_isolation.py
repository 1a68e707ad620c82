"""What build backends get beside what they require: constraints of the user, and what recipes add."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from projects_by_hand import BACKEND, PYPROJECT, metadata
from pyodide_build.errors import RecipeError
from recipe_workshop import Workshop, read

REQUIRING = PYPROJECT.replace("requires = []", 'requires = ["tool>=1"]')
# The version of the tool that is there becomes the wheel's only line.
TELLING = BACKEND.replace('"settings = " + repr(config_settings)', "__import__('tool').version")


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Offer two versions of a tool, and nothing else."""
    links = tmp_path / "links"
    links.mkdir()
    for version in ("1.0", "2.0"):
        with zipfile.ZipFile(links / f"tool-{version}-py3-none-any.whl", "w") as wheel:
            wheel.writestr("tool.py", f"version = '# {version}'")
            wheel.writestr(f"tool-{version}.dist-info/METADATA", metadata("tool", version, ()))
            wheel.writestr(f"tool-{version}.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
            wheel.writestr(f"tool-{version}.dist-info/RECORD", "")
    monkeypatch.setenv("PIP_FIND_LINKS", str(links))
    monkeypatch.setenv("PIP_NO_INDEX", "1")


def backend(version: str = "1.0") -> str:
    return TELLING.format(name="thing", version=version, metadata=metadata("thing", version, ()))


@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize("variable", ["", "PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT", "UV_BUILD_CONSTRAINT"])
def test_constraints_of_the_user(pyodide_root: Path, make_project, tmp_path: Path, variable: str) -> None:
    project = make_project("thing", {"pyproject.toml": REQUIRING, "backend.py": backend()})
    (tmp_path / "constraints.txt").write_text("tool<2\n")
    variables = {**os.environ, "PYODIDE_ROOT": str(pyodide_root)}
    if variable:
        variables[variable] = str(tmp_path / "constraints.txt")

    command = [sys.executable, "-P", "-m", "pyodide_cli", "build", project, "-o", tmp_path / "dist"]
    done = subprocess.run(command, env=variables, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert ("# 1.0" if variable else "# 2.0") == read(*(tmp_path / "dist").iterdir(), "thing.py")


def test_what_tells_packages_for_what_they_are_built(pyodide_root: Path, make_project, tmp_path: Path) -> None:
    names = ["PYODIDE", "PYODIDE_PACKAGE_ABI", "PYODIDE_ROOT", "MESON", "PYO3_CONFIG_FILE"]
    told = f"'#' + repr([__import__('os').environ.get(name) for name in {names}])"
    text = BACKEND.replace('"settings = " + repr(config_settings)', told.replace("'", '"'))
    text = text.format(name="thing", version="1.0", metadata=metadata("thing", "1.0", ()))
    project = make_project("thing", {"pyproject.toml": PYPROJECT, "backend.py": text})
    variables = {**os.environ, "PYODIDE_ROOT": str(pyodide_root), "MESON": "/meson", "PYO3_CONFIG_FILE": "/pyo3"}

    command = [sys.executable, "-P", "-m", "pyodide_cli", "build", project, "-o", tmp_path / "dist"]
    subprocess.run(command, env=variables, capture_output=True, check=True)
    assert f"#{['1', '1', str(pyodide_root), '/meson', '/pyo3']}" == read(*(tmp_path / "dist").iterdir(), "thing.py")


def test_a_backend_that_is_not_there(pyodide_root: Path, make_project, tmp_path: Path) -> None:
    pyproject = PYPROJECT.replace('backend-path = ["."]', "").replace('"backend"', '"no_such_backend"')
    project = make_project("thing", {"pyproject.toml": pyproject})
    variables = {**os.environ, "PYODIDE_ROOT": str(pyodide_root), "XDG_STATE_HOME": str(tmp_path / "state")}

    command = [sys.executable, "-P", "-m", "pyodide_cli", "build", project, "--no-isolation", "--skip-dependency-check"]
    done = subprocess.run(command, env=variables, capture_output=True, text=True)
    assert 1 == done.returncode
    assert done.stderr.endswith("  | Backend 'no_such_backend' is not available.\n")


@pytest.mark.usefixtures("tools")
def test_what_a_recipe_adds(workshop: Workshop) -> None:
    recipe = "source: {path: .}\nrequirements: {build-extras: [tool], constraint: [tool==1.0]}\n"
    workshop.write("thing", recipe, pyproject__toml=PYPROJECT, backend__py=backend())

    (wheel,) = workshop.build("thing")
    assert "# 1.0" == read(wheel, "thing.py")


def test_what_no_installer_understands(workshop: Workshop) -> None:
    workshop.write("thing", "requirements: {build-extras: [tool, 'a b']}\n")

    with pytest.raises(RecipeError, match=r"line 4: requirements\.build-extras\.1: 'a b' is no requirement"):
        workshop.load("thing")
