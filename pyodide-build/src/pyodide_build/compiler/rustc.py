"""Let a panic in Rust unwind the stack with WebAssembly's exceptions, as the ABI has them: cargo's wrapper of rustc.

rustc before 1.87 unwinds on every system that it knows as emscripten with JavaScript's exceptions, and on others with
WebAssembly's. So code for the target is compiled for a system of another name, in which `target_os` is "emscripten".
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Never

RUST_TARGET = "wasm32-unknown-emscripten"
# The option of later versions that does the same.
OPTION = "-Zemscripten-wasm-eh"
# What this crate does on emscripten is for JavaScript's exceptions; for an unknown Unix it calls
# _Unwind_RaiseException.
UNWINDS = "panic_unwind"
SYSTEM = ("--cfg", 'target_os="emscripten"', "-Aexplicit_builtin_cfgs_in_flags")


def main(folder: str, arguments: Sequence[str]) -> Never:
    """Become rustc.

    Args:
        folder: where the description of the target goes when it is first needed.
        arguments: rustc, and what cargo tells it.
    """
    rustc, *given = arguments
    sys.stdout.flush()
    if compiles_for_target(given):
        if has_option(rustc):
            given.append(OPTION)
        else:
            given = for_renamed_system(given, description(rustc, Path(folder)))
    os.execvp(rustc, [rustc, *given])


def compiles_for_target(arguments: Sequence[str]) -> bool:
    """Tell whether a command compiles for the target: build scripts are not, and questions are answered as ever."""
    return RUST_TARGET in arguments and not any(argument.startswith("--print") for argument in arguments)


def for_renamed_system(arguments: Sequence[str], target: Path) -> list[str]:
    """Return the arguments that compile for the described target."""
    given = [str(target) if argument == RUST_TARGET else argument for argument in arguments]
    if f"--crate-name {UNWINDS} " not in " ".join([*given, ""]):
        given += SYSTEM
    levels = [argument.removeprefix("opt-level=") for argument in given if argument.startswith("opt-level=")]
    # rustc tells the linkers of other systems nothing about optimisation.
    return [*given, *(f"-Clink-arg=-O{level}" for level in levels[-1:])]


def has_option(rustc: str) -> bool:
    """Tell whether rustc can be asked for WebAssembly's exceptions."""
    return OPTION.removeprefix("-Z") in ask(rustc, "-Zhelp")


def description(rustc: str, folder: Path) -> Path:
    """Return the file that describes the target to rustc; its name is what build scripts and folders are told."""
    file = folder / f"{RUST_TARGET}.json"
    if not file.exists():
        known = json.loads(ask(rustc, "-Zunstable-options", "--print=target-spec-json", f"--target={RUST_TARGET}"))
        described = {
            **{key: value for key, value in known.items() if key != "metadata"},
            "os": "emscripten-wasm-exceptions",
            # Systems of other names may not have emscripten's; its options are the same.
            "linker-flavor": "wasm-lld-cc",
            "post-link-args": {"wasm-lld-cc": [arg for args in known["post-link-args"].values() for arg in args]},
        }
        partial = file.with_suffix(f".{os.getpid()}")
        partial.write_text(json.dumps(described), encoding="utf-8")
        partial.replace(file)
    return file


def ask(rustc: str, *arguments: str) -> str:
    """Return what rustc says about itself."""
    # The files of cargo's jobserver stay open: rustc knows their numbers.
    done = subprocess.run([rustc, *arguments], stdout=subprocess.PIPE, text=True, check=True, close_fds=False)
    return done.stdout
