"""Wheels and lock files, made for one test each."""

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

INFO = {"arch": "wasm32", "platform": "emscripten_3_1_69", "python": "3.13.5", "abi_version": "2025_0"}


@dataclass(frozen=True)
class Wheel:
    """A wheel with one module, unless the test wants something else."""

    name: str
    version: str = "1.0"
    tag: str = "py3-none-any"
    files: Mapping[str, str | bytes] | None = None
    depends: Sequence[str] = ()
    imports: Sequence[str] | None = None
    metadata_name: str | None = None
    package_type: str = "package"
    # Entries of the lock file that differ from what is true.
    lies: Mapping[str, Any] = field(default_factory=dict)

    @property
    def module(self) -> str:
        return self.name.replace("-", "_")

    @property
    def file_name(self) -> str:
        return f"{self.module}-{self.version}-{self.tag}.whl"

    @property
    def dist_info(self) -> str:
        return f"{self.module}-{self.version}.dist-info"

    @property
    def contents(self) -> bytes:
        """Return the file: the same bytes each time."""
        files = self.files if self.files is not None else {f"{self.module}/__init__.py": f"name = {self.name!r}\n"}
        metadata = [f"Name: {self.metadata_name or self.name}", f"Version: {self.version}"]
        metadata += [f"Requires-Dist: {name}" for name in self.depends]
        record = "".join(f"{name},,\n" for name in files)
        return make_zip(
            {
                **files,
                f"{self.dist_info}/METADATA": "\n".join(["Metadata-Version: 2.1", *metadata, ""]),
                f"{self.dist_info}/WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {self.tag}\n",
                f"{self.dist_info}/RECORD": f"{record}{self.dist_info}/RECORD,,\n",
            }
        )

    @property
    def entry(self) -> dict[str, Any]:
        """Return what a lock file says of it."""
        return {
            "name": self.name,
            "version": self.version,
            "file_name": self.file_name,
            "install_dir": "site",
            "sha256": hashlib.sha256(self.contents).hexdigest(),
            "package_type": self.package_type,
            "imports": list(self.imports if self.imports is not None else [self.module]),
            "depends": list(self.depends),
            "unvendored_tests": False,
            **self.lies,
        }


def make_zip(files: Mapping[str, str | bytes]) -> bytes:
    """Return an archive with these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), data)
    return buffer.getvalue()


def lock_file(*wheels: Wheel, **info: str) -> dict[str, Any]:
    """Return the contents of a lock file that lists wheels."""
    return {"info": INFO | info, "packages": {wheel.name: wheel.entry for wheel in wheels}}
