"""The METADATA of a wheel: what it is, and what it needs."""

from dataclasses import dataclass
from email.parser import BytesHeaderParser

from micropip._vendor.packaging.requirements import InvalidRequirement, Requirement
from micropip._vendor.packaging.specifiers import InvalidSpecifier, SpecifierSet
from micropip._vendor.packaging.utils import NormalizedName, canonicalize_name
from micropip._vendor.packaging.version import InvalidVersion, Version
from micropip.errors import MetadataError


@dataclass(frozen=True)
class WheelMetadata:
    """The part of core metadata that says what to install."""

    name: NormalizedName
    version: Version
    requires: tuple[Requirement, ...]
    requires_python: SpecifierSet
    extras: frozenset[NormalizedName]


def parse_metadata(data: bytes, source: str) -> WheelMetadata:
    """Read a METADATA file.

    Args:
        data: The file.
        source: Where it is from, for messages.

    Raises:
        MetadataError: it lacks something, or something in it is wrong.
    """
    headers = BytesHeaderParser().parsebytes(data)
    try:
        return WheelMetadata(
            name=canonicalize_name(str(headers["Name"] or ""), validate=True),
            version=Version(str(headers["Version"] or "")),
            requires=tuple(Requirement(str(text)) for text in headers.get_all("Requires-Dist", [])),
            requires_python=SpecifierSet(str(headers["Requires-Python"] or "")),
            extras=frozenset(canonicalize_name(str(extra)) for extra in headers.get_all("Provides-Extra", [])),
        )
    except (InvalidRequirement, InvalidSpecifier, InvalidVersion, ValueError) as error:
        raise MetadataError(f"The metadata of {source} is wrong: {error}") from error
