"""Build bzip2."""

import shutil
from dataclasses import dataclass
from typing import ClassVar

from interpreter_build.libraries.library import Library
from interpreter_build.step import Workspace


@dataclass(frozen=True)
class Bzip2(Library):
    """bzip2 has a plain makefile."""

    name: ClassVar[str] = "bzip2"

    def build(self, space: Workspace) -> None:
        """Build the static library."""
        source = self.unpack(space)
        tools = ["CC=emcc", "AR=emar", "RANLIB=emranlib", f"CFLAGS={self.compiler_flags(source)}"]
        space.run(["emmake", "make", f"-j{space.jobs}", "libbz2.a", *tools], cwd=source)
        shutil.copy2(source / "bzlib.h", space.out / "include")
        shutil.copy2(source / "libbz2.a", space.out / "lib")
