"""Read, check and write `pyodide-lock.json`, the list of packages that a distribution can load."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyodide_lock.errors import LockfileError, SpecValidationError, WheelError
    from pyodide_lock.model import InfoSpec, PackageSpec, PyodideLockSpec
    from pyodide_lock.wheel_entry import (
        package_spec_from_archive,
        package_spec_from_wheel,
        parse_top_level_import_name,
        update_package_sha256,
    )

__all__ = [
    "InfoSpec",
    "LockfileError",
    "PackageSpec",
    "PyodideLockSpec",
    "SpecValidationError",
    "WheelError",
    "package_spec_from_archive",
    "package_spec_from_wheel",
    "parse_top_level_import_name",
    "update_package_sha256",
]


def __getattr__(name: str) -> object:
    # Importing pydantic takes a tenth of a second, and `pyodide --help` only wants to know which commands there are.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name)
    modules = (import_module(f"{__name__}.{each}") for each in ("errors", "model", "wheel_entry"))
    return next(getattr(module, name) for module in modules if hasattr(module, name))
