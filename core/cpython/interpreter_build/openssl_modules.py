"""Compile the extension modules that need OpenSSL.

They are not part of CPython's own build here: OpenSSL's releases, which are frequent, must not compile CPython anew.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from interpreter_build.distribution import Distribution
from interpreter_build.libraries.openssl import OpenSSL
from interpreter_build.patches import Patch, unpack_patched
from interpreter_build.pins import Pin
from interpreter_build.step import Step, Workspace

SUFFIX = ".cpython-313-wasm32-emscripten.so"


@dataclass(frozen=True)
class ExtensionModule:
    """A module, its source in CPython's Modules/, and what it is linked with."""

    name: str
    source: str
    archives: tuple[str, ...]


# libcrypto is in both: nine of ten programs that want one of them want _ssl alone, which so is a fifth smaller than
# with a shared libcrypto, of which nothing could be left out.
MODULES = (
    ExtensionModule("_ssl", "_ssl.c", ("libssl.a", "libcrypto.a")),
    ExtensionModule("_hashlib", "_hashopenssl.c", ("libcrypto.a",)),
)

# CPython insists on an OpenSSL that is safe to use from several threads. There is only one.
DEFINITIONS = ("-DNDEBUG", "-DOPENSSL_THREADS", "-DPy_BUILD_CORE_MODULE")


@dataclass(frozen=True)
class OpenSSLModules(Step):
    """`_ssl` and `_hashlib` as files to load."""

    name: ClassVar[str] = "openssl-modules"

    pin: Pin
    patches: tuple[Patch, ...]
    interpreter: Distribution
    openssl: OpenSSL
    cflags: tuple[str, ...]
    ldflags: tuple[str, ...]
    packages: tuple[str, ...]

    def build(self, space: Workspace) -> None:
        """Compile each module and link it with the parts of OpenSSL that it uses."""
        source = unpack_patched(space.source(self.pin), self.patches, space.work / "source")
        headers = space.result(self.interpreter) / "include/python3.13"
        openssl = space.result(self.openssl)
        include = [f"-I{folder}" for folder in (headers, headers / "internal", openssl / "include")]
        private = ["-std=c11", "-fvisibility=hidden", f"-ffile-prefix-map={source}=."]
        for module in MODULES:
            compile_it = ["emcc", *self.cflags, *private, *DEFINITIONS, *include, "-c", f"Modules/{module.source}"]
            space.run([*compile_it, "-o", space.work / f"{module.name}.o"], cwd=source)
            archives = [openssl / "lib" / archive for archive in module.archives]
            # Of all that the libraries have, only what this one function reaches.
            exports = f"-sEXPORTED_FUNCTIONS=_PyInit_{module.name}"
            link: list[str | Path] = ["emcc", *self.ldflags, exports, f"{module.name}.o", *archives]
            space.run([*link, "-o", space.out / f"{module.name}{SUFFIX}"], cwd=space.work)
