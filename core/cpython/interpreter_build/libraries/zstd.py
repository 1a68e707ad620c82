"""Build the decompressor of Zstandard, which the archive of the standard library is read with."""

import shutil
from dataclasses import dataclass
from typing import ClassVar

from interpreter_build.libraries.library import Library
from interpreter_build.step import Workspace

# Only what one call of ZSTD_decompress needs, and nothing that other modules see (its headers say otherwise).
DEFINITIONS = (
    "-DZSTD_LEGACY_SUPPORT=0",
    "-DZSTD_STRIP_ERROR_STRINGS=1",
    "-DZSTD_DISABLE_ASM=1",
    "-DZSTDLIB_VISIBLE=",
    "-DZSTDERRORLIB_VISIBLE=",
)


@dataclass(frozen=True)
class Zstd(Library):
    """The decompressing half of libzstd."""

    name: ClassVar[str] = "zstd"

    def build(self, space: Workspace) -> None:
        """Compile the files of two folders; its makefile would ask for the host's system."""
        source = self.unpack(space)
        library = source / "lib"
        flags = self.compiler_flags(source).split()
        files = sorted([*library.glob("common/*.c"), *library.glob("decompress/*.c")])
        space.run(["emcc", *flags, *DEFINITIONS, "-c", *files], cwd=space.work)
        objects = [space.work / f"{file.stem}.o" for file in files]
        space.run(["emar", "rcs", space.out / "lib/libzstd.a", *objects], cwd=space.work)
        for header in ("zstd.h", "zstd_errors.h"):
            shutil.copy2(library / header, space.out / "include")
