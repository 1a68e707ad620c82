"""Parts of the standard library that are packages, for the `python` command, which finds them by itself.

A page says which of them it wants to download. Under the command they lie on the disk, beside the interpreter, and
programs expect the whole standard library.
"""

import os
import sys
import zipimport
from importlib import invalidate_caches
from importlib.machinery import ModuleSpec, PathFinder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType
    from typing import Any

# In sys.path also for `python -I -S`.
FOLDER = "/lib/python3.13"
LOCK_FILE = f"{FOLDER}/pyodide-lock.json"

# What the packages make importable; the lock file knows which does what.
NAMES = frozenset(
    {
        *("_ctypes_test", "_hashlib", "_lzma", "_pydecimal", "_sqlite3", "_ssl", "_testbuffer", "_testcapi"),
        *("_testclinic", "_testclinic_limited", "_testimportmultiple", "_testinternalcapi", "_testlimitedcapi"),
        *("_testmultiphase", "_testsinglephase", "_xxtestfuzz", "lzma", "pydoc_data", "sqlite3", "ssl", "test"),
        *("xxlimited", "xxlimited_35", "xxsubtype"),
    }
)


class StdlibPackageFinder:
    """Find those modules by unpacking the packages that have them."""

    def __init__(self, pyodide_js: "Any") -> None:
        self._fetch = pyodide_js._api.fetchFile
        self._packages: dict[str, str] | None = None

    def find_spec(
        self, name: str, path: "Sequence[str] | None", target: "ModuleType | None" = None
    ) -> ModuleSpec | None:
        """See importlib.abc.MetaPathFinder."""
        if name not in NAMES:
            return None
        file_name = self._file_names().pop(name, None)
        if file_name is None or not self._unpack(file_name):
            return None
        invalidate_caches()
        return PathFinder.find_spec(name, path, target)

    def _file_names(self) -> dict[str, str]:
        """Return where the modules are that were not asked for yet."""
        if self._packages is None:
            self._packages = {}
            if self._fetch("pyodide-lock.json", LOCK_FILE):
                import json

                with open(LOCK_FILE, encoding="utf-8") as file:
                    packages = json.load(file)["packages"].values()
                for package in packages:
                    self._packages |= dict.fromkeys(NAMES.intersection(package["imports"]), package["file_name"])
        return self._packages

    def _unpack(self, file_name: str) -> bool:
        archive = f"{FOLDER}/{file_name}"
        if not self._fetch(file_name, archive):
            return False
        wheel = zipimport.zipimporter(archive)
        name, version = file_name.split("-")[:2]
        record = wheel.get_data(f"{name}-{version}.dist-info/RECORD").decode()
        folders = set()
        for path in [line.partition(",")[0] for line in record.splitlines()]:
            folder = path.rpartition("/")[0]
            if folder.endswith(".dist-info"):
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
