"""Take the metadata out of wheels, for installers that want to read it without the rest (PEP 658)."""

import zipfile
from pathlib import Path

from packaging.utils import canonicalize_name, parse_wheel_filename

from pyodide_build.errors import DistributionError


def metadata_of(wheel: Path) -> bytes:
    """Return the file METADATA of a wheel.

    Raises:
        DistributionError: it has none.
    """
    name = parse_wheel_filename(wheel.name)[0]
    with zipfile.ZipFile(wheel) as archive:
        for each in archive.namelist():
            distribution, found, file = each.partition(".dist-info/")
            if found and file == "METADATA" and canonicalize_name(distribution.rpartition("-")[0]) == name:
                return archive.read(each)
    raise DistributionError(f"{wheel.name} has no metadata.")
