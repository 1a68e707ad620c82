"""What could be installed, or is."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution
from typing import Any

from micropip._vendor.packaging.utils import NormalizedName
from micropip._vendor.packaging.version import Version
from micropip.index.page import ProjectFile


@dataclass(frozen=True, eq=False)
class Installed:
    """A distribution that is there already."""

    distribution: Distribution


@dataclass(frozen=True, eq=False)
class Locked:
    """A package of the lock file."""

    key: str
    entry: Mapping[str, Any]
    is_loaded: bool


@dataclass(frozen=True, eq=False)
class Wheel:
    """A wheel at an index, in the lock file, or one that was named by its address.

    Attributes:
        index_url: The index, or `pyodide` for the lock file; None if it was named by its address.
    """

    file: ProjectFile
    index_url: str | None

    @property
    def is_direct(self) -> bool:
        return self.index_url is None


@dataclass(frozen=True, eq=False)
class Void:
    """Stands for what cannot be had, so that the search for more of that kind can go on."""


type Origin = Installed | Locked | Wheel | Void


@dataclass(frozen=True)
class Candidate:
    """A version of a project, with some of its extras."""

    name: NormalizedName
    version: Version
    origin: Origin
    extras: frozenset[NormalizedName] = frozenset()

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    def with_extras(self, extras: frozenset[NormalizedName]) -> "Candidate":
        """Return the same version with other extras."""
        return Candidate(self.name, self.version, self.origin, extras)
