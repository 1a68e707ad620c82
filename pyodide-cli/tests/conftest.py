"""Virtual environments with the command and real plugin distributions in them."""

import base64
import hashlib
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

DISTRIBUTION = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Environment:
    """A virtual environment, and what its command prints."""

    directory: Path

    def pip_install(self, *requirements: str | Path) -> None:
        """Install with the pip that runs the tests."""
        command = [sys.executable, "-m", "pip", "--python", self.directory, "install", "--quiet"]
        subprocess.run([*command, *requirements], check=True)

    def start(self, *arguments: str, **variables: str) -> subprocess.Popen[str]:
        """Start the command."""
        return subprocess.Popen(
            [self.directory / "bin" / "pyodide", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **variables},
            text=True,
        )

    def run(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run the command to its end."""
        process = self.start(*arguments, **variables)
        out, err = process.communicate(timeout=60)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)


@pytest.fixture(scope="session")
def cli_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the distribution under test."""
    directory = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", directory]
    subprocess.run([*command, DISTRIBUTION], check=True)
    return next(directory.glob("*.whl"))


@pytest.fixture(scope="session")
def make_environment(tmp_path_factory: pytest.TempPathFactory, cli_wheel: Path):
    """Make a virtual environment with the command and further requirements."""

    def make(*requirements: str | Path) -> Environment:
        environment = Environment(tmp_path_factory.mktemp("venv"))
        create = [sys.executable, "-m", "venv", "--without-pip", environment.directory]
        subprocess.run(create, check=True)
        environment.pip_install(cli_wheel, *requirements)
        return environment

    return make


@pytest.fixture(scope="session")
def make_plugin(tmp_path_factory: pytest.TempPathFactory):
    """Make the wheel of a plugin: one module and its entry points."""

    def make(name: str, source: str, entry_points: Mapping[str, Mapping[str, str]]) -> Path:
        groups = (
            f"[{group}]\n" + "".join(f"{key} = {value}\n" for key, value in entries.items())
            for group, entries in entry_points.items()
        )
        info = f"{name}-1.0.dist-info"
        files = {
            f"{name}.py": source,
            f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
            f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
            f"{info}/entry_points.txt": "\n".join(groups),
        }
        record = "".join(f"{path},{_digest(text)},{len(text)}\n" for path, text in files.items())
        files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n"
        wheel = tmp_path_factory.mktemp("plugin") / f"{name}-1.0-py3-none-any.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            for path, text in files.items():
                archive.writestr(path, text)
        return wheel

    return make


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return "sha256=" + base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
