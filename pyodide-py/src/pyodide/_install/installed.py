"""Distributions that are there already."""

import os

from pyodide._install import record
from pyodide._install.errors import InstallError
from pyodide._install.files import let_imports_look_again
from pyodide._install.journal import Journal
from pyodide._install.scheme import Scheme
from pyodide._install.wheel_name import normalize

DIST_INFO = ".dist-info"


def find_dist_info(name: str, site_packages: str) -> str | None:
    """Return the dist-info folder of a distribution."""
    wanted = normalize(name)
    for entry in os.listdir(site_packages):
        if entry.endswith(DIST_INFO) and normalize(entry.removesuffix(DIST_INFO).rpartition("-")[0]) == wanted:
            return f"{site_packages}/{entry}"
    return None


def files_of(dist_info: str, site_packages: str) -> list[str]:
    """Return the files of a distribution that are still there, with what Python has compiled of them."""
    paths = {os.path.join(dist_info, name) for name in os.listdir(dist_info)}
    if os.path.exists(f"{dist_info}/RECORD"):
        with open(f"{dist_info}/RECORD", encoding="utf-8") as file:
            rows = record.parse(file.read())
        paths |= {os.path.normpath(os.path.join(site_packages, path)) for path, _, _ in rows}
    paths |= {compiled for path in paths if path.endswith(".py") for compiled in compiled_files(path)}
    return sorted(path for path in paths if os.path.isfile(path) or os.path.islink(path))


def compiled_files(source: str) -> list[str]:
    """Return what Python has written in __pycache__ for a module."""
    folder, name = os.path.split(source)
    cache = os.path.join(folder, "__pycache__")
    if not os.path.isdir(cache):
        return []
    stem = name.removesuffix("py")
    return [os.path.join(cache, each) for each in os.listdir(cache) if each.startswith(stem) and each.endswith(".pyc")]


def uninstall_distribution(name: str, site_packages: "os.PathLike[str] | str | None" = None) -> list[str]:
    """Remove a distribution as its RECORD describes it, and return the files that were removed: all of them or none.

    Raises:
        InstallError: there is no such distribution, or it has no RECORD.
        OSError: a file cannot be removed; all are still there.
    """
    folder = Scheme(name, site_packages).site_packages
    dist_info = find_dist_info(name, folder) if os.path.isdir(folder) else None
    if dist_info is None:
        raise InstallError(f"Cannot uninstall {name}: it is not installed in {folder}")
    if not os.path.exists(f"{dist_info}/RECORD"):
        raise InstallError(
            f"Cannot uninstall {name}: {dist_info} has no RECORD, so nobody knows which files are its own"
        )
    files = files_of(dist_info, folder)
    journal = Journal(folder)
    try:
        for path in files:
            journal.remove(path)
    except BaseException:
        journal.undo()
        raise
    journal.close()
    let_imports_look_again()
    return files
