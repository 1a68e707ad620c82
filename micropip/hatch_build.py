"""Copies the vendored libraries into the package, from where the build front end has installed them."""

import hashlib
import shutil
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class VendorHook(BuildHookInterface):  # type: ignore[type-arg]
    """Fills src/micropip/_vendor, which version control ignores, before files are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        vendor = Path(self.root, "src/micropip/_vendor")
        shutil.rmtree(vendor, ignore_errors=True)
        vendor.mkdir()
        vendor.joinpath("__init__.py").write_text('"""Libraries of others, as they were released."""\n')
        for name, library in self.config["vendored"].items():
            copy_library(name, library["files"], library["sha256"], vendor)


def copy_library(name: str, files: list[str], expected: str, vendor: Path) -> None:
    """Copy some files of an installed distribution, with its licenses.

    Raises:
        ValueError: they are not the files that are meant.
    """
    distribution = Distribution.from_name(name)
    for file in files:
        target = vendor / name / file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(str(distribution.locate_file(f"{name}/{file}")), target)
    for path in distribution.files or []:
        if "LICENSE" in path.name:
            shutil.copyfile(str(path.locate()), vendor / name / path.name)
    found = tree_hash(vendor / name)
    if found != expected:
        raise ValueError(f"{name} {distribution.version} has other files than expected: sha256 {found}, not {expected}")


def tree_hash(folder: Path) -> str:
    """Return the sha256 of a folder: of the names and contents of its files."""
    result = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        result.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode() + content)
    return result.hexdigest()
