"""Lay out all steps of the build, from the pinned sources to the distribution."""

from enum import Enum
from pathlib import Path

from interpreter_build.configure import ConfigureAnswers
from interpreter_build.distribution import Distribution
from interpreter_build.interpreter import Interpreter
from interpreter_build.libraries.bzip2 import Bzip2
from interpreter_build.libraries.libffi import Libffi
from interpreter_build.libraries.openssl import OpenSSL
from interpreter_build.libraries.sqlite import Sqlite
from interpreter_build.libraries.xz import Xz
from interpreter_build.libraries.zlib import Zlib
from interpreter_build.libraries.zstd import Zstd
from interpreter_build.library_modules import LibraryModules
from interpreter_build.modules import read_module_table
from interpreter_build.patches import Patch, read_patches
from interpreter_build.pins import Pin, read_pins
from interpreter_build.profile import NativeProfile, read_training
from interpreter_build.toolchain import ABI_CFLAGS, ABI_LDFLAGS, NATIVE_PACKAGES, WASM_PACKAGES, package_versions


class Mode(Enum):
    """What the interpreter is optimised for."""

    FAST = "fast"
    RELEASE = "release"
    DEBUG = "debug"


CONFIGURE_OPTIONS = (
    "--host=wasm32-unknown-emscripten",
    "--build=x86_64-pc-linux-gnu",
    "--with-build-python=/usr/bin/python3.13",
    "--prefix=/",
    "--enable-wasm-dynamic-linking",
    "--enable-test-modules",
    "--enable-big-digits=30",
    "--disable-ipv6",
    "--without-ensurepip",
)

FAST_CFLAGS = ("-O2", "-g0")
# Optimised as much: the limits of recursion are made for frames of this size. Py_DEBUG is not asked of configure, which
# would give extension modules other names: those of packages, built for releases, are loaded as they are.
DEBUG_CFLAGS = ("-O2", "-g", "-UNDEBUG", "-DPy_DEBUG=1")
RELEASE_CFLAGS = ("-O2", "-g0", "-flto", "-Wno-profile-instr-unprofiled")
CFLAGS = {Mode.FAST: FAST_CFLAGS, Mode.RELEASE: RELEASE_CFLAGS, Mode.DEBUG: DEBUG_CFLAGS}
PRELINK_FLAGS = ("-O3", "-flto", *ABI_CFLAGS)

LIBRARY_CFLAGS = ("-O2", "-g0", *ABI_CFLAGS)
# Others may have the same library inside. What they can see of this one would be taken for theirs.
HIDDEN_LIBRARY_CFLAGS = (*LIBRARY_CFLAGS, "-fvisibility=hidden")

SIDE_MODULE_LDFLAGS = ("-O2", "-g0", "-shared", "-sSIDE_MODULE=1", *ABI_LDFLAGS)
# The same, without what its exports do not need.
SMALL_SIDE_MODULE_LDFLAGS = ("-O2", "-g0", "-shared", "-sSIDE_MODULE=2", *ABI_LDFLAGS)

# The parts of the standard library that the product leaves out, since they cannot work.
REMOVED = ("curses", "ensurepip", "idlelib", "tkinter", "turtle.py", "turtledemo", "venv")

# Tests of CPython that run a broad part of it in little time, and do the same every time: no threads, no processes.
TRAINING_TESTS = (
    "test_array",
    "test_codecs",
    "test_collections",
    "test_dataclasses",
    "test_difflib",
    "test_float",
    "test_generators",
    "test_long",
    "test_memoryview",
    "test_operator",
    "test_ordered_dict",
    "test_patma",
    "test_pprint",
    "test_re",
    "test_set",
)


def plan(folder: Path, mode: Mode) -> Distribution:
    """Return the last step; the others hang on it."""
    pins = read_pins(folder / "sources.toml")
    patches = read_patches(folder / "patches")
    if mode is Mode.DEBUG:
        patches += read_patches(folder / "patches/debug")
    release = mode is Mode.RELEASE
    wasm = package_versions(WASM_PACKAGES)
    linked = (
        Libffi(pins["libffi"], LIBRARY_CFLAGS, wasm, read_patches(folder / "patches/libffi")),
        Zlib(pins["zlib"], LIBRARY_CFLAGS, wasm),
        Bzip2(pins["bzip2"], LIBRARY_CFLAGS, wasm),
    )
    cpython = pins["cpython"]
    answers = ConfigureAnswers(
        pin=cpython,
        patches=tuple(patch for patch in patches if changes_configure(patch)),
        libraries=linked,
        options=CONFIGURE_OPTIONS,
        cflags=ABI_CFLAGS,
        ldflags=ABI_LDFLAGS,
        site=(folder / "config.site").read_text(),
        packages=wasm,
    )
    interpreter = Interpreter(
        pin=cpython,
        patches=patches,
        answers=answers,
        profile=native_profile(folder, cpython) if release else None,
        cflags=CFLAGS[mode],
        prelink=PRELINK_FLAGS if release else None,
        side_module_cflags=FAST_CFLAGS,
        side_module_ldflags=SIDE_MODULE_LDFLAGS,
        modules=read_module_table(folder / "modules.toml"),
        packages=wasm,
    )
    return Distribution(
        pin=cpython,
        patches=patches,
        interpreter=interpreter,
        linked_libraries=linked,
        removed=REMOVED,
        link_cflags=(*FAST_CFLAGS, *ABI_CFLAGS),
        mode=mode.value,
    )


def plan_library_modules(folder: Path, interpreter: Distribution) -> LibraryModules:
    """Return the step that makes the modules that come as packages, for the interpreter that they belong to."""
    pins = read_pins(folder / "sources.toml")
    wasm = package_versions(WASM_PACKAGES)
    return LibraryModules(
        pin=interpreter.pin,
        patches=interpreter.patches,
        interpreter=interpreter,
        libraries=(
            OpenSSL(pins["openssl"], HIDDEN_LIBRARY_CFLAGS, wasm),
            Xz(pins["xz"], HIDDEN_LIBRARY_CFLAGS, wasm),
            Sqlite(pins["sqlite"], HIDDEN_LIBRARY_CFLAGS, wasm),
        ),
        cflags=LIBRARY_CFLAGS,
        ldflags=SMALL_SIDE_MODULE_LDFLAGS,
        packages=wasm,
    )


def plan_zstd(folder: Path) -> Zstd:
    """Return the step that makes the decompressor of the standard library's archive."""
    return Zstd(read_pins(folder / "sources.toml")["zstd"], HIDDEN_LIBRARY_CFLAGS, package_versions(WASM_PACKAGES))


def native_profile(folder: Path, cpython: Pin) -> NativeProfile:
    """Return the step that the release build is optimised with."""
    programs = read_training(folder / "training")
    return NativeProfile(cpython, TRAINING_TESTS, programs, package_versions(NATIVE_PACKAGES))


def changes_configure(patch: Patch) -> bool:
    """Tell whether the configure script's answers could change with the patch."""
    return any(f"+++ b/{path}" in patch.text for path in ("configure", "configure.ac", "pyconfig.h.in", "Tools/wasm/"))
