"""Run CPython's configure script for WebAssembly, and keep its answers."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from interpreter_build.libraries.library import Library
from interpreter_build.patches import Patch, unpack_patched
from interpreter_build.pins import Pin
from interpreter_build.step import Step, Workspace

# Which variables of the configure script point at which library.
VARIABLES = {
    "libffi": "LIBFFI",
    "zlib": "ZLIB",
    "bzip2": "BZIP2",
}
LINKER_NAMES = {"libffi": "ffi", "zlib": "z", "bzip2": "bz2"}

# In the source, so that the command line, which sysconfig keeps, says the same on every machine.
CACHE = "config.cache"

# By name: what stands here is what sysconfig will say.
TOOLS = {"CC": "emcc", "CXX": "em++", "AR": "emar", "RANLIB": "emranlib", "NM": "emnm"}


@dataclass(frozen=True)
class ConfigureAnswers(Step):
    """The answers of some 900 little compilations, which take minutes, and change with few of the build's inputs."""

    name: ClassVar[str] = "cpython-configure"

    pin: Pin
    patches: tuple[Patch, ...]
    libraries: tuple[Library, ...]
    options: tuple[str, ...]
    cflags: tuple[str, ...]
    ldflags: tuple[str, ...]
    site: str
    packages: tuple[str, ...]

    def build(self, space: Workspace) -> None:
        """Ask all questions and keep the cache file without what would bind it to one set of flags."""
        source = unpack_patched(space.source(self.pin), self.patches, space.work / "source")
        self.configure(source, space)
        lines = (source / CACHE).read_text().splitlines(keepends=True)
        (space.out / CACHE).write_text("".join(line for line in lines if not line.startswith("ac_cv_env_")))

    def configure(self, source: Path, space: Workspace) -> None:
        """Run the script in the unpacked source, which is also the folder to build in."""
        (source / "config.site").write_text(self.site)
        variables = {}
        for library in self.libraries:
            folder, variable = space.result(library), VARIABLES[library.name]
            variables[f"{variable}_CFLAGS"] = f"-I{folder}/include"
            variables[f"{variable}_LIBS"] = f"-L{folder}/lib -l{LINKER_NAMES[library.name]}"
        words = {
            **TOOLS,
            "CFLAGS": " ".join(self.cflags),
            "LDFLAGS": " ".join(self.ldflags),
            "OPT": "-DNDEBUG -O2 -Wall",
            # Whatever pkg-config finds is of this machine, not for WebAssembly.
            "PKG_CONFIG": "false",
            "CONFIG_SITE": "Tools/wasm/config.site-wasm32-emscripten ./config.site",
            **variables,
        }
        space.run(["./configure", f"--cache-file={CACHE}", *self.options], cwd=source, environment=words)
