"""What a recipe's source can be."""

from enum import StrEnum


class SourceFormat(StrEnum):
    """The kinds of files that the index has (PEP 427, PEP 625)."""

    WHEEL = "wheel"
    SDIST = "sdist"
