"""uv takes the environment's Python for what it is."""

import subprocess
from pathlib import Path

import pytest
import uv

from .conftest import Environment

pytestmark = pytest.mark.xdist_group("venv")


def test_installing_with_uv(environment: Environment, make_project) -> None:
    """A wheel with an extension module, and a project that is edited, whose backend then runs in the environment."""
    project = make_project(
        "edited_by_uv",
        {
            "pyproject.toml": "[build-system]\nrequires = ['hatchling']\nbuild-backend = 'hatchling.build'\n"
            "[project]\nname = 'edited-by-uv'\nversion = '1'\n[project.scripts]\nby-uv = 'edited_by_uv:main'\n",
            "edited_by_uv/__init__.py": "import sys, xxhash\n"
            "def main():\n    print(sys.platform, xxhash.xxh32(b'a').hexdigest())\n",
        },
    )

    uv_pip(environment, "install", "xxhash", "--editable", project)

    assert "emscripten 550d7456\n" == environment.run("by-uv").stdout
    assert "xxhash" in uv_pip(environment, "list")
    uv_pip(environment, "uninstall", "edited-by-uv", "xxhash")


def uv_pip(environment: Environment, *arguments: str | Path) -> str:
    command = [uv.find_uv_bin(), "pip", *arguments, "--python", environment.path / "bin/python"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment.variables)
    assert done.returncode == 0, done.stderr
    return done.stdout
