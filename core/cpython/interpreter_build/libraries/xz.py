"""Build liblzma of the XZ Utils."""

import shutil
from dataclasses import dataclass
from typing import ClassVar

from interpreter_build.libraries.library import Library
from interpreter_build.step import Workspace

# Only the library, without its programs and without threads.
OPTIONS = (
    "--host=wasm32-unknown-linux",
    "--disable-shared",
    "--enable-threads=no",
    "--disable-xz",
    "--disable-xzdec",
    "--disable-lzmadec",
    "--disable-lzmainfo",
    "--disable-lzma-links",
    "--disable-scripts",
    "--disable-doc",
    "--disable-nls",
    # Not a shared library, whose functions others see: the compiler's flags decide.
    "gl_cv_cc_visibility=no",
)


@dataclass(frozen=True)
class Xz(Library):
    """liblzma."""

    name: ClassVar[str] = "xz"

    def build(self, space: Workspace) -> None:
        """Configure and build the static library."""
        source = self.unpack(space)
        flags = self.compiler_flags(source)
        space.run(["emconfigure", "./configure", *OPTIONS, f"CFLAGS={flags}"], cwd=source)
        space.run(["emmake", "make", f"-j{space.jobs}", "-C", "src/liblzma"], cwd=source)
        shutil.copytree(source / "src/liblzma/api/lzma", space.out / "include/lzma")
        shutil.copy2(source / "src/liblzma/api/lzma.h", space.out / "include")
        shutil.copy2(source / "src/liblzma/.libs/liblzma.a", space.out / "lib")
