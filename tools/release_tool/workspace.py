"""The distributions of a checkout."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from release_tool.errors import ReleaseError
from release_tool.version_file import read_version, version_file


@dataclass(frozen=True)
class Distribution:
    """One of them.

    Args:
        name: Its normalised name.
        folder: Its folder, relative to the checkout.
        version: What it calls itself in the checkout.
        version_file: Where it says so, relative to the checkout. Those with the same file are released together.
        requirements: What it needs.
        optional: What its extras need.
    """

    name: str
    folder: Path
    version: Version
    version_file: Path
    requirements: tuple[Requirement, ...]
    optional: tuple[Requirement, ...]

    def tag(self, version: Version) -> str:
        """Return the tag of a version."""
        return f"{self.name}-v{version}"


type Workspace = dict[str, Distribution]


def read_workspace(root: Path) -> Workspace:
    """Read every folder with a pyproject.toml that describes a distribution.

    Raises:
        ReleaseError: one has no version.
    """
    found = [_read(root, path.parent) for path in sorted(root.glob("*/pyproject.toml"))]
    return {each.name: each for each in found}


def _read(root: Path, folder: Path) -> Distribution:
    project = tomllib.loads((folder / "pyproject.toml").read_text())["project"]
    path = version_file(folder)
    extras = [requirement for listed in project.get("optional-dependencies", {}).values() for requirement in listed]
    return Distribution(
        name=canonicalize_name(project["name"]),
        folder=folder.relative_to(root),
        version=Version(read_version(path)),
        version_file=path.relative_to(root.resolve()),
        requirements=tuple(map(Requirement, project.get("dependencies", []))),
        optional=tuple(map(Requirement, extras)),
    )


def released_with(distribution: Distribution, workspace: Workspace) -> list[Distribution]:
    """Return a distribution and those that share its version."""
    return [each for each in workspace.values() if each.version_file == distribution.version_file]


def find(workspace: Workspace, names: Iterable[str]) -> list[Distribution]:
    """Return the distributions of some names, and those that share a version with one of them.

    Raises:
        ReleaseError: there is none of a name.
    """
    found: Workspace = {}
    for name in names:
        if (distribution := workspace.get(canonicalize_name(name))) is None:
            raise ReleaseError(f"There is no distribution {name}. There are {', '.join(workspace)}.")
        found |= {each.name: each for each in released_with(distribution, workspace)}
    return list(found.values())
