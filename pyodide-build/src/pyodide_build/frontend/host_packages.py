"""Let packages be compiled against others.

The build machine's copy of such a package runs during a build; its headers and libraries are those for the target.
"""

import shutil
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from pyodide_build.errors import RecipeError
from pyodide_build.settings.target import Target

# In a prefix, a file for each package, with its version.
VERSIONS = Path("share/pyodide-build/host-packages")
# In a cross-build environment, the packages with their versions, as pip reads them.
REQUIREMENTS = "requirements.txt"


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
        for package in self.folder.iterdir() if self.folder.is_dir() else ():
            # A part of one that is not installed would look like all of it.
            if (site_packages / package.name).is_dir():
                shutil.copytree(package, site_packages / package.name, symlinks=True, dirs_exist_ok=True)

    @property
    def pkg_config_folders(self) -> list[Path]:
        """The folders with descriptions for pkg-config."""
        return sorted({path.parent for path in self.folder.rglob("*.pc")})


def offer(prefix: Path, wheel: Path, patterns: Iterable[str], python: str) -> None:
    """Put into a prefix what others need who are compiled against a package.

    Args:
        prefix: the folder.
        wheel: the package for the target.
        patterns: the files: names, patterns, or folders.
        python: the version of the target's Python: `3.13`.

    Raises:
        RecipeError: the wheel has no such file.
    """
    folder = site_packages_of(prefix, python)
    name, version, *_ = parse_wheel_filename(wheel.name)
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        for pattern in patterns:
            found = [each for each in names if fnmatchcase(each, pattern) or each.startswith(f"{pattern.rstrip('/')}/")]
            if not found:
                raise RecipeError(f"{wheel.name} has no files {pattern}, which build/cross-build-files lists.")
            archive.extractall(folder, found)
    # -L$NUMPY_LIB finds all of numpy's static libraries.
    package = folder / str(name)
    for library in sorted({*package.rglob("*.a")} - {*package.glob("*.a")}):
        (package / library.name).symlink_to(library.relative_to(package))
    (prefix / VERSIONS).mkdir(parents=True, exist_ok=True)
    (prefix / VERSIONS / str(name)).write_text(str(version), encoding="utf-8")


def offered(prefix: Path, python: str) -> HostPackages:
    """Return the packages that a prefix has for those who are compiled against them."""
    versions = {path.name: path.read_text(encoding="utf-8") for path in sorted((prefix / VERSIONS).glob("*"))}
    return HostPackages(site_packages_of(prefix, python), versions)


def of_environment(target: Target) -> HostPackages:
    """Return the packages that a cross-build environment has."""
    listed = target.root.parent / REQUIREMENTS
    lines = listed.read_text(encoding="utf-8").split() if listed.is_file() else []
    return HostPackages(target.host_packages, dict(line.split("==", 1) for line in lines))


def site_packages_of(prefix: Path, python: str) -> Path:
    """Return where a prefix has the files of Python packages."""
    return prefix / "lib" / f"python{python}" / "site-packages"
