"""Fetch the wheels that a `pylock.toml` (PEP 751) names."""

import os
import shutil
import tempfile
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast
from urllib.parse import unquote, urlsplit

from packaging.markers import Environment
from packaging.pylock import Pylock, PylockSelectError, PylockValidationError
from packaging.utils import NormalizedName

from pyodide_lock.archive import sha256
from pyodide_lock.errors import LockfileError
from pyodide_lock.model import InfoSpec
from pyodide_lock.target import marker_environment, tags


class WheelNotFoundError(LockfileError):
    """Say which package has no wheel for the target, or where it cannot be got."""


@dataclass(frozen=True)
class LockedWheel:
    """A wheel that is needed: its address or its path, and the hash that it must have."""

    name: NormalizedName
    file_name: str
    url: str | None
    path: Path
    sha256: str | None


def locked_wheels(pylock: Mapping[str, Any], info: InfoSpec, folder: Path) -> Iterator[LockedWheel]:
    """Yield the wheel of each package that suits the target best; paths in the file start from the folder."""
    environment = cast(Environment, marker_environment(info))
    try:
        selected = list(Pylock.from_dict(pylock).select(environment=environment, tags=list(tags(info))))
    except (PylockSelectError, PylockValidationError) as error:
        raise WheelNotFoundError(f"there is not a wheel for everything: {error}") from error
    for package, found in selected:
        url, path = getattr(found, "url", None), getattr(found, "path", None)
        file_name = getattr(found, "name", None) or unquote(urlsplit(url or path or "").path).rpartition("/")[2]
        if not file_name.endswith(".whl"):
            raise WheelNotFoundError(f"{package.name} {package.version} has no wheel for the target")
        digest = dict(getattr(found, "hashes", None) or {}).get("sha256")
        yield LockedWheel(package.name, file_name, url, folder / (path or file_name), digest)


def download(wheel: LockedWheel, folder: Path) -> tuple[Path, str | None]:
    """Return where a wheel is now, and the address it came from; it gets its name when its content was checked."""
    folder.mkdir(parents=True, exist_ok=True)
    final = folder / wheel.file_name
    if final.is_file() and wheel.sha256 == sha256(final):
        return final, wheel.url
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=f".{wheel.file_name}.", suffix=".partial")
    try:
        with os.fdopen(descriptor, "wb") as file:
            _copy(wheel, file)
        if wheel.sha256 and wheel.sha256 != (found := sha256(Path(name))):
            raise WheelNotFoundError(f"{wheel.url or wheel.path}: expected the hash {wheel.sha256}, found {found}")
        Path(name).chmod(0o644)
        Path(name).replace(final)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return final, wheel.url


def _copy(wheel: LockedWheel, file: BinaryIO) -> None:
    try:
        with urllib.request.urlopen(wheel.url) if wheel.url else wheel.path.open("rb") as source:
            shutil.copyfileobj(source, file)
    except OSError as error:
        raise WheelNotFoundError(f"{wheel.url or wheel.path} cannot be fetched: {error}") from error
