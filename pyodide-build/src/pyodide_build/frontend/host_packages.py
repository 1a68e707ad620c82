"""Let packages be compiled against others.

The build machine's copy of such a package runs during a build; its headers and libraries are those for the target.
"""

import shutil
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from pyodide_build.errors import RecipeError


@dataclass(frozen=True)
class HostPackages:
    """Packages of the target whose copies for the build machine have to be of the same version.

    Args:
        folder: the target's files, laid out as in site-packages.
        versions: by normalised name.
    """

    folder: Path
    versions: Mapping[str, str] = field(default_factory=dict)

    def pinned(self, requirement: str) -> str:
        """Return the requirement, or if it is for one of the packages, the one for its version alone."""
        parsed = Requirement(requirement)
        version = self.versions.get(canonicalize_name(parsed.name))
        return requirement if version is None else f"{parsed.name}=={version}"

    @property
    def constraints(self) -> list[str]:
        """The versions, as pip's constraints."""
        return [f"{name}=={version}" for name, version in self.versions.items()]

    def lay_over(self, site_packages: Path) -> None:
        """Replace files of packages that are installed for the build machine by those for the target."""
        if self.folder.is_dir():
            shutil.copytree(self.folder, site_packages, symlinks=True, dirs_exist_ok=True)

    @property
    def pkg_config_folders(self) -> list[Path]:
        """The folders with descriptions for pkg-config."""
        return sorted({path.parent for path in self.folder.rglob("*.pc")})


def host_packages(folder: Path, wheels: Iterable[tuple[Path, Sequence[str]]]) -> HostPackages:
    """Unpack what is needed of wheels for the target.

    Args:
        folder: where to; what was there is deleted.
        wheels: with the files that others are compiled against: names, patterns, or folders.

    Raises:
        RecipeError: a wheel has no such file.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    versions: dict[str, str] = {}
    for wheel, patterns in wheels:
        name, version, *_ = parse_wheel_filename(wheel.name)
        versions[name] = str(version)
        with zipfile.ZipFile(wheel) as archive:
            names = archive.namelist()
            for pattern in patterns:
                found = [each for each in names if fnmatchcase(each, pattern) or each.startswith(f"{pattern}/")]
                if not found:
                    raise RecipeError(f"{wheel.name} has no files {pattern}, which build.cross-build-files lists.")
                archive.extractall(folder, found)
    return HostPackages(folder, versions)


def static_libraries(packages: HostPackages, name: str) -> Path:
    """Return the folder of a package, with its static libraries directly in it, too."""
    folder = packages.folder / name
    for library in sorted(folder.rglob("*.a")):
        beside = folder / library.name
        if not beside.exists():
            beside.symlink_to(library.relative_to(folder))
    return folder
