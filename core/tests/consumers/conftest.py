"""Projects that install the npm package as strangers do."""

import fcntl
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from harness.npm import npm
from harness.site import DISTRIBUTION, ROOT

HERE = Path(__file__).parent
INSTALLED = ROOT / "build" / "consumers"


@pytest.fixture(scope="session")
def tarball(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give what `npm publish` would upload."""
    folder = tmp_path_factory.mktemp("packed")
    return folder / npm(DISTRIBUTION, "pack", "--pack-destination", folder).strip().splitlines()[-1]


@pytest.fixture(scope="session")
def tools() -> Path:
    """Give the folder of packages that the programs are built and run with, installed when the lock file changes."""
    INSTALLED.mkdir(parents=True, exist_ok=True)
    with (INSTALLED / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # processes of pytest-xdist come here at the same time
        install_tools()
    return INSTALLED / "node_modules"


def install_tools() -> None:
    lock = (HERE / "package-lock.json").read_text()
    copy = INSTALLED / "package-lock.json"
    if (INSTALLED / ".installed").exists() and copy.read_text() == lock:
        return
    (INSTALLED / ".installed").unlink(missing_ok=True)
    shutil.copy(HERE / "package.json", INSTALLED)
    copy.write_text(lock)
    # The bundler's plugin names a runtime as its peer: it gets ours.
    npm(INSTALLED, "install", "--no-save", "--ignore-scripts", "--legacy-peer-deps")
    (INSTALLED / ".installed").touch()


@pytest.fixture
def project(tarball: Path, tmp_path: Path) -> Callable[..., Path]:
    """Give a function that makes a project of files, with the package installed."""

    def make(files: dict[str, str]) -> Path:
        (tmp_path / "package.json").write_text('{ "name": "program", "version": "1.0.0", "private": true }')
        npm(tmp_path, "install", "--offline", tarball)
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text)
        return tmp_path

    return make
