"""Published tools import these names from these modules."""

from inspect import signature

import pyodide_lock
from pyodide_lock import spec, utils


def test_names_that_others_import():
    assert pyodide_lock.PyodideLockSpec is spec.PyodideLockSpec
    assert pyodide_lock.PackageSpec is spec.PackageSpec
    assert pyodide_lock.InfoSpec is spec.InfoSpec
    assert pyodide_lock.SpecValidationError is spec.SpecValidationError
    assert pyodide_lock.update_package_sha256 is utils.update_package_sha256
    assert pyodide_lock.parse_top_level_import_name is utils.parse_top_level_import_name
    assert pyodide_lock.package_spec_from_wheel is utils.package_spec_from_wheel


def test_positional_parameters():
    assert ["wheels", "base_path", "base_url", "ignore_missing_dependencies"] == [
        *signature(utils.add_wheels_to_spec).parameters
    ][1:5]
    assert ["path", "info"] == [*signature(utils.package_spec_from_wheel).parameters][:2]
    assert ["spec", "path"] == [*signature(utils.update_package_sha256).parameters]
    assert ["whlfile"] == [*signature(utils.parse_top_level_import_name).parameters]


def test_all_names_are_there():
    assert all(hasattr(pyodide_lock, name) for name in pyodide_lock.__all__)
    assert not hasattr(pyodide_lock, "nothing")
