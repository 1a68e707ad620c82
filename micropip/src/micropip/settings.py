"""What applies to installations unless one says otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass

PYPI = "PYPI"
"""Stands for the index that the distribution was built with."""


@dataclass(frozen=True)
class Settings:
    """Defaults of `install`.

    Attributes:
        index_urls: The indexes to ask, in this order; None: those that the distribution was built with.
        constraints: Requirements that apply if something needs the project.
    """

    index_urls: tuple[str, ...] | None = None
    constraints: tuple[str, ...] = ()


def as_tuple(values: str | Iterable[str]) -> tuple[str, ...]:
    """Return a tuple of one or several strings."""
    return (values,) if isinstance(values, str) else tuple(values)
