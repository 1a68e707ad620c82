"""Find out what to build with: the target, then what the user asked for in variables and options."""

import os
import shlex
from collections.abc import Mapping

from pyodide_build.settings.model import BuildSettings, Exports, Flags
from pyodide_build.settings.target import Target

# Small code before fast code would be -Os; packages that know better say so themselves.
DEFAULT_OPTIMIZATION = "-O2"


def resolve_settings(
    target: Target,
    environment: Mapping[str, str],
    *,
    exports: str | None = None,
    compression_level: int | None = None,
) -> BuildSettings:
    """Return the settings of a build.

    Args:
        target: the platform to build for.
        environment: variables of the user: CFLAGS, CXXFLAGS, LDFLAGS, PYODIDE_BUILD_EXPORTS,
            PYODIDE_ZIP_COMPRESSION_LEVEL, PYODIDE_JOBS, RUSTUP_TOOLCHAIN.
        exports: `pyinit`, `requested`, `whole_archive`, or symbols separated by commas.
        compression_level: from 0, none, to 9, of the wheels' zip archives.
    """
    level = compression_level if compression_level is not None else environment.get("PYODIDE_ZIP_COMPRESSION_LEVEL", 6)
    return BuildSettings(
        target=target,
        flags=Flags(
            cflags=split(environment, "CFLAGS"),
            cxxflags=split(environment, "CXXFLAGS"),
            ldflags=split(environment, "LDFLAGS"),
        ),
        exports=parse_exports(exports or environment.get("PYODIDE_BUILD_EXPORTS") or Exports.REQUESTED),
        compression_level=int(level),
        jobs=int(environment.get("PYODIDE_JOBS") or os.cpu_count() or 1),
        rust_toolchain=environment.get("RUSTUP_TOOLCHAIN"),
    )


def split(environment: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Return a variable's words."""
    return tuple(shlex.split(environment.get(name, "")))


def parse_exports(text: str) -> Exports | tuple[str, ...]:
    """Read what a user says about exported symbols."""
    if text in Exports:
        return Exports(text)
    return tuple(name for name in text.replace(",", " ").split())
