"""Name the compilers, the flags of the platform's ABI, and the environment that compilers run in."""

import shutil
import subprocess

from interpreter_build.errors import MissingToolsError, WrongToolVersionError

PATH = "/usr/bin:/bin:/usr/sbin:/sbin"
BUILD_PYTHON = "/usr/bin/python3.13"

# The release of CPython 3.13.5; compilers put it where they would put the time of the build.
SOURCE_DATE_EPOCH = "1749600000"

CHILD_ENVIRONMENT = {
    "PATH": PATH,
    "LC_ALL": "C.UTF-8",
    "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH,
    "PYTHONDONTWRITEBYTECODE": "1",
    # emcc asks node and clang for their versions at every call otherwise; Debian's packages fit each other.
    "EMCC_SKIP_SANITY_CHECK": "1",
}

EMSCRIPTEN_VERSION = "3.1.69"

# The ABI of pyemscripten_2025_0 (PEP 783): position-independent code, WebAssembly exceptions, longjmp built on them.
ABI_CFLAGS = ("-fPIC", "-fwasm-exceptions", "-sSUPPORT_LONGJMP=wasm")
ABI_LDFLAGS = ("-fwasm-exceptions", "-sSUPPORT_LONGJMP=wasm", "-sWASM_BIGINT")

# What the recipes call, and the Debian package that has it.
COMMANDS = {
    "emcc": "emscripten",
    "wasm-opt": "binaryen",
    "clang-19": "clang-19",
    "llvm-profdata-19": "llvm-19",
    "gcc": "build-essential",
    "make": "build-essential",
    "patch": "build-essential",
    "autoreconf": "autoconf",
    "automake": "automake",
    "libtoolize": "libtool",
    "perl": "perl",
    "tclsh": "tcl",
    "setarch": "util-linux",
    "python3.13": "python3.13",
    "apt-cache": "apt",
    "apt-get": "apt",
    "dpkg-query": "dpkg",
}

# The packages whose version can change what the steps make.
WASM_PACKAGES = ("emscripten", "binaryen", "clang-19", "lld-19", "llvm-19", "python3.13-minimal")
NATIVE_PACKAGES = (
    "clang-19",
    "libclang-rt-19-dev",
    "llvm-19",
    "libc6-dev",
    "binutils",
    "python3.13-minimal",
)


def check_commands() -> None:
    """Refuse to start where a command that the recipes call is missing."""
    missing = {command: package for command, package in COMMANDS.items() if not shutil.which(command, path=PATH)}
    if missing:
        raise MissingToolsError(missing)


def package_versions(packages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the installed versions of Debian packages, as part of a step's key."""
    format_ = "${Package}=${Version} ${db:Status-Status}\n"
    query = ["dpkg-query", "--show", f"--showformat={format_}", *packages]
    done = subprocess.run(query, capture_output=True, text=True, check=False)
    lines = [line.split() for line in done.stdout.splitlines()]
    found = dict(version.split("=", 1) for version, status in lines if status == "installed")
    if missing := {package: package for package in packages if package not in found}:
        raise MissingToolsError(missing)
    if "emscripten" in found and not found["emscripten"].startswith(EMSCRIPTEN_VERSION):
        raise WrongToolVersionError("emscripten", EMSCRIPTEN_VERSION, found["emscripten"])
    return tuple(f"{package}={found[package]}" for package in packages)
