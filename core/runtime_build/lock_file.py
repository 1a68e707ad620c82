"""Write the list of the distribution's packages, `pyodide-lock.json`."""

from collections.abc import Iterable
from pathlib import Path

from interpreter_build.errors import BuildError
from pyodide_lock import InfoSpec, PyodideLockSpec, package_spec_from_wheel
from pyodide_lock.check import check


def write_lock_file(path: Path, info: InfoSpec, wheels: Iterable[str], cpython_modules: Iterable[str]) -> None:
    """Describe the wheels that lie beside it.

    Args:
        path: the file to write.
        info: what the packages are for.
        wheels: the names of wheels.
        cpython_modules: the names of wheels with parts of the standard library.

    Raises:
        BuildError: a package needs another one that is not there.
    """
    lock = PyodideLockSpec(info=info, packages={})
    for name in wheels:
        lock.add(package_spec_from_wheel(path.parent / name, info))
    for name in cpython_modules:
        lock.add(package_spec_from_wheel(path.parent / name, info, package_type="cpython_module"))
    lock.packages = dict(sorted(lock.packages.items()))
    if problems := check(lock):
        raise BuildError(f"The packages of the distribution do not fit: {'; '.join(problems)}")
    lock.to_json(path, indent=2)
