"""Pack the standard library: one archive of compiled modules, one of their sources.

Pages load the compiled modules. Tracebacks want the source lines of the modules that they name, so those lie in an
archive of their own, which is fetched when the first such line is shown.
"""

import importlib.util
import marshal
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from interpreter_build.distribution import Distribution
from interpreter_build.step import Step, Workspace
from runtime_build.sources import SourceTree

# Where the archive lies in the runtime's file system; part of every code object's file name.
INSTALLED = "/lib/python313.zip"

# The oldest time that a zip archive can hold: the same build gives the same bytes.
EPOCH = (1980, 1, 1, 0, 0, 0)

# Left out of the archive: what the distribution ships as packages, and what is no module.
UNVENDORED = frozenset({"test", "pydoc_data", "_pydecimal.py", "lib-dynload", "site-packages", "__pycache__"})
# Data and tests of packages, and what only other platforms import.
UNUSED = frozenset(
    {"_aix_support.py", "_ios_support.py", "_android_support.py", "_apple_support.py", "_osx_support.py"}
)
# Replaced by our own, which lie in this folder of pyodide-py/src.
REPLACEMENTS = "stdlib/"
REPLACED = frozenset({"webbrowser.py"})


# Extension modules that are fetched when they are imported: the same as in _pyodide/extension_modules.py.
ON_DEMAND = ("_lzma", "_sqlite3")


@dataclass(frozen=True)
class StandardLibrary(Step):
    """`python_stdlib.zip`, `python_stdlib_sources.zip`, and the extension modules that are fetched on demand."""

    name = "stdlib"

    interpreter: Distribution
    pyodide_py: SourceTree
    version: str

    def build(self, space: Workspace) -> None:
        """Compile and pack every module."""
        own = self.pyodide_py.write(space.work / "pyodide-py")
        stdlib = space.result(self.interpreter) / "lib/python3.13"
        for name in ON_DEMAND:
            (library,) = (stdlib / "lib-dynload").glob(f"{name}.*.so")
            shutil.copy2(library, space.out)
        ours = [(own / path, path.removeprefix(REPLACEMENTS)) for path in self.pyodide_py.named(".py")]
        modules = [*standard_modules(stdlib), *ours]
        modules.sort(key=lambda module: module[1])
        with (
            zipfile.ZipFile(space.out / "python_stdlib.zip", "w") as compiled,
            zipfile.ZipFile(space.out / "python_stdlib_sources.zip", "w") as sources,
        ):
            # The loader compares it with its own.
            compiled.comment = f"pyodide {self.version}".encode()
            for path, name in modules:
                source = path.read_bytes()
                add(compiled, name + "c", compile_module(source, name))
                add(sources, name, source)


def standard_modules(stdlib: Path) -> Iterator[tuple[Path, str]]:
    """Give each module of the standard library that ships, and its name in the archive."""
    for path in sorted(stdlib.rglob("*.py")):
        parts = path.relative_to(stdlib).parts
        if parts[0] in UNVENDORED | UNUSED | REPLACED or {"test", "tests", "__pycache__"} & set(parts[:-1]):
            continue
        yield path, "/".join(parts)


def compile_module(source: bytes, name: str) -> bytes:
    """Return the contents of an unchecked hash-based pyc (PEP 552): there is no source beside it to compare with."""
    code = compile(source, f"{INSTALLED}/{name}", "exec", dont_inherit=True, optimize=0)
    flags = (0b01).to_bytes(4, "little")
    return importlib.util.MAGIC_NUMBER + flags + importlib.util.source_hash(source) + marshal.dumps(code)


def add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Write one file without anything of the machine or the moment."""
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data, compresslevel=9)
