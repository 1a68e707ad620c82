"""Pack the standard library: one archive of compiled modules, one of their sources.

Pages load the compiled modules. Tracebacks want the source lines of the modules that they name, so those lie in an
archive of their own, which is fetched when the first such line is shown.
"""

import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from interpreter_build.distribution import Distribution
from interpreter_build.step import Step, Workspace
from runtime_build import archives, platform_variables
from runtime_build.archives import add, compile_module
from runtime_build.platform_variables import with_platform
from runtime_build.sources import SourceTree

# Where the archive lies in the runtime's file system; part of every code object's file name.
INSTALLED = "/lib/python313.zip"

# No modules, or not in the archive.
NO_MODULES = frozenset({"lib-dynload", "site-packages", "__pycache__"})
# What only other platforms import.
UNUSED = frozenset(
    {"_aix_support.py", "_ios_support.py", "_android_support.py", "_apple_support.py", "_osx_support.py"}
)
# The module with sysconfig's variables; its name goes on with the platform.
SYSCONFIGDATA = "_sysconfigdata_"
# Replaced by our own, which lie in this folder of pyodide-py/src.
REPLACEMENTS = "stdlib/"
REPLACED = frozenset({"webbrowser.py"})


@dataclass(frozen=True)
class StandardLibrary(Step):
    """`python_stdlib.zip` and `python_stdlib_sources.zip`."""

    name = "stdlib"
    shares = (archives, platform_variables)

    interpreter: Distribution
    pyodide_py: SourceTree
    version: str
    # What the distribution ships as packages.
    unvendored: tuple[str, ...]
    abi_version: str

    def build(self, space: Workspace) -> None:
        """Compile and pack every module."""
        own = self.pyodide_py.write(space.work / "pyodide-py")
        stdlib = space.result(self.interpreter) / "lib/python3.13"
        ours = [(own / path, path.removeprefix(REPLACEMENTS)) for path in self.pyodide_py.named(".py")]
        modules = [*standard_modules(stdlib, self.unvendored), *ours]
        modules.sort(key=lambda module: module[1])
        with (
            zipfile.ZipFile(space.out / "python_stdlib.zip", "w") as compiled,
            zipfile.ZipFile(space.out / "python_stdlib_sources.zip", "w") as sources,
        ):
            # The loader compares it with its own.
            compiled.comment = f"pyodide {self.version}".encode()
            for path, name in modules:
                source = path.read_bytes()
                if name.startswith(SYSCONFIGDATA):
                    source = with_platform(source.decode(), self.abi_version).encode()
                add(compiled, name + "c", compile_module(source, f"{INSTALLED}/{name}"))
                add(sources, name, source)


def standard_modules(stdlib: Path, unvendored: Collection[str]) -> Iterator[tuple[Path, str]]:
    """Give each module of the standard library that is in the archive, and its name there."""
    left_out = NO_MODULES | UNUSED | REPLACED | set(unvendored)
    for path in sorted(stdlib.rglob("*.py")):
        parts = path.relative_to(stdlib).parts
        if parts[0] in left_out or {"test", "tests", "__pycache__"} & set(parts[:-1]):
            continue
        yield path, "/".join(parts)
