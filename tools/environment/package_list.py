"""Read the one list of Debian packages."""

from __future__ import annotations

from pathlib import Path

PACKAGE_LIST = Path(__file__).with_name("packages.txt")


def parse_packages(text: str) -> list[str]:
    """Return the package names in `text`, sorted, without comments."""
    words = (word for line in text.splitlines() for word in line.partition("#")[0].split())
    return sorted(set(words))


def read_packages(path: Path = PACKAGE_LIST) -> list[str]:
    """Return the package names that the environment consists of."""
    return parse_packages(path.read_text(encoding="utf-8"))
