"""Compile extension modules as packages are compiled."""

import subprocess
from pathlib import Path

from harness.site import ROOT

HEADERS = ROOT / "build" / "cpython" / "include" / "python3.13"
ABI = ["-fPIC", "-fwasm-exceptions", "-sSUPPORT_LONGJMP=wasm"]
LINK = ["-sSIDE_MODULE=1", "-sWASM_BIGINT"]
# Casts and unused parameters are what some of the modules are about.
WARNINGS = ["-Wno-cast-function-type-mismatch", "-Wno-unused-parameter"]


def compile_extension(source: Path, directory: Path) -> bytes:
    """Return the shared library made of one source file of C or C++."""
    library = directory / f"{source.stem}.so"
    link(source, library)
    return library.read_bytes()


def link(source: Path, library: Path, *needed: Path, defines: tuple[str, ...] = ()) -> Path:
    """Make a shared library of one source file of C or C++, which needs others; return its path."""
    compiler = "em++" if source.suffix == ".cpp" else "emcc"
    flags = ["-O2", *ABI, *LINK, *WARNINGS, f"-I{HEADERS}", *(f"-D{define}" for define in defines)]
    command = [compiler, *flags, str(source), *map(str, needed), "-o", str(library)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stderr}"
    return library
