"""Write wheels (PyPA's binary distribution format) whose bytes follow from their contents."""

import base64
import hashlib
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from runtime_build.archives import add

NO_FILES: Mapping[str, bytes] = MappingProxyType({})


@dataclass(frozen=True)
class WheelMetadata:
    """What a wheel says about itself."""

    name: str
    version: str
    summary: str
    license: str
    tag: str

    @property
    def file_name(self) -> str:
        """The wheel's file name."""
        return f"{self.name}-{self.version}-{self.tag}.whl"

    @property
    def dist_info(self) -> str:
        """The folder in the wheel with its metadata."""
        return f"{self.name}-{self.version}.dist-info"

    def metadata(self, license_files: Iterable[str] = ()) -> str:
        """Return METADATA, core metadata 2.4 (PEP 639)."""
        lines = [
            "Metadata-Version: 2.4",
            f"Name: {self.name}",
            f"Version: {self.version}",
            f"Summary: {self.summary}",
            f"License-Expression: {self.license}",
            *(f"License-File: {name}" for name in license_files),
        ]
        return "\n".join(lines) + "\n"

    def wheel(self) -> str:
        """Return WHEEL, in which a platform's tag stands for files of that platform."""
        pure = str(self.tag.endswith("-any")).lower()
        return f"Wheel-Version: 1.0\nGenerator: runtime_build\nRoot-Is-Purelib: {pure}\nTag: {self.tag}\n"


def write_wheel(
    folder: Path,
    metadata: WheelMetadata,
    files: Mapping[str, bytes],
    license_files: Mapping[str, bytes] = NO_FILES,
) -> Path:
    """Write a wheel into `folder` and return it.

    Args:
        folder: where to.
        metadata: its name, version and tag, among others.
        files: what it installs below site-packages.
        license_files: the texts of its licences, by name.
    """
    info = metadata.dist_info
    about = {
        **{f"{info}/licenses/{name}": text for name, text in sorted(license_files.items())},
        f"{info}/METADATA": metadata.metadata(sorted(license_files)).encode(),
        f"{info}/WHEEL": metadata.wheel().encode(),
    }
    # The metadata last, as the format recommends: that part is read by itself.
    contents = {**dict(sorted(files.items())), **about}
    record = "".join(f"{name},sha256={digest(data)},{len(data)}\n" for name, data in contents.items())
    path = folder / metadata.file_name
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in contents.items():
            add(archive, name, data)
        add(archive, f"{info}/RECORD", f"{record}{info}/RECORD,,\n".encode())
    return path


def digest(data: bytes) -> str:
    """Return the sha256 as RECORD spells it."""
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
