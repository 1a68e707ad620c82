"""Say in a ModuleNotFoundError how to get the module: the last finder, which finds nothing."""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType
    from typing import Any

IMPORT_STATEMENT = "_find_and_load_unlocked"


class HintFinder:
    """Fail imports of modules that are known and not there."""

    def __init__(self, pyodide_js: "Any") -> None:
        self._pyodide_js = pyodide_js

    def find_spec(self, name: str, path: "Sequence[str] | None", target: "ModuleType | None" = None) -> None:
        """See importlib.abc.MetaPathFinder.

        Raises:
            ModuleNotFoundError: an import statement is about to fail. Whoever only asks, with importlib.util.find_spec,
                gets no spec.
        """
        if sys._getframe(2).f_code.co_name != IMPORT_STATEMENT:
            return
        hint = hint_for(name, self._pyodide_js._api.packageWithModule)
        if hint is not None:
            raise ModuleNotFoundError(f"No module named {name!r}\n{hint}", name=name)


# Importing hides its own frames from tracebacks. This one is a part of it.
HintFinder.find_spec.__code__ = HintFinder.find_spec.__code__.replace(co_filename="<frozen importlib._bootstrap>")


def hint_for(name: str, package_with_module: "Any") -> str | None:
    """Return how to get a module, if that is known."""
    package = package_with_module(name)
    if package is not None:
        return (
            f"The module {name!r} is in the package {package!r} of the Pyodide distribution, which is not loaded. "
            f'Load it with `await pyodide.loadPackage("{package}")` in JavaScript or '
            f'`await micropip.install("{package}")` in Python'
        )
    if name in sys.stdlib_module_names:
        return (
            f"The module {name!r} of the Python standard library is not part of the Pyodide distribution, because "
            "what it needs of an operating system is not there in WebAssembly"
        )
    return None


def install(pyodide_js: "Any") -> None:
    """Ask after all other finders."""
    sys.meta_path.append(HintFinder(pyodide_js))
