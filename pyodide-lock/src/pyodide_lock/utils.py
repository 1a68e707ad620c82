"""Functions where pyodide-build imports them from, under the names that it knows."""

from pyodide_lock.add_wheels import add_wheels as add_wheels_to_spec
from pyodide_lock.wheel_entry import package_spec_from_wheel, parse_top_level_import_name, update_package_sha256

__all__ = ["add_wheels_to_spec", "package_spec_from_wheel", "parse_top_level_import_name", "update_package_sha256"]
