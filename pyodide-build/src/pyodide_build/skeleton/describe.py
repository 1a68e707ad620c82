"""Read what a file of the index says about its package."""

import platform
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from packaging.metadata import RawMetadata, parse_email
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from pyodide_build.errors import SourceError
from pyodide_lock import InfoSpec
from pyodide_lock.import_names import import_names
from pyodide_lock.target import marker_environment

Read = Callable[[str], bytes]
# What projects call the address that a recipe has as `home`, the best one first.
HOME = ("homepage", "home", "repository", "source", "sourcecode", "github", "documentation")


@dataclass(frozen=True)
class Description:
    """What goes into a recipe.

    Attributes:
        name: as the package spells it.
        summary: one line.
        license: its expression (SPDX), or what stands there instead.
        home: the address of the project.
        requires: names of what it needs to run on the target.
        imports: what can be imported.
    """

    name: str
    summary: str
    license: str
    home: str
    requires: tuple[str, ...]
    imports: tuple[str, ...]


def describe(file: Path) -> Description:
    """Read a wheel or a source distribution.

    Raises:
        SourceError: it is neither, or says nothing about itself.
    """
    wheel = file.suffix == ".whl"
    try:
        with opened(file) as (names, read):
            about = nearest(names, "*.dist-info/METADATA" if wheel else "*/PKG-INFO")
            listed = nearest(names, "*/top_level.txt")
            if about is None:
                raise SourceError(f"{file.name} is no package: it says nothing about itself.")
            metadata, _ = parse_email(read(about))
            top_level = read(listed).decode(errors="replace").split() if listed else None
    except (OSError, tarfile.TarError, zipfile.BadZipFile, EOFError, RuntimeError) as error:
        raise SourceError(f"{file.name} is no package: {error}") from error
    name = metadata.get("name") or file.name.partition("-")[0]
    if wheel:
        imports = import_names(names, None if top_level is None else frozenset(top_level))
    else:
        imports = top_level or [canonicalize_name(name).replace("-", "_")]
    return Description(
        name=name,
        summary=metadata.get("summary", "").strip(),
        license=license_of(metadata),
        home=home_of(metadata),
        requires=tuple(dict.fromkeys(required(metadata.get("requires_dist", ())))),
        imports=tuple(imports),
    )


@contextmanager
def opened(file: Path) -> Iterator[tuple[list[str], Read]]:
    """Give the names of an archive's files, and a function that reads one."""
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            yield archive.namelist(), archive.read
        return
    with tarfile.open(file) as tar:

        def read(name: str) -> bytes:
            content = tar.extractfile(name)
            return content.read() if content else b""

        yield [entry.name for entry in tar if entry.isfile()], read


def nearest(names: Iterable[str], pattern: str) -> str | None:
    """Return the name nearest to the top that fits a pattern."""
    return min(
        (name for name in names if PurePosixPath(name).match(pattern)), key=lambda name: name.count("/"), default=None
    )


def license_of(metadata: RawMetadata) -> str:
    """Return the license: its expression (PEP 639), its name, or what the classifiers say."""
    named = metadata.get("license_expression") or metadata.get("license", "")
    if named and "\n" not in named:
        return named
    classifiers = metadata.get("classifiers", ())
    return next((each.rpartition(" :: ")[2] for each in classifiers if each.startswith("License :: ")), "")


def home_of(metadata: RawMetadata) -> str:
    """Return the address of the project."""
    named = {
        "".join(character for character in label.lower() if character.isalnum()): address
        for label, address in metadata.get("project_urls", {}).items()
    }
    return metadata.get("home_page") or next((named[label] for label in HOME if label in named), "")


def required(texts: Iterable[str]) -> Iterator[str]:
    """Give the names of what is needed on the target, without extras."""
    markers = marker_environment(InfoSpec(platform="emscripten", python=platform.python_version()))
    for text in texts:
        try:
            requirement = Requirement(text)
        except InvalidRequirement:
            continue  # the build will say so
        if requirement.marker is None or requirement.marker.evaluate({**markers}):
            yield requirement.name
