"""Profile CPython natively: which branches its C code takes when it runs Python programs.

Clang counts by the functions and branches of the source, so counts from a native build serve the build for WebAssembly
wherever the preprocessor sees the same; that is why the native build is configured alike. Clang ignores the counts of
other functions, which are few. The patches change code for WebAssembly only; without them the profile outlives them.
"""

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from interpreter_build.archive import unpack
from interpreter_build.pins import Pin
from interpreter_build.step import Step, Workspace

OPTIONS = (
    "--with-build-python=/usr/bin/python3.13",
    "--disable-ipv6",
    "--enable-big-digits=30",
    "--without-computed-gotos",
    "--without-pymalloc",
    "--without-ensurepip",
    "--disable-test-modules",
)

VARIABLES = {
    "CC": "clang-19",
    "OPT": "-DNDEBUG -O2 -fprofile-instr-generate",
    "LDFLAGS": "-fprofile-instr-generate",
    # All modules in one program, like the main module.
    "MODULE_BUILDTYPE": "static",
}

# Modules on libraries that this machine has or has not: without them the program is the same everywhere.
WITHOUT_MODULES = (
    "_bz2",
    "_ctypes",
    "_curses",
    "_curses_panel",
    "_dbm",
    "_gdbm",
    "_hashlib",
    "_lzma",
    "_sqlite3",
    "_ssl",
    "_tkinter",
    "_uuid",
    "readline",
    "zlib",
)

# What differs from run to run or from machine to machine would make the counts differ: addresses, hashes, cached
# bytecode, the environment, and the path of the build, which the interpreter takes from the path it is started by.
FIXED_ADDRESSES = ("setarch", "--addr-no-randomize")
HERE = "/proc/self/cwd"
COUNTED = {
    "HOME": "/",
    "LLVM_PROFILE_FILE": "counts/%m.profraw",  # %m, the program's hash, makes its processes add to the same file
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
}

# The same again, for what Python code asks the system for: the folder, the clock, random numbers.
PRELUDE = f"""
import os, random, runpy, sys, time, unittest
os.getcwd = lambda: "{HERE}"
os.path.realpath = lambda path, **options: os.path.abspath(path)
random.seed(1)
time.time_ns = lambda: 1_700_000_000_000_000_000
time.time = lambda: 1_700_000_000.0
time.monotonic = time.perf_counter = lambda: 1.0
"""
RUN_PROGRAM = PRELUDE + 'runpy.run_path(sys.argv[1], run_name="__main__")'
RUN_TEST = PRELUDE + 'unittest.main(None, argv=["", "--quiet", sys.argv[1]])'


@dataclass(frozen=True)
class TrainingProgram:
    """A Python program that is run to be counted."""

    name: str
    text: str


def read_training(folder: Path) -> tuple[TrainingProgram, ...]:
    """Read the training programs."""
    return tuple(TrainingProgram(path.name, path.read_text()) for path in sorted(folder.glob("*.py")))


@dataclass(frozen=True)
class NativeProfile(Step):
    """`python.profdata`, for clang's -fprofile-instr-use."""

    name: ClassVar[str] = "cpython-profile"

    pin: Pin
    tests: tuple[str, ...]
    programs: tuple[TrainingProgram, ...]
    packages: tuple[str, ...]

    def build(self, space: Workspace) -> None:
        """Build natively with counters, run the training, and merge the counts."""
        source = unpack(space.source(self.pin), space.work / "source")
        (source / "Modules/Setup.local").write_text("\n".join(("*disabled*", *WITHOUT_MODULES)) + "\n")
        space.run(["./configure", *OPTIONS], cwd=source, environment=VARIABLES)
        space.run(["make", f"-j{space.jobs}", "python", "pybuilddir.txt"], cwd=source)
        self._train(source, space)
        counts = sorted((source / "counts").glob("*.profraw"))
        space.run(["llvm-profdata-19", "merge", "--output", space.out / "python.profdata", *counts], cwd=space.work)

    def _train(self, source: Path, space: Workspace) -> None:
        folder = source / (source / "pybuilddir.txt").read_text()
        for data in folder.glob("_sysconfigdata_*.py"):
            data.write_text(data.read_text().replace(str(source), HERE))
        (source / "training").mkdir()
        for program in self.programs:
            (source / "training" / program.name).write_text(program.text)
        python = [*fixed_addresses(), f"{HERE}/python", "-P"]
        for program in self.programs:
            path = f"{HERE}/training/{program.name}"
            space.run([*python, "-c", RUN_PROGRAM, path], cwd=source, environment=COUNTED)
        for test in self.tests:
            space.run([*python, "-c", RUN_TEST, f"test.{test}"], cwd=source, environment=COUNTED)


def fixed_addresses() -> tuple[str, ...]:
    """Return the command to run programs at the same addresses, which some containers do not allow: then nothing."""
    allowed = subprocess.run([*FIXED_ADDRESSES, "true"], capture_output=True, check=False).returncode == 0
    return FIXED_ADDRESSES if allowed else ()
