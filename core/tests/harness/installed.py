"""Published programs and packages that tests run with, installed once under the hash of what pins them."""

import hashlib
import shutil
from functools import partial
from pathlib import Path

from harness.npm import npm
from interpreter_build.store import Site, Store, cache_root


def npm_packages(project: Path) -> Path:
    """Return `node_modules` with the packages that the lock file in a folder pins."""
    return _store().get("npm", _key(project / "package-lock.json"), partial(_install_npm, project)) / "node_modules"


def _install_npm(project: Path, site: Site) -> None:
    for name in ("package.json", "package-lock.json"):
        shutil.copy(project / name, site.out)
    npm(site.out, "ci", "--ignore-scripts", "--omit=peer")


def _store() -> Store:
    return Store(cache_root() / "test-programs")


def _key(pins: Path) -> str:
    return hashlib.sha256(pins.read_bytes()).hexdigest()
