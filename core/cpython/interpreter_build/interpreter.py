"""Compile CPython for WebAssembly: the library, its bundled libraries and the extension modules."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from interpreter_build.configure import CACHE, ConfigureAnswers
from interpreter_build.modules import ModuleTable, check_builtin, setup_local
from interpreter_build.patches import Patch, unpack_patched
from interpreter_build.pins import Pin
from interpreter_build.profile import NativeProfile
from interpreter_build.step import Step, Workspace

LIBRARY = "libpython3.13.a"

# The copies of libraries that come with CPython's source.
BUNDLED = (
    "Modules/_decimal/libmpdec/libmpdec.a",
    "Modules/expat/libexpat.a",
    "Modules/_hacl/libHacl_Hash_SHA2.a",
)


@dataclass(frozen=True)
class Interpreter(Step):
    """The compiled part of CPython, not yet arranged as a distribution."""

    name: ClassVar[str] = "cpython-interpreter"

    pin: Pin
    patches: tuple[Patch, ...]
    answers: ConfigureAnswers
    profile: NativeProfile | None
    cflags: tuple[str, ...]
    prelink: tuple[str, ...] | None
    side_module_cflags: tuple[str, ...]
    side_module_ldflags: tuple[str, ...]
    modules: ModuleTable
    packages: tuple[str, ...]

    def build(self, space: Workspace) -> None:
        """Configure with the answers there are, compile, and collect what was made."""
        # Built in the source's own folder, so that the names of files in the profile, in assertions
        # and in debugging information are relative, and the same on every machine.
        source = unpack_patched(space.source(self.pin), self.patches, space.work / "source")
        setup = (source / "Modules/Setup.stdlib.in").read_text()
        (source / "Modules/Setup.local").write_text(setup_local(self.modules, setup))
        shutil.copy2(space.result(self.answers) / CACHE, source)
        self.answers.configure(source, space)
        check_builtin(self.modules, (source / "Modules/config.c").read_text())

        flags = list(self.cflags)
        if self.profile:
            flags.append(f"-fprofile-instr-use={space.result(self.profile)}/python.profdata")
        self._make(source, space, flags, LIBRARY, *BUNDLED)
        if self.prelink:
            self._prelink(source, space)
        self._make(source, space, list(self.side_module_cflags), "sharedmods")
        self._collect(source, space)

    def _make(self, source: Path, space: Workspace, flags: list[str], *targets: str) -> None:
        private = ["-std=c11", "-fvisibility=hidden", *flags, f"-ffile-prefix-map={source}=."]
        variables = [
            # Not CFLAGS, which reach sysconfig, where the builds of others' extension modules take them from.
            f"CFLAGS_NODIST={' '.join(private)}",
            f"BLDSHARED=$(CC) {' '.join(self.side_module_ldflags)}",
        ]
        space.run(["make", f"-j{space.jobs}", *variables, *targets], cwd=source)

    def _prelink(self, source: Path, space: Workspace) -> None:
        """Optimise all of it at once, here, instead of minutes long at every link of the main module.

        That costs no speed, since a main module that extension modules link against exports all functions anyway.
        """
        whole = ["-Wl,--whole-archive", LIBRARY, *BUNDLED, "-Wl,--no-whole-archive"]
        space.run(["emcc", "-r", *(self.prelink or ()), *whole, "-o", "python.o"], cwd=source)
        for archive in (LIBRARY, *BUNDLED):
            (source / archive).unlink()
        space.run(["emar", "rcs", LIBRARY, "python.o"], cwd=source)

    def _collect(self, source: Path, space: Workspace) -> None:
        out = space.out
        for folder in ("lib", "lib-dynload"):
            (out / folder).mkdir()
        for archive in (LIBRARY, *BUNDLED):
            if (source / archive).exists():
                shutil.copy2(source / archive, out / "lib")
        for name in self.modules.shared:
            (built,) = (source / "Modules").glob(f"{name}.cpython-*.so")
            shutil.copy2(built, out / "lib-dynload")
        shutil.copy2(source / "pyconfig.h", out)
        build_folder = source / (source / "pybuilddir.txt").read_text()
        (sysconfigdata,) = build_folder.glob("_sysconfigdata_*.py")
        text = sysconfigdata.read_text().replace(str(source), "/build/cpython")
        for library in self.answers.libraries:
            text = text.replace(str(space.result(library)), f"/build/{library.name}")
        (out / sysconfigdata.name).write_text(text)
