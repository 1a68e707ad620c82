"""The list of cross-build environments that can be installed."""

import json
import sys
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Self

from packaging.version import Version
from pydantic import BaseModel, ConfigDict, Field, ValidationError

import pyodide_build
from pyodide_build.errors import XBuildEnvError
from pyodide_build.source.download import download, is_url

METADATA_VARIABLE = "PYODIDE_CROSS_BUILD_ENV_METADATA_URL"


class Release(BaseModel):
    """One environment; what else is said about it is ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: str
    url: str
    sha256: str = Field(pattern="^[0-9a-fA-F]{64}$")
    python_version: str = Field(pattern=r"^3\.\d+")
    emscripten_version: str
    published_at: str | None = None
    min_pyodide_build_version: str | None = None
    max_pyodide_build_version: str | None = None

    @property
    def is_compatible(self) -> bool:
        """Whether this Python and this version of pyodide-build can use it."""
        own = Version(pyodide_build.version())
        low, high = self.min_pyodide_build_version, self.max_pyodide_build_version
        return (
            self.python_version.split(".")[:2] == [str(part) for part in sys.version_info[:2]]
            and (low is None or Version(low) <= own)
            and (high is None or own <= Version(high))
        )


class Kind(StrEnum):
    """The lists in a metadata file, by their keys; only that of stable releases has to be there."""

    STABLE = "releases"
    NIGHTLY = "nightly"
    DEBUG = "debug"
    NIGHTLY_DEBUG = "nightly-debug"

    @classmethod
    def of(cls, *, nightly: bool, debug: bool) -> "Kind":
        """Return the kind that is asked for."""
        if nightly:
            return cls.NIGHTLY_DEBUG if debug else cls.NIGHTLY
        return cls.DEBUG if debug else cls.STABLE


class Releases(BaseModel):
    """What a metadata file has of one kind: releases by version."""

    model_config = ConfigDict(extra="ignore")

    releases: dict[str, Release]

    @classmethod
    def read(cls, place: str, kind: Kind = Kind.STABLE) -> Self:
        """Read a metadata file.

        Args:
            place: a path or an address.
            kind: which of the lists in it.

        Raises:
            XBuildEnvError: it is no such file, or has no such list.
            SourceError: it cannot be downloaded.
        """
        try:
            listed = json.loads(content(place))
            if kind is not Kind.STABLE and isinstance(listed, dict):
                if kind not in listed:
                    raise XBuildEnvError(f"{place} lists no {kind.replace('-', ' ')} environments.")
                listed = {Kind.STABLE: listed[kind]}
            return cls.model_validate(listed)
        except OSError as error:
            raise XBuildEnvError(f"The list of environments {place} cannot be read: {error.strerror}.") from error
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join([kind, *map(str, first["loc"][1:])]) if first["loc"] else "the file"
            raise XBuildEnvError(f"{place} is no list of environments; {where}: {first['msg'].rstrip('.')}.") from error
        except ValueError as error:
            raise XBuildEnvError(f"{place} is no list of environments; the file: {error}.") from error

    def newest_first(self, *, compatible: bool = True) -> list[Release]:
        """Return the releases, by default those that this Python can use."""
        chosen = [release for release in self.releases.values() if release.is_compatible or not compatible]
        return sorted(chosen, key=lambda release: Version(release.version), reverse=True)

    def find(self, version: str | None, *, force: bool = False) -> Release:
        """Return the release of a version, or the newest.

        Raises:
            XBuildEnvError: there is none that can be used here.
        """
        if version is None:
            found = self.newest_first(compatible=not force)
            if not found:
                raise XBuildEnvError(
                    "None of the environments is for this Python and this version of pyodide-build; "
                    "'pyodide xbuildenv search --all' shows what they are for."
                )
            return found[0]
        if version not in self.releases:
            known = ", ".join(release.version for release in self.newest_first(compatible=False))
            raise XBuildEnvError(f"There is no environment {version}; there are {known or 'none at all'}.")
        release = self.releases[version]
        if not force and not release.is_compatible:
            raise XBuildEnvError(
                f"The environment {version} is for Python {release.python_version} and pyodide-build from "
                f"{release.min_pyodide_build_version or 'any version'} to "
                f"{release.max_pyodide_build_version or 'any version'}, not for Python "
                f"{sys.version_info.major}.{sys.version_info.minor} and pyodide-build {pyodide_build.version()}. "
                "--force installs it nevertheless."
            )
        return release


def content(place: str) -> bytes:
    """Return what is in a file, or at an address."""
    if not is_url(place):
        return Path(place).read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        return download(place, Path(folder)).read_bytes()
