"""Pack the standard library: one archive of modules, most of them compiled, twice, and one of their sources.

Zip compresses each file by itself; that archive is for programs that read it. The loader takes the other form, which
is a fifth smaller: a zip archive without compression, compressed as a whole, in blocks. Tracebacks want the lines of
the modules that they name; sources that are not in the archive lie in one of their own, which is fetched when the
first such line is shown.
"""

import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from interpreter_build.distribution import Distribution
from interpreter_build.step import Step, Workspace
from runtime_build import archives, platform_variables, rare_modules, seekable_zstd, stdlib_blocks
from runtime_build.archives import Member, add, compile_module, write_member
from runtime_build.platform_variables import with_platform
from runtime_build.rare_modules import is_rare
from runtime_build.seekable_zstd import write_seekable
from runtime_build.sources import SourceTree
from runtime_build.stdlib_blocks import cut_archive

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
    """`python_stdlib.zip`, the same smaller as `python_stdlib.zip.zst`, and `python_stdlib_sources.zip`."""

    name = "stdlib"
    shares = (archives, platform_variables, rare_modules, seekable_zstd, stdlib_blocks)

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
        members = [self._member(path, name) for path, name in modules]
        # The loader compares it with its own.
        release = f"pyodide {self.version}"
        with zipfile.ZipFile(space.out / "python_stdlib.zip", "w") as archive:
            archive.comment = release.encode()
            for member in members:
                write_member(archive, member, zipfile.ZIP_DEFLATED)
        compressed = write_seekable(release, cut_archive(members, release))
        (space.out / "python_stdlib.zip.zst").write_bytes(compressed)
        with zipfile.ZipFile(space.out / "python_stdlib_sources.zip", "w") as sources:
            for path, name in modules:
                if not is_rare(name):
                    add(sources, name, self._read(path, name))

    def _member(self, path: Path, name: str) -> Member:
        source = self._read(path, name)
        if is_rare(name):
            return Member(name, source)
        return Member(f"{name}c", compile_module(source, f"{INSTALLED}/{name}"))

    def _read(self, path: Path, name: str) -> bytes:
        source = path.read_bytes()
        if name.startswith(SYSCONFIGDATA):
            return with_platform(source.decode(), self.abi_version).encode()
        return source


def standard_modules(stdlib: Path, unvendored: Collection[str]) -> Iterator[tuple[Path, str]]:
    """Give each module of the standard library that is in the archive, and its name there."""
    left_out = NO_MODULES | UNUSED | REPLACED | set(unvendored)
    for path in sorted(stdlib.rglob("*.py")):
        parts = path.relative_to(stdlib).parts
        if parts[0] in left_out or {"test", "tests", "__pycache__"} & set(parts[:-1]):
            continue
        yield path, "/".join(parts)
