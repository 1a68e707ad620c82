"""Build libffi, which ctypes calls C functions and makes callbacks with."""

import shutil
from dataclasses import dataclass
from typing import ClassVar

from interpreter_build.libraries.library import Library
from interpreter_build.step import Workspace


@dataclass(frozen=True)
class Libffi(Library):
    """libffi's port to WebAssembly is part of its releases."""

    name: ClassVar[str] = "libffi"

    def build(self, space: Workspace) -> None:
        """Configure and build; the tarball comes without a configure script."""
        source = self.unpack(space)
        space.run(["autoreconf", "--force", "--install"], cwd=source)
        # In a folder beside the source; in the source itself its makefile builds in a folder that it loses again.
        folder = space.work / "build"
        folder.mkdir()
        options = ["--host=wasm32-unknown-linux", "--disable-shared", "--disable-docs"]
        flags = f"CFLAGS={self.compiler_flags(source)}"
        space.run(["emconfigure", source / "configure", *options, flags], cwd=folder)
        space.run(["emmake", "make", f"-j{space.jobs}"], cwd=folder)
        for header in ("ffi.h", "ffitarget.h"):
            shutil.copy2(folder / "include" / header, space.out / "include")
        shutil.copy2(folder / ".libs" / "libffi.a", space.out / "lib")
