"""Published programs and packages that tests run with, installed once under the hash of what pins them."""

import hashlib
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

from harness.npm import npm
from interpreter_build.store import Site, Store, cache_root

PIP = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
PINNED = ["--no-deps", "--require-hashes", "--only-binary=:all:"]
ANY_PLATFORM = ["--platform=any", "--python-version=3.13"]


def npm_packages(project: Path) -> Path:
    """Return `node_modules` with the packages that the lock file in a folder pins."""
    return _store().get("npm", _key(project / "package-lock.json"), partial(_install_npm, project)) / "node_modules"


def python_packages(requirements: Path) -> Path:
    """Return a folder for PYTHONPATH with the pinned packages."""
    command = [*PIP, "install", *PINNED, "--requirement", requirements, "--target"]
    return _store().get("python", _key(requirements), partial(_run_pip, command))


def pure_wheels(requirements: Path) -> list[Path]:
    """Return the wheels of the pinned packages, which run on any platform."""
    command = [*PIP, "download", *PINNED, *ANY_PLATFORM, "--requirement", requirements, "--dest"]
    return sorted(_store().get("wheels", _key(requirements), partial(_run_pip, command)).glob("*.whl"))


def _install_npm(project: Path, site: Site) -> None:
    for name in ("package.json", "package-lock.json"):
        shutil.copy(project / name, site.out)
    npm(site.out, "ci", "--ignore-scripts", "--omit=peer")


def _run_pip(command: list[str | Path], site: Site) -> None:
    subprocess.run([*command, site.out], check=True)


def _store() -> Store:
    return Store(cache_root() / "test-programs")


def _key(pins: Path) -> str:
    return hashlib.sha256(pins.read_bytes()).hexdigest()
