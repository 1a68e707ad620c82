"""Compile the extension modules that come as packages, each with the library that it is about.

They are not part of CPython's own build here: the releases of those libraries, which are frequent, must not compile
CPython anew.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from interpreter_build.distribution import Distribution
from interpreter_build.libraries.library import Library
from interpreter_build.patches import Patch, unpack_patched
from interpreter_build.pins import Pin
from interpreter_build.step import Step, Workspace

SUFFIX = ".cpython-313-wasm32-emscripten.so"


@dataclass(frozen=True)
class ExtensionModule:
    """A module, its sources in CPython's Modules/, and what it is linked with."""

    name: str
    sources: tuple[str, ...]
    archives: tuple[str, ...]
    definitions: tuple[str, ...] = ()


# CPython insists on an OpenSSL that is safe to use from several threads. There is only one.
ONE_THREAD = "-DOPENSSL_THREADS"

# libcrypto is in both: nine of ten programs that want one of them want _ssl alone, which so is a fifth smaller than
# with a shared libcrypto, of which nothing could be left out.
MODULES = (
    ExtensionModule("_ssl", ("_ssl.c",), ("libssl.a", "libcrypto.a"), (ONE_THREAD,)),
    ExtensionModule("_hashlib", ("_hashopenssl.c",), ("libcrypto.a",), (ONE_THREAD,)),
    ExtensionModule("_lzma", ("_lzmamodule.c",), ("liblzma.a",)),
    ExtensionModule(
        "_sqlite3",
        (
            *("_sqlite/blob.c", "_sqlite/connection.c", "_sqlite/cursor.c", "_sqlite/microprotocols.c"),
            *("_sqlite/module.c", "_sqlite/prepare_protocol.c", "_sqlite/row.c", "_sqlite/statement.c"),
            "_sqlite/util.c",
        ),
        ("libsqlite3.a",),
        ("-DPY_SQLITE_HAVE_SERIALIZE",),
    ),
)


@dataclass(frozen=True)
class LibraryModules(Step):
    """The modules as files to load."""

    name: ClassVar[str] = "library-modules"

    pin: Pin
    patches: tuple[Patch, ...]
    interpreter: Distribution
    libraries: tuple[Library, ...]
    cflags: tuple[str, ...]
    ldflags: tuple[str, ...]
    packages: tuple[str, ...]

    def build(self, space: Workspace) -> None:
        """Compile each module and link it with the parts of its library that it uses."""
        source = unpack_patched(space.source(self.pin), self.patches, space.work / "source")
        headers = space.result(self.interpreter) / "include/python3.13"
        libraries = [space.result(library) for library in self.libraries]
        archives = {path.name: path for library in libraries for path in (library / "lib").iterdir()}
        include = [headers, headers / "internal", *(library / "include" for library in libraries)]
        private = ["-std=c11", "-fvisibility=hidden", "-DNDEBUG", "-DPy_BUILD_CORE_MODULE"]
        common = [*private, f"-ffile-prefix-map={source}=.", *(f"-I{folder}" for folder in include)]
        for module in MODULES:
            objects = []
            for name in module.sources:
                objects.append(space.work / f"{module.name}-{Path(name).stem}.o")
                compile_it = ["emcc", *self.cflags, *common, *module.definitions, "-c", f"Modules/{name}"]
                space.run([*compile_it, "-o", objects[-1]], cwd=source)
            # Of all that the library has, only what this one function reaches.
            exports = f"-sEXPORTED_FUNCTIONS=_PyInit_{module.name}"
            linked = [*objects, *(archives[archive] for archive in module.archives)]
            output = space.out / f"{module.name}{SUFFIX}"
            space.run(["emcc", *self.ldflags, exports, *linked, "-o", output], cwd=space.work)
            output.chmod(0o644)
