"""Profile CPython natively: which branches its C code takes when it runs Python programs.

Clang counts by the functions and branches of the source, so counts from a native build serve the build for WebAssembly,
as long as the preprocessor sees the same. That is why the native build is 32-bit and configured alike.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from interpreter_build.cpython_source import Patch, unpack_cpython
from interpreter_build.pins import Pin
from interpreter_build.step import Step, Workspace

OPTIONS = (
    "--build=x86_64-pc-linux-gnu",
    "--host=i686-pc-linux-gnu",
    "--with-build-python=/usr/bin/python3.13",
    "--disable-ipv6",
    "--enable-big-digits=30",
    "--without-computed-gotos",
    "--without-pymalloc",
    "--without-ensurepip",
)

VARIABLES = {
    # WebAssembly's floating point is that of SSE, not of the x87.
    "CC": "clang-19 -m32 -msse2 -mfpmath=sse",
    "OPT": "-DNDEBUG -O2 -fprofile-instr-generate",
    "LDFLAGS": "-fprofile-instr-generate",
    "MODULE_BUILDTYPE": "static",
    # There are no 32-bit libraries here, and what pkg-config finds is of another architecture.
    "PKG_CONFIG": "false",
    "ac_cv_file__dev_ptmx": "no",
    "ac_cv_file__dev_ptc": "no",
}


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
    patches: tuple[Patch, ...]
    tests: tuple[str, ...]
    programs: tuple[TrainingProgram, ...]
    packages: tuple[str, ...]

    def build(self, space: Workspace) -> None:
        """Build natively with counters, run the training, and merge the counts."""
        source = unpack_cpython(space.source(self.pin), self.patches, space.work / "source")
        space.run(["./configure", *OPTIONS], cwd=source, environment=VARIABLES)
        space.run(["make", f"-j{space.jobs}", "python"], cwd=source)
        raw = space.work / "raw"
        # %m is a hash of the program: processes add their counts to one file instead of leaving one each.
        counted = {"LLVM_PROFILE_FILE": f"{raw}/%m.profraw", "PYTHONHASHSEED": "0"}
        training = space.work / "training"
        training.mkdir()
        for program in self.programs:
            (training / program.name).write_text(program.text)
            space.run([source / "python", training / program.name], cwd=training, environment=counted)
        space.run([source / "python", "-m", "test", *self.tests], cwd=source, environment=counted)
        counts = sorted(raw.glob("*.profraw"))
        space.run(["llvm-profdata-19", "merge", "--output", space.out / "python.profdata", *counts], cwd=space.work)
