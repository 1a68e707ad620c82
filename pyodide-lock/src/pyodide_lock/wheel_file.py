"""Read a wheel (PEP 427) and refuse one that an installer would stumble over."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from packaging.metadata import RawMetadata, parse_email
from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.tags import Tag
from packaging.utils import InvalidWheelFilename, NormalizedName, canonicalize_name, parse_wheel_filename
from packaging.version import InvalidVersion, Version

from pyodide_lock.archive import checked_names, opened, sha256
from pyodide_lock.errors import WheelError


@dataclass(frozen=True)
class WheelFile:
    """A wheel that was read and found whole.

    Attributes:
        path: Where it is.
        name: Its name as the project spells it.
        version: Its version.
        tags: What it is for, from its file name.
        requires_python: The versions of Python it is for.
        requirements: Everything its metadata asks for, whatever the markers say.
        extras: The names of its extras.
        files: The names in the archive.
        top_level: The names in `top_level.txt`, None where there is no such file.
    """

    path: Path
    name: str
    version: Version
    tags: frozenset[Tag]
    requires_python: SpecifierSet
    requirements: tuple[Requirement, ...]
    extras: frozenset[NormalizedName]
    files: frozenset[str]
    top_level: frozenset[str] | None

    def __str__(self) -> str:
        """Return name and version, for messages."""
        return f"{self.name} {self.version}"

    @property
    def key(self) -> NormalizedName:
        """Its normalised name."""
        return canonicalize_name(self.name)

    @cached_property
    def sha256(self) -> str:
        """The hash of the file."""
        return sha256(self.path)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a wheel; `WheelError` says what is wrong with it."""
        try:
            name, version, _, tags = parse_wheel_filename(path.name)
        except InvalidWheelFilename as error:
            raise WheelError(path, f"is not named like a wheel: {error}") from None
        with opened(path) as archive:
            files = checked_names(path, archive)
            folder = _dist_info(path, files, name)
            metadata = _metadata(path, archive, folder, files)
            listed = f"{folder}/top_level.txt"
            top_level = archive.read(listed).decode(errors="replace").split() if listed in files else None
        said = f"{metadata.get('name')} {metadata.get('version')}"
        if (canonicalize_name(metadata.get("name", "")), _version(metadata)) != (name, version):
            raise WheelError(path, f"its metadata says that it is {said}; its file name says {name} {version}")
        return cls(
            path,
            metadata["name"],
            version,
            tags,
            _requires_python(metadata),
            tuple(_requirements(path, metadata)),
            frozenset(canonicalize_name(each) for each in metadata.get("provides_extra", ())),
            files,
            None if top_level is None else frozenset(top_level),
        )


def _dist_info(path: Path, files: Iterable[str], name: str) -> str:
    folders = sorted(
        {each.split("/")[0] for each in files if "/" in each and each.split("/")[0].endswith(".dist-info")}
    )
    match folders:
        case []:
            raise WheelError(path, "has no .dist-info folder, so it is not a wheel")
        case [folder]:
            if canonicalize_name(folder.removesuffix(".dist-info").partition("-")[0]) != name:
                raise WheelError(path, f"its folder {folder} is not one of {name}")
            return folder
    raise WheelError(path, f"has several .dist-info folders: {', '.join(folders)}")


def _metadata(path: Path, archive: zipfile.ZipFile, folder: str, files: frozenset[str]) -> RawMetadata:
    for required in ("METADATA", "WHEEL"):
        if f"{folder}/{required}" not in files:
            raise WheelError(path, f"has no {folder}/{required}, so it is not a wheel")
    # Not checked as a whole: wheels of old tools have fields that today's rules refuse, and that do not matter here.
    metadata, _ = parse_email(archive.read(f"{folder}/METADATA"))
    return metadata


def _version(metadata: RawMetadata) -> Version | None:
    try:
        return Version(metadata.get("version", ""))
    except InvalidVersion:
        return None


def _requires_python(metadata: RawMetadata) -> SpecifierSet:
    try:
        return SpecifierSet(metadata.get("requires_python", ""))
    except InvalidSpecifier:  # ">=2.7.*" of old tools: pip goes by it no more than this
        return SpecifierSet()


def _requirements(path: Path, metadata: RawMetadata) -> Iterator[Requirement]:
    for each in metadata.get("requires_dist", ()):
        try:
            yield Requirement(each)
        except InvalidRequirement as error:
            reason = str(error).splitlines()[0]
            raise WheelError(path, f"its metadata has the requirement {each!r}, which says nothing: {reason}") from None
