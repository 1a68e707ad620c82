"""What `micropip.list` returns."""

from collections import UserDict
from collections.abc import Iterable
from typing import NamedTuple

from micropip.bookkeeping import LOCK_FILE, source_of
from micropip.host.protocol import Host

COLUMNS = ("Name", "Version", "Source")
# How loadPackage notes what it has from the lock file.
DEFAULT_CHANNEL = "default channel"


class PackageMetadata(NamedTuple):
    """An installed package, and where it came from: `pypi`, `pyodide` (the lock file), `mock`, or an address."""

    name: str
    version: str = ""
    source: str = ""


class PackageDict(UserDict[str, PackageMetadata]):
    """Packages by name, which print as a table."""

    def __str__(self) -> str:
        return table([self[name] for name in sorted(self)])

    __repr__ = __str__


def table(rows: Iterable[tuple[str, ...]]) -> str:
    """Return rows under headings, in columns as wide as need be."""
    rows = [COLUMNS, *rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    rows.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def list_packages(host: Host) -> PackageDict:
    """Return what is installed, with the libraries that the lock file has brought."""
    packages = PackageDict()
    loaded = {name: LOCK_FILE if source == DEFAULT_CHANNEL else source for name, source in host.loaded_packages.items()}
    locked = host.lock().packages
    for distribution in host.distributions():
        name = distribution.name
        if name and name not in packages:
            source = source_of(distribution) or loaded.get(name) or loaded.get(normalize(name)) or ""
            packages[name] = PackageMetadata(name, distribution.version, source)
    present = {normalize(name) for name in packages}
    for name, source in loaded.items():
        if normalize(name) not in present:
            entry = locked.get(normalize(name), {})
            packages[name] = PackageMetadata(name, entry.get("version", ""), source)
    return packages


def normalize(name: str) -> str:
    """Spell a name in the way that stands for all others (PEP 503)."""
    return "-".join(part for part in name.lower().replace("_", "-").replace(".", "-").split("-") if part)
