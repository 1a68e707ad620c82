"""Read a wheel (PEP 427) and refuse one that an installer would stumble over."""

import hashlib
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from packaging.metadata import InvalidMetadata, Metadata
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.tags import Tag
from packaging.utils import (
    InvalidSdistFilename,
    InvalidWheelFilename,
    NormalizedName,
    canonicalize_name,
    parse_wheel_filename,
)
from packaging.version import Version

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
    files: tuple[str, ...]
    top_level: frozenset[str] | None

    @property
    def key(self) -> NormalizedName:
        """Its normalised name."""
        return canonicalize_name(self.name)

    def __str__(self) -> str:
        """Return the name and version, for messages."""
        return f"{self.name} {self.version}"

    @cached_property
    def sha256(self) -> str:
        """The hash of the file."""
        return sha256(self.path)

    @classmethod
    def read(cls, path: Path) -> "WheelFile":
        """Read a wheel; `WheelError` says what is wrong with it."""
        try:
            name, version, _, tags = parse_wheel_filename(path.name)
        except (InvalidWheelFilename, InvalidSdistFilename) as error:
            raise WheelError(path, f"is not named like a wheel: {error}") from None
        try:
            with zipfile.ZipFile(path) as archive:
                files = checked_names(path, archive)
                folder = _dist_info(path, files, name, version)
                metadata = _metadata(path, archive, folder, files)
                listed = f"{folder}/top_level.txt"
                top_level = archive.read(listed).decode(errors="replace").split() if listed in files else None
        except FileNotFoundError:
            raise WheelError(path, "there is no such file") from None
        except (zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError, NotImplementedError) as error:
            if isinstance(error, WheelError):
                raise
            raise WheelError(path, f"is not a whole zip archive: {error}") from None
        if (canonicalize_name(metadata.name), metadata.version) != (name, version):
            said = f"{metadata.name} {metadata.version}"
            raise WheelError(path, f"its metadata says that it is {said}; the file name says {name} {version}")
        return cls(
            path,
            metadata.name,
            version,
            tags,
            metadata.requires_python or SpecifierSet(),
            tuple(metadata.requires_dist or ()),
            frozenset(canonicalize_name(each) for each in metadata.provides_extra or ()),
            files,
            None if top_level is None else frozenset(top_level),
        )


def sha256(path: Path) -> str:
    """Return the hash of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def checked_names(path: Path, archive: zipfile.ZipFile) -> tuple[str, ...]:
    """Return the names of an archive's files, having read each of them to its end and compared its checksum."""
    names = tuple(each.filename for each in archive.infolist() if not each.is_dir())
    for name in names:
        # zipfile cuts names at a NUL and turns the platform's separator into "/"; what is left is odd everywhere.
        parts = PurePosixPath(name).parts
        if name.startswith("/") or ".." in parts or "\\" in name or (parts and ":" in parts[0]):
            raise WheelError(path, f"{name!r} would be written outside of the folder it is installed to")
    if twice := _twice(names):
        raise WheelError(path, f"{twice!r} is in it twice")
    if broken := archive.testzip():
        raise WheelError(path, f"is not a whole zip archive: the checksum of {broken!r} differs")
    return names


def _twice(names: Iterable[str]) -> str | None:
    seen: set[str] = set()
    return next((each for each in names if each in seen or seen.add(each)), None)  # type: ignore[func-returns-value]


def _dist_info(path: Path, files: Iterable[str], name: str, version: Version) -> str:
    folders = sorted({each.split("/")[0] for each in files if each.split("/")[0].endswith(".dist-info")})
    match folders:
        case []:
            raise WheelError(path, "has no .dist-info folder, so it is no wheel")
        case [folder]:
            said = folder.removesuffix(".dist-info").partition("-")[0]
            if canonicalize_name(said) != name:
                raise WheelError(path, f"its folder {folder} does not belong to {name} {version}")
            return folder
    raise WheelError(path, f"has several .dist-info folders: {', '.join(folders)}")


def _metadata(path: Path, archive: zipfile.ZipFile, folder: str, files: Iterable[str]) -> Metadata:
    for required in ("METADATA", "WHEEL"):
        if f"{folder}/{required}" not in files:
            raise WheelError(path, f"has no {folder}/{required}")
    text = archive.read(f"{folder}/METADATA")
    try:
        # Not validated as a whole: wheels of old tools have fields that today's rules refuse, and no matter here.
        metadata = Metadata.from_email(text, validate=False)
        _ = metadata.name, metadata.version, metadata.requires_python, metadata.requires_dist
    except (InvalidMetadata, ExceptionGroup) as error:
        causes = error.exceptions if isinstance(error, ExceptionGroup) else [error]
        reasons = "; ".join(str(each) for each in causes)
        raise WheelError(path, f"its metadata cannot be read: {reasons}") from None
    if not metadata.name or not metadata.version:
        raise WheelError(path, "its metadata has no name or no version")
    return metadata
