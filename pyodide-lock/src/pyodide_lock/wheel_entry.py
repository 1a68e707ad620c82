"""Make the entry of a lock file out of a wheel, or out of an archive of shared libraries."""

from collections.abc import Iterable
from pathlib import Path

from packaging.utils import canonicalize_name

from pyodide_lock.archive import sha256
from pyodide_lock.dependencies import requirements
from pyodide_lock.errors import IncompatibleWheelError
from pyodide_lock.import_names import import_names
from pyodide_lock.model import InfoSpec, PackageSpec, PackageType
from pyodide_lock.target import python_version, tags
from pyodide_lock.wheel_file import WheelFile


def package_spec_from_wheel(path: Path, info: InfoSpec, *, package_type: PackageType = "package") -> PackageSpec:
    """Describe a wheel: its file name is the one it has now, `depends` what it needs on the target without extras.

    Whether a lock file has what it depends on is not looked at; `add_wheels` does.

    Args:
        path: The wheel.
        info: What it has to fit.
        package_type: `cpython_module` for a part of the standard library.

    Raises:
        WheelError: The file is broken, or no wheel, or not the one that its name says.
        IncompatibleWheelError: It is for another Python, ABI or platform.
    """
    wheel = WheelFile.read(Path(path))
    check_compatible(wheel, info)
    depends = {canonicalize_name(each.name) for each in requirements(wheel, info)}
    return entry(wheel, package_type, sorted(depends))


def package_spec_from_archive(
    path: Path, name: str, version: str, *, depends: Iterable[str] = (), package_type: PackageType = "shared_library"
) -> PackageSpec:
    """Describe an archive of shared libraries, which have no metadata of their own."""
    path = Path(path)
    return PackageSpec(
        name=name,
        version=version,
        file_name=path.name,
        install_dir="dynlib",
        sha256=sha256(path),
        package_type=package_type,
        depends=sorted(canonicalize_name(each) for each in depends),
    )


def parse_top_level_import_name(whlfile: Path) -> list[str] | None:
    """Return what can be imported from a wheel, None if there is nothing."""
    wheel = WheelFile.read(Path(whlfile))
    return import_names(wheel.files, wheel.top_level) or None


def update_package_sha256(spec: PackageSpec, path: Path) -> PackageSpec:
    """Set the hash of a package to that of a file."""
    spec.sha256 = sha256(Path(path))
    return spec


def entry(wheel: WheelFile, package_type: PackageType, depends: list[str]) -> PackageSpec:
    """Return the entry of a wheel that was read."""
    return PackageSpec(
        name=wheel.name,
        version=str(wheel.version),
        file_name=wheel.path.name,
        install_dir="site",
        sha256=wheel.sha256,
        package_type=package_type,
        imports=import_names(wheel.files, wheel.top_level),
        depends=depends,
    )


def check_compatible(wheel: WheelFile, info: InfoSpec) -> None:
    """Raise `IncompatibleWheelError` unless a wheel is for the lock file's Python, ABI and platform."""
    if wheel.tags.isdisjoint(tags(info)):
        version = ".".join(map(str, python_version(info)))
        abi = f" with ABI {info.abi_version}" if info.abi_version else ""
        mine = ", ".join(sorted(map(str, wheel.tags)))
        raise IncompatibleWheelError(
            wheel.path, f"is for {mine}; the lock file is for Python {version} on {info.platform}_{info.arch}{abi}"
        )
    if not wheel.requires_python.contains(info.python, prereleases=True):
        raise IncompatibleWheelError(
            wheel.path, f"is for Python {wheel.requires_python}; the lock file is for Python {info.python}"
        )
