"""Arrange the interpreter for those who link it: headers, archives, standard library, and how to link."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from interpreter_build.interpreter import LIBRARY, Interpreter
from interpreter_build.libraries.library import Library
from interpreter_build.patches import Patch, unpack_patched
from interpreter_build.pins import Pin
from interpreter_build.step import Step, Workspace

STDLIB = Path("lib/python3.13")


@dataclass(frozen=True)
class Distribution(Step):
    """What the rest of the runtime is built from."""

    name: ClassVar[str] = "cpython"

    pin: Pin
    patches: tuple[Patch, ...]
    interpreter: Interpreter
    linked_libraries: tuple[Library, ...]
    removed: tuple[str, ...]
    link_cflags: tuple[str, ...]
    mode: str

    def build(self, space: Workspace) -> None:
        """Copy each part to its place."""
        source = unpack_patched(space.source(self.pin), self.patches, space.work / "source")
        built = space.result(self.interpreter)
        self._copy_stdlib(source, built, space.out)
        headers = space.out / "include/python3.13"
        shutil.copytree(source / "Include", headers)
        shutil.copy2(built / "pyconfig.h", headers)
        # The linker takes from an archive what those before it lack.
        by_need = sorted((built / "lib").iterdir(), key=lambda archive: (archive.name != LIBRARY, archive.name))
        archives = [self._copy_archive(archive, space.out) for archive in by_need]
        for library in self.linked_libraries:
            (archive,) = (space.result(library) / "lib").glob("*.a")
            archives.append(self._copy_archive(archive, space.out))
        link = {"version": self.pin.version, "mode": self.mode, "cflags": self.link_cflags, "archives": archives}
        (space.out / "link.json").write_text(json.dumps(link, indent=2) + "\n")

    def _copy_archive(self, archive: Path, out: Path) -> str:
        shutil.copy2(archive, out / "lib")
        return f"lib/{archive.name}"

    def _copy_stdlib(self, source: Path, built: Path, out: Path) -> None:
        stdlib = out / STDLIB
        shutil.copytree(source / "Lib", stdlib, ignore=shutil.ignore_patterns("__pycache__"))
        for name in self.removed:
            path = stdlib / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
        (sysconfigdata,) = built.glob("_sysconfigdata_*.py")
        shutil.copy2(sysconfigdata, stdlib)
        shutil.copytree(built / "lib-dynload", stdlib / "lib-dynload")
