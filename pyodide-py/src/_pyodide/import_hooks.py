"""Connect modules to JavaScript as soon as they are imported, and cost nothing before."""

import sys
from importlib.machinery import PathFinder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

# Each names a module with a function `install`, which is given the module that was imported.
HOOKS = {
    "asyncio": "pyodide.webloop",
    "http.client": "pyodide.http._http_client",
    "ssl": "_pyodide.node_certificates",
    "json.encoder": "_pyodide.json_null",
    "urllib3.contrib.emscripten.fetch": "pyodide.http._urllib3",
}


class HookFinder:
    """Find the modules where they are, with a loader that calls the hook behind the import."""

    def find_spec(
        self, name: str, path: "Sequence[str] | None", target: "ModuleType | None" = None
    ) -> "ModuleSpec | None":
        if name not in HOOKS:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            execute = spec.loader.exec_module

            def exec_module(module: "ModuleType") -> None:
                execute(module)
                hook = __import__(HOOKS[name], fromlist=["install"])
                hook.install(module)

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


def leave_out_of_traces(finder: type) -> None:
    """Let trace take a finder's code for the interpreter's, as importlib's is: it runs whatever a program imports."""
    find_spec = vars(finder)["find_spec"]
    find_spec.__code__ = find_spec.__code__.replace(co_filename=f"<frozen {finder.__module__}>")


def install() -> None:
    """Watch for the imports."""
    leave_out_of_traces(HookFinder)
    sys.meta_path.insert(0, HookFinder())
