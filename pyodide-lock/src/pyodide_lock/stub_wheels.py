"""Wheels without content that stand for the packages of a lock file, so that a resolver takes them as they are."""

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from packaging.version import InvalidVersion, Version

from pyodide_lock.model import PackageSpec


def write_stub_wheels(packages: Iterable[PackageSpec], folder: Path) -> Iterator[str]:
    """Write a wheel for each package that can be asked for, and yield the requirement that holds for it alone.

    Resolving with them needs neither the files that the lock file is about nor an index that has them. They ask for
    nothing: what the packages of a lock file need is in the lock file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for package in packages:
        try:
            version = Version(package.version)
        except InvalidVersion:  # no requirement can be about it
            continue
        stem = f"{package.key.replace('-', '_')}-{version}"
        path = folder / f"{stem}-py3-none-any.whl"
        with zipfile.ZipFile(path, "w") as wheel:
            metadata = f"Metadata-Version: 2.1\nName: {package.key}\nVersion: {version}\n"
            wheel.writestr(f"{stem}.dist-info/METADATA", metadata)
            wheel.writestr(f"{stem}.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            wheel.writestr(f"{stem}.dist-info/RECORD", "")
        yield f"{package.key} @ {path.resolve().as_uri()}"
