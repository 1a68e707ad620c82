"""Find out what to build with: the target, then what the user asked for in variables and options."""

import os
import shlex
from collections.abc import Mapping

from pyodide_build.errors import SettingsError
from pyodide_build.settings.model import ZIP_EPOCH, BuildSettings, Exports, Flags
from pyodide_build.settings.target import Target


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
            PYODIDE_ZIP_COMPRESSION_LEVEL, PYODIDE_JOBS, RUSTUP_TOOLCHAIN, SOURCE_DATE_EPOCH.
        exports: `pyinit`, `requested`, `whole_archive`, or symbols separated by commas.
        compression_level: from 0, none, to 9, of the wheels' zip archives.

    Raises:
        SettingsError: a variable or an option has a value that it cannot have.
    """
    level = number(environment, "PYODIDE_ZIP_COMPRESSION_LEVEL", 6) if compression_level is None else compression_level
    if not 0 <= level <= 9:
        raise SettingsError(f"The compression level is {level}, but has to be between 0, none, and 9, smallest.")
    return BuildSettings(
        target=target,
        flags=Flags(
            cflags=split(environment, "CFLAGS"),
            cxxflags=split(environment, "CXXFLAGS"),
            ldflags=split(environment, "LDFLAGS"),
        ),
        exports=parse_exports(exports or environment.get("PYODIDE_BUILD_EXPORTS") or Exports.REQUESTED),
        compression_level=level,
        jobs=number(environment, "PYODIDE_JOBS", os.process_cpu_count() or 1),
        rust_toolchain=environment.get("RUSTUP_TOOLCHAIN"),
        source_date=source_date(environment),
    )


def source_date(environment: Mapping[str, str]) -> int:
    """Return the time that all files get, in seconds since 1970.

    Raises:
        SettingsError: SOURCE_DATE_EPOCH is no number.
    """
    return number(environment, "SOURCE_DATE_EPOCH", ZIP_EPOCH)


def number(environment: Mapping[str, str], name: str, default: int) -> int:
    """Return a variable's number, or the default if it is not set."""
    text = environment.get(name, "")
    try:
        return int(text) if text else default
    except ValueError as error:
        raise SettingsError(f"{name} is {text!r}, but has to be a number.") from error


def split(environment: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Return a variable's words."""
    try:
        return tuple(shlex.split(environment.get(name, "")))
    except ValueError as error:
        raise SettingsError(f"{name} cannot be split into words: {error}.") from error


def parse_exports(text: str) -> Exports | tuple[str, ...]:
    """Read what a user says about exported symbols."""
    if text in Exports:
        return Exports(text)
    return tuple(name for name in text.replace(",", " ").split())
