"""Compile the C core."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from interpreter_build.distribution import Distribution
from interpreter_build.libraries.zstd import Zstd
from interpreter_build.step import Step, Workspace
from runtime_build.sources import SourceTree

WARNINGS = (
    "-Wall",
    "-Wextra",
    "-Werror",
    # CPython's tables are written with trailing members left out.
    "-Wno-missing-field-initializers",
    "-Wno-unused-parameter",
)
CFLAGS = (
    "-std=c11",
    "-O2",
    "-mreference-types",
    "-mbulk-memory",
    # Text is scanned and copied sixteen bytes at a time.
    "-msimd128",
    # clang 19 crashes when it tries to make a vector of JavaScript values.
    "-fno-slp-vectorize",
    # The bridge uses internals of CPython: type lookups, digits of integers.
    "-DPy_BUILD_CORE_MODULE=1",
    # Does something with -D DEBUG_F alone.
    "-includeerror/report.h",
)
# Where debugging information says that the sources are.
NAME_IN_DEBUGGER = "core/native"
CPYTHON_HEADERS = "cpython/Include"
ASFLAGS = ("-mreference-types", "-mexception-handling")


@dataclass(frozen=True)
class NativeObjects(Step):
    """The object files of core/native."""

    name = "native"

    sources: SourceTree
    interpreter: Distribution
    zstd: Zstd
    abi_flags: tuple[str, ...]
    packages: tuple[str, ...]

    def build(self, space: Workspace) -> None:
        """Compile each file."""
        tree = self.sources.write(space.work / "native")
        headers = space.result(self.interpreter) / "include/python3.13"
        zstd = space.result(self.zstd) / "include"
        includes = [f"-I{tree}", f"-I{headers}", f"-I{headers}/internal", f"-I{zstd}"]
        names = [f"-ffile-prefix-map={tree}={NAME_IN_DEBUGGER}", f"-ffile-prefix-map={headers}={CPYTHON_HEADERS}"]

        def compile_file(path: str) -> None:
            out = space.out / (path.replace("/", "-") + ".o")
            flags = [*CFLAGS, *WARNINGS, *includes] if path.endswith(".c") else ASFLAGS
            space.run(["emcc", *self.abi_flags, *flags, *names, "-c", tree / path, "-o", out], cwd=tree)

        with ThreadPoolExecutor(space.jobs) as pool:
            list(pool.map(compile_file, self.sources.named(".c", ".s")))
