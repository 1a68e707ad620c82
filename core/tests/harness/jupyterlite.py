"""Builds sites with JupyterLite's published tools, our runtime in them, as its documentation says."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from harness.installed import pure_wheels, python_packages
from harness.site import DISTRIBUTION, HERE

PINS = HERE.parent / "embedders"
EXTENSION = "@jupyterlite/pyodide-kernel-extension"
LOCK_FILE = "lock-with-more.json"
SETTINGS = {
    f"{EXTENSION}:kernel": {
        # Nothing is looked for outside of the site.
        "disablePyPIFallback": True,
        "loadPyodideOptions": {"lockFileURL": f"static/pyodide/{LOCK_FILE}"},
    }
}


def build_site(project: Path, line: str) -> Path:
    """Return a folder to serve, built from a project that this makes, with a release of a line such as 0.8."""
    programs = python_packages(PINS / f"jupyterlite-{line}.txt")
    extension = programs / "share" / "jupyter" / "labextensions" / EXTENSION
    project.mkdir()
    copy_distribution(project / "static" / "pyodide")
    write_json(
        project / "jupyter-lite.json",
        {"jupyter-lite-schema-version": 0, "jupyter-config-data": {"litePluginSettings": SETTINGS}},
    )
    write_json(
        project / "jupyter_lite_config.json",
        {"LiteBuildConfig": {"federated_extensions": [str(extension)], "no_sourcemaps": True}},
    )
    run("-m", "jupyterlite_core", "build", "--no-libarchive", folder=project, PYTHONPATH=str(programs))
    return project / "_output"


def copy_distribution(folder: Path) -> None:
    """Copy the distribution, and make a lock file that has a package more."""
    shutil.copytree(DISTRIBUTION, folder)
    wheels = pure_wheels(PINS / "packages.txt")
    for wheel in wheels:
        shutil.copy(wheel, folder)
    run("-m", "pyodide_cli", "lockfile", "add-wheels", *wheels, "--output", LOCK_FILE, folder=folder)


def run(*arguments: str | Path, folder: Path, **environment: str) -> None:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def write_json(file: Path, content: dict[str, Any]) -> None:
    file.write_text(json.dumps(content))
