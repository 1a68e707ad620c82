"""Extension modules of the standard library that are fetched when they are imported.

They are too large to be part of every start. The import waits for the file, which needs an environment that can read
one while Python waits: Node.js, pages and web workers can, service workers cannot.
"""

import sys
from importlib.machinery import ExtensionFileLoader, ModuleSpec

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType
    from typing import Any

FOLDER = "/lib/python3.13/lib-dynload"
SUFFIX = ".cpython-313-wasm32-emscripten.so"
# The build (runtime_build/stdlib.py) puts the same ones into the distribution.
ON_DEMAND = frozenset({"_lzma", "_sqlite3"})


class ExtensionFinder:
    """Find the modules of ON_DEMAND, fetching their files."""

    def __init__(self, pyodide_js: "Any") -> None:
        self._pyodide_js = pyodide_js

    def find_spec(
        self, name: str, path: "Sequence[str] | None", target: "ModuleType | None" = None
    ) -> ModuleSpec | None:
        """See importlib.abc.MetaPathFinder."""
        if name not in ON_DEMAND:
            return None
        location = f"{FOLDER}/{name}{SUFFIX}"
        if not self._pyodide_js._api.fetchFile(name + SUFFIX, location):
            return None
        return ModuleSpec(name, ExtensionFileLoader(name, location), origin=location)


def install(pyodide_js: "Any") -> None:
    """Look for the modules where nobody else has them."""
    sys.meta_path.append(ExtensionFinder(pyodide_js))
