"""Put wheels into a lock file."""

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from packaging.utils import NormalizedName, canonicalize_name

from pyodide_lock.dependencies import Dependencies, find_dependencies
from pyodide_lock.errors import AddWheelsError, UnmetDependenciesError, WheelError
from pyodide_lock.model import PackageSpec, PyodideLockSpec
from pyodide_lock.wheel_entry import check_compatible, entry
from pyodide_lock.wheel_file import WheelFile

log = logging.getLogger(__name__)


def add_wheels(
    lock: PyodideLockSpec,
    wheels: Iterable[Path | str],
    base_path: Path | str | None = None,
    base_url: str = "",
    ignore_missing_dependencies: bool = False,
    *,
    exclude: Iterable[str] = (),
) -> PyodideLockSpec:
    """Return a lock file with wheels in it, in the places of packages of the same names.

    Args:
        lock: The lock file; it stays as it is.
        wheels: The wheels. What they need has to be among them or in the lock file.
        base_path: The folder that `file_name` is relative to; that of the first wheel if not given.
        base_url: Where that folder will be; if not given, it is the one of the lock file.
        ignore_missing_dependencies: Name what is missing in `depends` all the same, and only warn of it.
        exclude: Names of packages that are left out of `depends`, whoever asks for them.

    Raises:
        AddWheelsError: Several wheels are broken or do not fit, or two have the same name.
        WheelError: That is so of one.
        UnmetDependenciesError: They need what is not there, or not in a version that suits.
    """
    read = _read([Path(each) for each in wheels], lock)
    dependencies = find_dependencies(read, lock, frozenset(map(canonicalize_name, exclude)))
    _judge(dependencies, ignore_missing_dependencies)
    base = Path(base_path) if base_path is not None else next((each.path.parent for each in read.values()), Path())
    result = lock.clone()
    for name, wheel in read.items():
        package = entry(wheel, "package", sorted(dependencies.depends[name]))
        package.file_name = location(wheel.path, base, base_url)
        replace(result, package)
    return result


def location(wheel: Path, base_path: Path, base_url: str) -> str:
    """Return what `file_name` says of a wheel: its path from a folder, after the address of that folder if given."""
    try:
        path = wheel.resolve().relative_to(base_path.resolve()).as_posix()
    except ValueError:
        raise WheelError(wheel, f"is not inside of the base path {base_path}") from None
    return f"{base_url.removesuffix('/')}/{quote(path, safe='/+!~')}" if base_url else path


def replace(lock: PyodideLockSpec, package: PackageSpec) -> None:
    """Put a package in; the tests of the one that it replaces go with it."""
    old = lock.find(package.name)
    if old and old.unvendored_tests and (tests := lock.find(f"{package.name}-tests")):
        lock.remove(tests.name)
    lock.add(package)


def _read(paths: list[Path], lock: PyodideLockSpec) -> dict[NormalizedName, WheelFile]:
    found: dict[NormalizedName, WheelFile] = {}
    errors: list[WheelError] = []
    for path in paths:
        try:
            wheel = WheelFile.read(path)
            check_compatible(wheel, lock.info)
            other = found.setdefault(wheel.key, wheel)
            if other is not wheel and other.path.resolve() != path.resolve():
                raise WheelError(path, f"has the same name as {other.path}; a lock file has room for one of them")
        except WheelError as error:
            errors.append(error)
    if len(errors) > 1:
        raise AddWheelsError("These wheels cannot be added", [str(each) for each in errors])
    if errors:
        raise errors[0]
    return found


def _judge(dependencies: Dependencies, ignore_missing: bool) -> None:
    for each in dependencies.unknown:
        log.warning("%s", each)
    problems = [*_missing(dependencies), *dependencies.conflicts]
    if ignore_missing:
        for each in problems:
            log.warning("%s", each)
    elif problems:
        heading = "The wheels need what neither they nor the lock file provide; add it, or ignore missing dependencies"
        raise UnmetDependenciesError(heading, problems)


def _missing(dependencies: Dependencies) -> Iterator[str]:
    for name, askers in sorted(dependencies.missing.items()):
        yield f"{name} is missing; asked for by {'; '.join(askers)}"
