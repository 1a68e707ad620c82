"""Compare what a lock file says in several places, and the files it names."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename
from packaging.version import InvalidVersion, Version

from pyodide_lock.archive import sha256
from pyodide_lock.errors import SpecValidationError
from pyodide_lock.model import PackageSpec, PyodideLockSpec
from pyodide_lock.validation import key_path


def check_wheel_filenames(lock: PyodideLockSpec) -> None:
    """Raise `SpecValidationError` if wheels are not named after the packages whose files they are."""
    problems = [each for key, package in lock.packages.items() for each in name_problems(key, package)]
    if problems:
        raise SpecValidationError("The lock file", problems)


def name_problems(key: str, package: PackageSpec) -> Iterator[str]:
    """Yield what differs between a package and its file's name."""
    name = unquote(urlsplit(package.file_name).path).rpartition("/")[2]
    if not name.endswith(".whl"):
        return
    place = key_path(("packages", key, "file_name"))
    try:
        wheel, version, _, _ = parse_wheel_filename(name)
    except InvalidWheelFilename as error:
        yield f"{place}: {error}"
        return
    if wheel != canonicalize_name(package.name):
        yield f"{place}: {name} is not a wheel of {package.name}"
    if not _same(version, package.version):
        yield f"{place}: {name} is not version {package.version}"


def check(lock: PyodideLockSpec, folder: Path | None = None) -> list[str]:
    """Return everything that would only fail in the page, each as `key: what is wrong`.

    Args:
        lock: The lock file.
        folder: Where its files are; those with relative names are then looked for, and their hashes compared.
    """
    return [
        problem
        for key, package in lock.packages.items()
        for problem in (
            *_key_problems(key, package),
            *name_problems(key, package),
            *_dependency_problems(key, package, lock),
            *(_file_problems(key, package, folder) if folder else ()),
        )
    ]


def _key_problems(key: str, package: PackageSpec) -> Iterator[str]:
    if canonicalize_name(key) != package.key:
        yield f"{key_path(('packages', key, 'name'))}: {package.name} is not the name of the key"


def _dependency_problems(key: str, package: PackageSpec, lock: PyodideLockSpec) -> Iterator[str]:
    for index, name in enumerate(package.depends):
        if lock.find(name) is None:
            yield f"{key_path(('packages', key, 'depends', index))}: there is no package {name}"


def _file_problems(key: str, package: PackageSpec, folder: Path) -> Iterator[str]:
    if urlsplit(package.file_name).scheme:
        return
    file = folder / package.file_name
    if not file.is_file():
        yield f"{key_path(('packages', key, 'file_name'))}: there is no file {file}"
    elif (found := sha256(file)) != package.sha256:
        yield f"{key_path(('packages', key, 'sha256'))}: {file.name} has {found}"


def _same(version: Version, other: str) -> bool:
    try:
        return version == Version(other)
    except InvalidVersion:
        return str(version) == other
