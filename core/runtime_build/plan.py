"""Lay out all steps that make the runtime, from CPython and our sources to the files of the distribution."""

import re
from collections.abc import Mapping
from pathlib import Path

from interpreter_build.plan import DEBUG_CFLAGS, Mode, plan, plan_library_modules, plan_zstd
from interpreter_build.step import Step
from interpreter_build.toolchain import (
    ABI_CFLAGS,
    ABI_LDFLAGS,
    EMSCRIPTEN_VERSION,
    WASM_PACKAGES,
    package_versions,
)
from runtime_build.console import CONSOLE_PACKAGES, ConsolePage, base_url
from runtime_build.extra_flags import ExtraFlags
from runtime_build.licenses import plan_licenses
from runtime_build.main_module import MainModule
from runtime_build.native import NativeObjects
from runtime_build.sources import read_tree
from runtime_build.stdlib import StandardLibrary
from runtime_build.stdlib_packages import PACKAGES, UNVENDORED, StdlibPackages
from runtime_build.typescript import Bundles, Declarations, tool_version

PLATFORM = f"emscripten_{EMSCRIPTEN_VERSION.replace('.', '_')}"
ABI_VERSION = "2025_0"  # the platform of PEP 783 whose flags these are
OPTIMIZE = {Mode.FAST: ("-O2",), Mode.RELEASE: ("-O3", "-flto"), Mode.DEBUG: ("-O1", "-g", "-gsource-map")}
# Emscripten checks how it is used, and says what its dynamic linker does.
DEBUG_SETTINGS = ("-sASSERTIONS=1", "-sDYLINK_DEBUG=1")
# The core's own assertions and reports of errors: native/error/report.h.
NATIVE_CFLAGS = {Mode.FAST: ("-DNDEBUG",), Mode.RELEASE: ("-DNDEBUG",), Mode.DEBUG: (*DEBUG_CFLAGS, "-DDEBUG_F")}


def read_version(checkout: Path) -> str:
    """Return the version that pyodide-core and pyodide-py share, from its only place."""
    text = (checkout / "pyodide-py/src/pyodide/_version.py").read_text()
    match = re.search(r'__version__ = "(.+)"', text)
    assert match, "pyodide-py/src/pyodide/_version.py has no __version__"
    return match[1]


def plan_runtime(checkout: Path, mode: Mode, version: str, environment: Mapping[str, str]) -> tuple[Step, ...]:
    """Return the last steps; the others hang on them.

    Args:
        checkout: the folder with the sources.
        mode: what is optimised for.
        version: of the distribution.
        environment: variables of the user: EXTRA_CFLAGS, EXTRA_LDFLAGS, PYODIDE_BASE_URL.
    """
    flags = ExtraFlags.read(environment)
    core = checkout / "core"
    interpreter = plan(core / "cpython", mode)
    packages = package_versions(WASM_PACKAGES)
    debug = mode is Mode.DEBUG
    bundles = Bundles(
        runtime=read_tree(core / "runtime", ["*.ts"]),
        adaptor=(core / "native/call_adaptor/adaptor.wat").read_text(),
        version=version,
        abi_version=ABI_VERSION,
        esbuild_version=tool_version("esbuild"),
    )
    objects = NativeObjects(
        read_tree(core / "native", ["*.c", "*.h", "*.s"]),
        interpreter,
        plan_zstd(core / "cpython"),
        (*ABI_CFLAGS, *NATIVE_CFLAGS[mode], *flags.compile),
        packages,
    )
    main_module = MainModule(
        objects=objects,
        bundles=bundles,
        interpreter=interpreter,
        library=(core / "runtime/boundary/library.gen.js").read_text()
        + (core / "runtime/glue-overrides.js").read_text(),
        glue_export=(core / "runtime/glue-export.js").read_text(),
        glue_debug=(core / "runtime/glue-debug.js").read_text() if debug else "",
        optimize=OPTIMIZE[mode],
        abi_flags=(*ABI_LDFLAGS, *(DEBUG_SETTINGS if debug else ()), *flags.link),
        packages=packages,
        version=version,
    )
    declarations = Declarations(
        runtime=read_tree(core / "runtime", ["*.ts"]),
        settings=(core / "tsconfig.json").read_text(),
        typescript_version=tool_version("typescript"),
    )
    library_modules = plan_library_modules(core / "cpython", interpreter)
    stdlib = StandardLibrary(
        interpreter=interpreter,
        pyodide_py=read_tree(checkout / "pyodide-py/src", ["*.py"]),
        version=version,
        unvendored=tuple(sorted(UNVENDORED)),
        abi_version=ABI_VERSION,
    )
    licenses = plan_licenses(checkout)
    stdlib_packages = StdlibPackages(
        interpreter=interpreter,
        licenses=licenses,
        library_modules=library_modules,
        packages=PACKAGES,
        version="1.0.0",
        tag=f"cp313-cp313-{PLATFORM}_wasm32",
    )
    console = ConsolePage(
        source=read_tree(core / "console", ["*.ts", "*.py", "*.html", "*.css"]),
        versions=tuple((name, tool_version(name)) for name in CONSOLE_PACKAGES),
        base_url=base_url(environment),
    )
    return (bundles, declarations, main_module, stdlib, stdlib_packages, licenses, console)
