"""Make asyncio run on JavaScript's event loop as soon as it is imported, and cost nothing before."""

import sys
from importlib.machinery import PathFinder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType


class AsyncioFinder:
    """Find asyncio where it is, with a loader that installs the event loop behind the import."""

    def find_spec(
        self, name: str, path: "Sequence[str] | None", target: "ModuleType | None" = None
    ) -> "ModuleSpec | None":
        if name != "asyncio":
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            execute = spec.loader.exec_module

            def exec_module(module: "ModuleType") -> None:
                execute(module)
                from pyodide.webloop import install

                install()

            # zipimporter is one object for a whole archive: the spec gets a loader of its own.
            spec.loader = _OneModuleLoader(spec.loader, exec_module)  # type: ignore[assignment]
        return spec


class _OneModuleLoader:
    """Another loader with its exec_module replaced."""

    def __init__(self, loader: object, exec_module: object) -> None:
        self._loader = loader
        self.exec_module = exec_module

    def __getattr__(self, name: str) -> object:
        return getattr(self._loader, name)


def install() -> None:
    """Watch for the import of asyncio."""
    sys.meta_path.insert(0, AsyncioFinder())
