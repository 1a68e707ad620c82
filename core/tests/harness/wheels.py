"""Wheels that projects publish for WebAssembly, fetched by name through pip."""

import hashlib
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from interpreter_build.store import cache_root, locked

PLATFORM = "pyemscripten_2025_0_wasm32"


@dataclass(frozen=True)
class Wheel:
    """A pinned wheel for CPython 3.13."""

    name: str
    version: str
    sha256: str

    def fetch(self) -> Path:
        """Return the file, named by its hash, from the cache of downloads or the package index."""
        downloads = cache_root() / "downloads"
        final = downloads / self.sha256
        if final.is_file():
            return final
        with locked(downloads / "locks" / self.sha256), tempfile.TemporaryDirectory(dir=downloads) as directory:
            if not final.is_file():
                self._download(Path(directory)).rename(final)
        return final

    def _download(self, directory: Path) -> Path:
        requirement = directory / "requirements.txt"
        requirement.write_text(f"{self.name}=={self.version} --hash=sha256:{self.sha256}\n")
        platform = ["--platform", PLATFORM, "--python-version", "313", "--only-binary", ":all:"]
        command = ["-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes", *platform]
        subprocess.run([sys.executable, *command, "--dest", directory, "-r", requirement], check=True)
        (wheel,) = directory.glob("*.whl")
        assert self.sha256 == hashlib.sha256(wheel.read_bytes()).hexdigest()
        return wheel


PUBLISHED = [
    Wheel("bitarray", "3.12.3", "570310f238007ab3ea48ba58f54820df871011e1580a27aba031011d34526208"),
    Wheel("charset-normalizer", "3.5.2", "a090bb2c68df85450502e3e20d665e3a5af9c65a84d6508ed477badd49166fd3"),
    Wheel("msgpack", "1.2.4", "d088d1f552e129859db830692268747aba0a1ee3e6e0fe6344dbb3aab1df9f6c"),
    Wheel("simplejson", "4.3.0", "67666fc300dafd4a5e9a87441d6f33dc938251a0b8f7e882facd43ffecc55295"),
    Wheel("xxhash", "4.1.0", "ffec5e9139b972051065cb58a3e74914d8a7f70c3bc9c23e03909df22c88dc30"),
]
