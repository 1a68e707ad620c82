"""Get packages by name, from the index that pip is configured for."""

import importlib.util
import os
import sys
from pathlib import Path

from packaging.requirements import Requirement

from pyodide_build.errors import SourceError
from pyodide_build.process import BuildLog
from pyodide_build.settings.target import Target


def fetch(requirement: Requirement, folder: Path, target: Target, log: BuildLog, *, wheels: bool) -> Path:
    """Download what fits a requirement best, and return the file.

    To know what a source distribution is, pip lets its build backend describe it, on the build machine.

    Args:
        requirement: name and versions.
        folder: an empty folder.
        target: the platform that a wheel has to be for.
        log: gets what pip says.
        wheels: whether a wheel for the target, or for any platform, will do.

    Raises:
        BackendError: there is nothing that fits, or pip failed in another way.
        SourceError: there is no pip.
    """
    if importlib.util.find_spec("pip") is None:
        raise SourceError("pip is needed to get packages by name: install it beside pyodide-build.")
    options = [f"--platform={platform}" for platform in target.platforms] + [f"--python-version={target.python_minor}"]
    if not wheels:
        options.append(f"--no-binary={requirement.name}")
    wanted = str(requirement).partition(";")[0].strip()
    log.step(f"downloading {wanted}")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--no-input", "--no-deps"]
    log.run([*pip, *options, f"--dest={folder}", wanted], None, os.environ)
    (file,) = folder.iterdir()
    return file
