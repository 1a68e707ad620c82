"""Read which source archives the build uses."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from interpreter_build.errors import PinError

KEYS = {"package", "version", "archive", "sha256"}


@dataclass(frozen=True)
class Pin:
    """One source archive: where it comes from and the hash it must have."""

    package: str
    version: str
    archive: str
    sha256: str


def read_pins(path: Path) -> dict[str, Pin]:
    """Read the pins, refusing whatever is not a complete one."""
    try:
        tables = tomllib.loads(path.read_text())
    except tomllib.TOMLDecodeError as error:
        raise PinError(path, f"not TOML: {error}") from error
    return {name: _pin(path, name, table) for name, table in tables.items()}


def _pin(path: Path, name: str, table: object) -> Pin:
    if not isinstance(table, dict) or set(table) != KEYS or not all(isinstance(value, str) for value in table.values()):
        raise PinError(path, f"[{name}] must have exactly these strings: {', '.join(sorted(KEYS))}")
    pin = Pin(**table)
    if not re.fullmatch("[0-9a-f]{64}", pin.sha256):
        raise PinError(path, f"[{name}] sha256 must be 64 hexadecimal digits, is {pin.sha256!r}")
    if "/" in pin.archive or pin.archive.startswith("."):
        raise PinError(path, f"[{name}] archive must be a plain file name, is {pin.archive!r}")
    return pin
