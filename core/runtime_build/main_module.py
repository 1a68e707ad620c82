"""Link the main module: CPython, the bridge, and the libraries that side modules expect to find in it."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from interpreter_build.distribution import Distribution
from interpreter_build.errors import BuildError
from interpreter_build.patches import unpack_patched
from interpreter_build.step import Step, Workspace
from runtime_build import source_map
from runtime_build.native import CPYTHON_HEADERS, NAME_IN_DEBUGGER, NativeObjects
from runtime_build.typescript import Bundles

# Whole, because side modules link against them by name; without the list MAIN_MODULE=1 would add all that emscripten
# has, OpenGL and OpenAL included.
WHOLE_LIBRARIES = (
    "libc",
    "libc++",
    "libc++abi",
    "libcompiler_rt",
    "libmalloc",
    "libnoexit",
    "libsockets",
    "libstubs",
    "libunwind",
)

FILE_SYSTEMS = ("-lnodefs.js", "-lidbfs.js", "-lworkerfs.js", "-lproxyfs.js")

RUNTIME_METHODS = (
    "ENV",
    "ERRNO_CODES",
    "FS",
    "HEAP8",
    "HEAPU8",
    "HEAPU32",
    "LDSO",
    "PATH",
    "PATH_FS",  # PyScript: where it writes the files of its configuration
    "PIPEFS",
    "SYSCALLS",
    "addRunDependency",
    "loadDynamicLibrary",
    "removeRunDependency",
    "stringToNewUTF8",
)

SETTINGS = (
    "-sMAIN_MODULE=1",
    "-sMODULARIZE",
    "-sEXPORT_NAME=_createPyodideModule",
    "-sALLOW_MEMORY_GROWTH",
    "-sINITIAL_MEMORY=20MB",
    "-sMAXIMUM_MEMORY=4GB",
    "-sSTACK_SIZE=5MB",
    "-sFORCE_FILESYSTEM",
    # FS.trackingDelegate: programs want to know which files change.
    "-sFS_DEBUG",
    "-sAUTO_JS_LIBRARIES=0",
    # The page's and the program's own handlers stay as they are.
    "-sNODEJS_CATCH_EXIT=0",
    "-sNODEJS_CATCH_REJECTION=0",
    f"-sEXPORTED_RUNTIME_METHODS={','.join(RUNTIME_METHODS)}",
)


@dataclass(frozen=True)
class MainModule(Step):
    """`pyodide.asm.js` and `pyodide.asm.wasm`."""

    name = "main-module"
    shares = (source_map,)

    objects: NativeObjects
    bundles: Bundles
    interpreter: Distribution
    library: str
    glue_export: str
    # Empty, if it is not built for debugging.
    glue_debug: str
    optimize: tuple[str, ...]
    abi_flags: tuple[str, ...]
    packages: tuple[str, ...]
    version: str

    def build(self, space: Workspace) -> None:
        """Link, in the one call of emcc that takes minutes in release mode."""
        python = space.result(self.interpreter)
        link = json.loads((python / "link.json").read_text())
        library = space.work / "library.js"
        library.write_text(self.library)
        glue_export = space.work / "glue-export.js"
        glue_export.write_text(self.glue_export)
        glue_debug = space.work / "glue-debug.js"
        glue_debug.write_text(self.glue_debug)
        inputs = [
            *sorted(space.result(self.objects).glob("*.o")),
            *(python / archive for archive in link["archives"]),
            *sorted(space.result(self.objects.zstd).glob("lib/*.a")),
        ]
        command = [
            "emcc",
            *self.optimize,
            *self.abi_flags,
            "-mbulk-memory",
            *inputs,
            *SETTINGS,
            *FILE_SYSTEMS,
            "-nodefaultlibs",
            "--no-entry",
            *(("--pre-js", glue_debug) if self.glue_debug else ()),
            *("--pre-js", space.result(self.bundles) / "runtime.pre.js"),
            *("--js-library", library),
            *("--extern-post-js", glue_export),
            *("-o", space.out / "pyodide.asm.js"),
        ]
        space.run(command, cwd=space.work, environment={"EMCC_FORCE_STDLIBS": ",".join(WHOLE_LIBRARIES)})
        forget_amd(space.out / "pyodide.asm.js")
        if self.glue_debug:
            self._embed_sources(space)
        # emcc marks wasm files executable; web servers and archives need not.
        wasm = space.out / "pyodide.asm.wasm"
        wasm.chmod(0o644)
        with wasm.open("ab") as file:
            file.write(custom_section("pyodide.version", self.version.encode()))

    def _embed_sources(self, space: Workspace) -> None:
        cpython = unpack_patched(space.source(self.interpreter.pin), self.interpreter.patches, space.work / "cpython")
        native = self.objects.sources.write(space.work / "native")
        folders = (
            source_map.Sources(cpython / "Include", f"{CPYTHON_HEADERS}/", f"{CPYTHON_HEADERS}/"),
            source_map.Sources(native, f"{NAME_IN_DEBUGGER}/", f"{NAME_IN_DEBUGGER}/"),
            source_map.Sources(cpython, "/work/", "cpython/"),
        )
        source_map.embed_sources(space.out / "pyodide.asm.wasm.map", folders)


AMD = re.compile(r"else if \(typeof define === 'function' && define\['amd'\]\)\s+define\(.*\);\n")


def forget_amd(script: Path) -> None:
    """Take out emcc's call of define(): a page's module loader would take it for one of the page's own."""
    text, count = AMD.subn("", script.read_text())
    if count != 1:
        raise BuildError(f"{script.name} calls define() in {count} places that are known, not in one: look at its end")
    script.write_text(text)


def custom_section(name: str, content: bytes) -> bytes:
    """Return a section of a wasm file that engines pass over; name and content must be short."""
    body = bytes([len(name)]) + name.encode() + content
    assert len(body) < 0x80, "longer sizes take more than one byte (LEB128)"
    return bytes([0, len(body)]) + body
