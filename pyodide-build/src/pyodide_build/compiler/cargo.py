"""What Cargo, maturin and setuptools-rust have to know about the target."""

import platform
from pathlib import Path

from pyodide_build.compiler.rustc import RUST_TARGET
from pyodide_build.settings.target import Target

# Cargo's variable for the flags of what is compiled for the target.
TARGET_RUSTFLAGS = "CARGO_TARGET_WASM32_UNKNOWN_EMSCRIPTEN_RUSTFLAGS"
# How rustc calls the systems that builds run on.
BUILD_SYSTEMS = ("unknown-linux-gnu", "unknown-linux-musl", "apple-darwin")
PROCESSORS = {"arm64": "aarch64", "AMD64": "x86_64"}

# What PyO3's build script would otherwise ask the running Python.
PYO3_CONFIG = """\
implementation=CPython
version={version}
shared=true
abi3=false
lib_name=python{version}
pointer_width=32
build_flags=
suppress_build_script_link_lines=true
"""


def rustflags(target: Target, *, panic: str = "abort") -> str:
    """Return the flags of rustc that make a side module.

    Args:
        target: the platform.
        panic: `unwind`, which only cargo's wrapper of rustc can make, or `abort`, which ends the runtime.
    """
    linker = ("-sSIDE_MODULE=2", *target.ldflags)
    return " ".join(
        [
            *("-Crelocation-model=pic", f"-Cpanic={panic}", "-Clink-self-contained=no", "-Zlink-native-libraries=no"),
            *(f"-Clink-arg={each}" for each in linker),
        ]
    )


def write_pyo3_config(folder: Path, target: Target) -> None:
    """Write pyo3.txt, which PYO3_CONFIG_FILE names."""
    (folder / "pyo3.txt").write_text(PYO3_CONFIG.format(version=target.python_minor), encoding="utf-8")


def cargo_variables(
    target: Target, pyo3_config: Path, build_machine_cc: Path, rustc_wrapper: Path, jobs: int, users_flags: str = ""
) -> dict[str, str]:
    """Return the variables for builds in Rust.

    Rust's standard library is compiled with each package, from the sources that come with rustc (rust-src): as it is
    published, it is for another ABI.

    Args:
        target: the platform.
        pyo3_config: the file for PyO3.
        build_machine_cc: the compiler that links what runs during the build: build scripts and procedural macros.
        rustc_wrapper: makes panics unwind.
        jobs: how many crates are compiled side by side.
        users_flags: what the user adds to the flags for the target.
    """
    processor = PROCESSORS.get(platform.machine(), platform.machine()).upper()
    systems = (system.upper().replace("-", "_") for system in BUILD_SYSTEMS)
    return {
        **{f"CARGO_TARGET_{processor}_{system}_LINKER": str(build_machine_cc) for system in systems},
        "HOST_CC": str(build_machine_cc),
        "CARGO_BUILD_JOBS": str(jobs),
        "CARGO_BUILD_TARGET": RUST_TARGET,
        "CARGO_TARGET_WASM32_UNKNOWN_EMSCRIPTEN_LINKER": "cc",
        TARGET_RUSTFLAGS: " ".join([rustflags(target, panic="unwind"), *users_flags.split()]),
        "CARGO_UNSTABLE_BUILD_STD": "std panic_abort panic_unwind",
        # Flags and options that are not stable yet.
        "RUSTC_BOOTSTRAP": "1",
        "RUSTC_WRAPPER": str(rustc_wrapper),
        "PYO3_CONFIG_FILE": str(pyo3_config),
    }
