"""Give a package's build backend an environment of its own, with what it asks for and nothing else."""

import importlib.util
import os
import shutil
import sys
import venv
from collections.abc import Collection, Mapping
from pathlib import Path

from build.env import IsolatedEnv

from pyodide_build.errors import BuildError
from pyodide_build.process import BuildLog


class Isolated(IsolatedEnv):
    """A virtual environment for one build; make one with `isolated_environment`."""

    def __init__(self, path: Path, log: BuildLog) -> None:
        self._scripts = path / "bin"
        self._log = log

    @property
    def python_executable(self) -> str:
        """The program `python` of the environment."""
        return str(self._scripts / "python")

    @property
    def site_packages(self) -> Path:
        """The folder that packages are installed into."""
        version = ".".join(map(str, sys.version_info[:2]))
        return self._scripts.parent / "lib" / f"python{version}" / "site-packages"

    def make_extra_environ(self, path: str | None = None) -> Mapping[str, str]:
        """Return the variables that lead to the environment's programs before others on the path."""
        return {"PATH": f"{self._scripts}:{path or os.environ.get('PATH', os.defpath)}"}

    def install(self, requirements: Collection[str], constraints: Collection[str] = ()) -> None:
        """Install packages for the build machine.

        Args:
            requirements: what is wanted.
            constraints: versions of what that brings with it.

        Raises:
            BackendError: the installer failed.
        """
        if not requirements:
            return
        command = [*installer(self.python_executable), *build_constraints(os.environ)]
        if constraints:
            file = self._scripts.parent / "constraints.txt"
            file.write_text("".join(f"{each}\n" for each in constraints), encoding="utf-8")
            command.append(f"--constraint={file}")
        self._log.run([*command, *sorted(requirements)], None, os.environ)


def build_constraints(environment: Mapping[str, str]) -> list[str]:
    """Return options for the files that users have named, for pip or for uv, to constrain what builds require."""
    named = (environment.get(name, "").split() for name in ("PIP_BUILD_CONSTRAINT", "UV_BUILD_CONSTRAINT"))
    return [f"--constraint={place}" for places in named for place in places]


def isolated_environment(folder: Path, log: BuildLog) -> Isolated:
    """Make an environment in a folder that is not there yet."""
    venv.EnvBuilder(symlinks=True).create(folder)
    return Isolated(folder, log)


def installer(python: str) -> list[str]:
    """Return the command that installs into the environment of the given interpreter."""
    if importlib.util.find_spec("pip"):
        pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check"]
        return [*pip, "install", "--no-input", "--no-warn-script-location"]
    if uv := shutil.which("uv"):
        return [uv, "pip", "install", "--python", python]
    raise BuildError("Neither pip nor uv is there to install what the package's build requires: install one of them.")
