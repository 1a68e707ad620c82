"""Decide which cross-build environment to use."""

import os
from collections.abc import Mapping
from pathlib import Path

import platformdirs

from pyodide_build.errors import NoCrossBuildEnvironmentError
from pyodide_build.settings.target import DESCRIPTION, Target

FOLDER = "xbuildenv"
ROOT = Path(FOLDER) / "pyodide-root"
CURRENT = "current"


def environments_folder(environment: Mapping[str, str]) -> Path:
    """Return the folder that cross-build environments are installed in."""
    chosen = environment.get("PYODIDE_XBUILDENV_PATH")
    return Path(chosen) if chosen else platformdirs.user_cache_path("pyodide-build") / "xbuildenv"


def select_target(environment: Mapping[str, str] | None = None) -> Target:
    """Read the target from PYODIDE_ROOT, else from the installed environment that is in use.

    Raises:
        NoCrossBuildEnvironmentError: there is none.
        BrokenCrossBuildEnvironmentError: the one that there is cannot be read.
    """
    variables = os.environ if environment is None else environment
    named = variables.get("PYODIDE_ROOT")
    root = Path(named) if named else environments_folder(variables) / CURRENT / ROOT
    if not (root / DESCRIPTION).is_file():
        raise NoCrossBuildEnvironmentError([root])
    return Target.read(root.resolve())
