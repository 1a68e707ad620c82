"""One virtual environment, which the tests share: each installs what it needs."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from pyodide_build.settings.target import Target
from pyodide_build.venv.create import create_environment

TIME_LIMIT = 120


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "xdist_group(name): tests that share what is expensive to make")


class Environment:
    """Runs programs of a virtual environment that is not activated."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.variables = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}

    @property
    def site_packages(self) -> Path:
        return self.path / "lib/python3.13/site-packages"

    def start(self, program: str, *arguments: str | Path, **options: object) -> subprocess.Popen[str]:
        """Start a program with pipes."""
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        command = [self.path / "bin" / program, *arguments]
        return subprocess.Popen(command, **{"env": self.variables, "text": True, **pipes, **options})

    def run(
        self,
        program: str,
        *arguments: str | Path,
        input: str = "",
        cwd: Path | None = None,
        variables: Mapping[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """Run a program to its end."""
        environment = {**self.variables, **(variables or {})}
        with self.start(program, *arguments, cwd=cwd, env=environment) as process:
            out, err = process.communicate(input, timeout=TIME_LIMIT)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def pip(self, *arguments: str | Path, cwd: Path | None = None) -> str:
        """Run pip, which must succeed."""
        done = self.run("pip", *arguments, cwd=cwd)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def python(self, code: str) -> str:
        """Run code, which must succeed."""
        done = self.run("python", "-c", code)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="session")
def environment(target: Target, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    path = tmp_path_factory.mktemp("with space") / "environment"
    create_environment(path, target, os.environ)
    return Environment(path)
