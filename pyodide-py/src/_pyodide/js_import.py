"""Import JavaScript objects as Python modules (PEP 451 finder and loader)."""

import sys
from importlib.machinery import ModuleSpec

from _pyodide.import_hooks import leave_out_of_traces

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType
    from typing import Any

js_modules: "dict[str, Any]" = {}


class JsFinder:
    """Find the modules that were registered, and the object-valued properties of those as submodules."""

    def find_spec(
        self, name: str, path: "Sequence[str] | None", target: "ModuleType | None" = None
    ) -> ModuleSpec | None:
        """See importlib.abc.MetaPathFinder."""
        if name.partition(".")[0] not in js_modules:
            return None
        try:
            value = find_object(name)
        except AttributeError:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name) from None
        if not is_js_proxy(value):
            parent = name.rpartition(".")[0]
            raise ModuleNotFoundError(f"No module named {name!r}; {parent!r} is not a package", name=name)
        # importlib.abc, which has the class that the annotation wants, is not worth its time at every start.
        return ModuleSpec(name, LOADER, origin="JavaScript", is_package=True)  # type: ignore[arg-type]


class JsLoader:
    """Give the proxy of an object as the module. Holds no proxy itself: the module refers to its loader."""

    def create_module(self, spec: ModuleSpec) -> "Any":
        """See importlib.abc.Loader."""
        return find_object(spec.name)

    def exec_module(self, module: "Any") -> None:
        """Do nothing: the object is there."""

    def is_package(self, name: str) -> bool:
        """See importlib.abc.InspectLoader: any object may have submodules."""
        return True


LOADER = JsLoader()


def find_object(name: str) -> "Any":
    """Return what stands behind a full module name, whose parent is imported.

    Raises:
        AttributeError: the parent has no such property.
    """
    parent, _, child = name.rpartition(".")
    return getattr(sys.modules[parent], child) if parent else js_modules[name]


def is_js_proxy(value: object) -> bool:
    """Tell whether value is an object of JavaScript."""
    from _pyodide_core import JsProxy

    return isinstance(value, JsProxy)


def register_js_module(name: str, module: "Any") -> None:
    """Make a JavaScript object importable.

    Args:
        name: The module's name, without dots.
        module: The proxy of the object that backs it.

    Raises:
        TypeError: name is not a string, or module is not a JavaScript object.
        ValueError: name is empty or has dots.
    """
    if not isinstance(name, str):
        raise TypeError(f"The name of a JavaScript module must be a str, not {type(name).__name__}")
    if not name or "." in name:
        raise ValueError(f"{name!r} cannot be the name of a JavaScript module: it must be one word, without dots")
    if not is_js_proxy(module):
        raise TypeError(f"A JavaScript module must be a JavaScript object, not {type(module).__name__}")
    js_modules[name] = module


def unregister_js_module(name: str) -> None:
    """Take back what register_js_module did; modules that are imported already stay.

    Raises:
        ValueError: no JavaScript module has that name.
    """
    if name not in js_modules:
        raise ValueError(f"Cannot unregister {name!r}: no JavaScript module of that name is registered")
    del js_modules[name]


def import_name(name: str) -> "Any":
    """Import a module, or with dots in the name the last part from what precedes it."""
    from importlib import import_module

    path, _, last = name.rpartition(".")
    if not path:
        return import_module(name)
    parent = import_module(path)
    try:
        return getattr(parent, last)
    except AttributeError:
        return import_module(name)


def install(js: "Any", pyodide_js: "Any") -> None:
    """Start importing JavaScript: `js` is the global object, `pyodide_js` the API of this interpreter."""
    js_modules["js"] = js
    js_modules["pyodide_js"] = pyodide_js
    leave_out_of_traces(JsFinder)
    sys.meta_path.insert(0, JsFinder())
