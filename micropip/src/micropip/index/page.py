"""What an index says about a project, in whatever format it says it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class ProjectFile:
    """A file of a project.

    Attributes:
        hashes: Algorithm and hexadecimal digest.
        yanked: None if it is not; else the reason, which may be empty (PEP 592).
        metadata_hashes: None if the index has no separate metadata (PEP 658); else the hashes of that file.
    """

    filename: str
    url: str
    hashes: Mapping[str, str]
    size: int | None = None
    requires_python: str | None = None
    yanked: str | None = None
    metadata_hashes: Mapping[str, str] | None = None


@dataclass(frozen=True)
class ProjectPage:
    """The files of a project that an index has, in the order in which it lists them."""

    name: str
    files: tuple[ProjectFile, ...]
    index_url: str = ""


def parse_hash(text: str) -> dict[str, str]:
    """Read `algorithm=digest`; what is no hash is none."""
    algorithm, equals, digest = text.partition("=")
    return {algorithm: digest} if equals and digest else {}
