"""Read, check and write `pyodide-lock.json`, the list of packages that a distribution can load."""

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
