"""Parts of the standard library that are packages, for the `python` command, which finds them by itself.

A page says which of them it wants to download. Under the command they lie on the disk, beside the interpreter, and
programs expect the whole standard library.
"""

import os
import sys
import zipimport
from importlib.machinery import ModuleSpec, PathFinder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType
    from typing import Any

# In sys.path also for `python -I -S`.
FOLDER = "/lib/python3.13"
PACKAGE_TYPE = "cpython_module"


class StdlibPackageFinder:
    """Find those modules by unpacking the packages that have them."""

    def __init__(self, pyodide_js: "Any") -> None:
        self._pyodide_js = pyodide_js
        self._unpacked: set[str] = set()

    def find_spec(
        self, name: str, path: "Sequence[str] | None", target: "ModuleType | None" = None
    ) -> ModuleSpec | None:
        """See importlib.abc.MetaPathFinder."""
        package = self._pyodide_js._api.packageWithModule(name)
        if package is None or package in self._unpacked:
            return None
        entry = getattr(self._pyodide_js.lockfile.packages, package)
        if entry.package_type != PACKAGE_TYPE or not self._unpack(entry.file_name):
            return None
        self._unpacked.add(package)
        # What importlib.invalidate_caches() would do, which imports much.
        sys.path_importer_cache.pop(FOLDER, None)
        return PathFinder.find_spec(name, path, target)

    def _unpack(self, file_name: str) -> bool:
        """Unpack a wheel, all but its metadata; zipfile, which would import lzma, cannot help with lzma."""
        archive = f"{FOLDER}/{file_name}"
        if not self._pyodide_js._api.fetchFile(file_name, archive):
            return False
        wheel = zipimport.zipimporter(archive)
        metadata = "-".join(file_name.split("-")[:2]) + ".dist-info"
        record = wheel.get_data(f"{metadata}/RECORD").decode()
        folders = set()
        for path in [line.partition(",")[0] for line in record.splitlines()]:
            folder = path.rpartition("/")[0]
            if folder == metadata:
                continue
            if folder not in folders:
                folders.add(folder)
                os.makedirs(f"{FOLDER}/{folder}", exist_ok=True)
            with open(f"{FOLDER}/{path}", "wb") as file:
                file.write(wheel.get_data(path))
        os.unlink(archive)
        return True


def install(pyodide_js: "Any") -> None:
    """Look for the modules after all others but the last finder, which says how to get what is missing."""
    sys.meta_path.insert(-1, StdlibPackageFinder(pyodide_js))
