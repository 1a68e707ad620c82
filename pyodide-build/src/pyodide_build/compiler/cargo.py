"""What Cargo, maturin and setuptools-rust have to know about the target."""

from pathlib import Path

from pyodide_build.settings.target import Target

RUST_TARGET = "wasm32-unknown-emscripten"

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


def rustflags(target: Target) -> str:
    """Return the flags of rustc that make a side module."""
    linker = ("-sSIDE_MODULE=2", *target.ldflags)
    return " ".join(
        ["-Crelocation-model=pic", "-Zlink-native-libraries=no", *(f"-Clink-arg={each}" for each in linker)]
    )


def write_pyo3_config(folder: Path, target: Target) -> None:
    """Write pyo3.txt, which PYO3_CONFIG_FILE names."""
    (folder / "pyo3.txt").write_text(PYO3_CONFIG.format(version=target.python_minor), encoding="utf-8")


def cargo_variables(target: Target, pyo3_config: Path) -> dict[str, str]:
    """Return the variables for builds in Rust."""
    return {
        "CARGO_BUILD_TARGET": RUST_TARGET,
        "CARGO_TARGET_WASM32_UNKNOWN_EMSCRIPTEN_LINKER": "cc",
        "CARGO_TARGET_WASM32_UNKNOWN_EMSCRIPTEN_RUSTFLAGS": rustflags(target),
        "PYO3_CONFIG_FILE": str(pyo3_config),
    }
