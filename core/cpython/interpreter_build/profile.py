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

# Addresses, hashes and cached bytecode that differ from run to run would make the counts differ.
COUNTED = {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
FIXED_ADDRESSES = ("setarch", "--addr-no-randomize")

# Tests of CPython: the clock and the random numbers stand still, for the same reason.
RUN_TESTS = """
import random, sys, time, unittest
random.seed(1)
time.time_ns = lambda: 1_700_000_000_000_000_000
time.time = lambda: 1_700_000_000.0
time.monotonic = time.perf_counter = lambda: 1.0
unittest.main(None, argv=["", "--quiet", *sys.argv[1:]])
"""


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
        space.run(["./configure", *OPTIONS], cwd=source, environment=VARIABLES)
        space.run(["make", f"-j{space.jobs}", "python", "pybuilddir.txt"], cwd=source)
        counts = self._train(source / "python", space)
        space.run(["llvm-profdata-19", "merge", "--output", space.out / "python.profdata", *counts], cwd=space.work)

    def _train(self, python: Path, space: Workspace) -> list[Path]:
        training, raw = space.work / "training", space.work / "raw"
        training.mkdir()
        for program in self.programs:
            (training / program.name).write_text(program.text)
        # %m stands for the program's hash, one for all: the processes add their counts to the same file.
        counted = {**COUNTED, "LLVM_PROFILE_FILE": f"{raw}/%m.profraw"}
        commands = [[program.name] for program in self.programs]
        commands += [["-c", RUN_TESTS, f"test.{test}"] for test in self.tests]
        prefix = fixed_addresses()
        for command in commands:
            space.run([*prefix, python, *command], cwd=training, environment=counted)
        return sorted(raw.glob("*.profraw"))


def fixed_addresses() -> tuple[str, ...]:
    """Return the command to run programs at the same addresses, which some containers do not allow: then nothing."""
    allowed = subprocess.run([*FIXED_ADDRESSES, "true"], capture_output=True, check=False).returncode == 0
    return FIXED_ADDRESSES if allowed else ()
