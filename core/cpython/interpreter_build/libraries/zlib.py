"""Build zlib."""

import shutil
from dataclasses import dataclass
from typing import ClassVar

from interpreter_build.libraries.library import Library
from interpreter_build.step import Workspace


@dataclass(frozen=True)
class Zlib(Library):
    """zlib's configure script is its own, not autoconf's."""

    name: ClassVar[str] = "zlib"

    def build(self, space: Workspace) -> None:
        """Configure and build the static library."""
        source = self.unpack(space)
        flags = {"CFLAGS": self.compiler_flags(source)}
        space.run(["emconfigure", "./configure", "--static"], cwd=source, environment=flags)
        space.run(["emmake", "make", f"-j{space.jobs}", "libz.a"], cwd=source)
        for header in ("zlib.h", "zconf.h"):
            shutil.copy2(source / header, space.out / "include")
        shutil.copy2(source / "libz.a", space.out / "lib")
