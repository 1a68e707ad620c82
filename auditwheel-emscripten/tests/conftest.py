"""Libraries compiled with the build environment's emscripten, wheels made of them, and modules written by hand."""

import base64
import hashlib
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

WHEEL_NAME = "demo-1.0-cp313-cp313-pyemscripten_2025_0_wasm32.whl"
FLAGS = ["-O2", "-fPIC", "-fwasm-exceptions", "-sSUPPORT_LONGJMP=wasm", "-sSIDE_MODULE=1", "-sWASM_BIGINT"]

INNER = "int inner(int number) { return number * 2; }"
SHARED = """
int inner(int number);
int counter = 40;
int bump(int by) { counter += by; return inner(counter); }
"""
# The address of bump, the address of counter, a weak symbol, a function of the runtime.
USER = """
#include <stdlib.h>
int bump(int by);
extern int counter;
__attribute__((weak)) void hook(void);
int (*bump_address)(int) = bump;
int use(void) { if (hook) hook(); return bump(1) + counter + rand() + bump_address(2); }
"""
CXX = """
#include <stdexcept>
extern "C" double half(double number, long long scale) {
  try {
    if (scale == 0) throw std::runtime_error("no scale");
    return number / 2 * scale;
  } catch (const std::exception &) { return -1; }
}
"""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "xdist_group(name): tests that share what is expensive to make")


@dataclass(frozen=True)
class Libraries:
    """A folder with libinner.so, libshared.so, which needs it, user.so, which needs that, and half.so."""

    folder: Path

    def __getitem__(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()


def link(folder: Path, source: str, output: str, *arguments: str) -> None:
    """Compile and link a shared library."""
    suffix, compiler = (".cpp", "em++") if "#include <stdexcept>" in source else (".c", "emcc")
    file = folder / f"{output}{suffix}"
    file.write_text(source)
    command = [compiler, *FLAGS, str(file), "-o", str(folder / output), *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stderr}"


@pytest.fixture(scope="session")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Libraries:
    folder = tmp_path_factory.mktemp("libraries")
    link(folder, INNER, "libinner.so")
    link(folder, SHARED, "libshared.so", f"-L{folder}", "-linner")
    link(folder, USER, "user.so", f"-L{folder}", "-lshared")
    link(folder, CXX, "half.so")
    return Libraries(folder)


@pytest.fixture(scope="session")
def linker() -> Callable[..., None]:
    return link


def record_row(name: str, content: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    return f"{name},sha256={digest},{len(content)}\n"


@pytest.fixture
def make_wheel(tmp_path: Path) -> Callable[..., Path]:
    """Write a wheel of the given files."""

    def make(files: Mapping[str, bytes], name: str = WHEEL_NAME, folder: str = "dist") -> Path:
        metadata = {
            "demo-1.0.dist-info/METADATA": b"Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n",
            "demo-1.0.dist-info/WHEEL": b"Wheel-Version: 1.0\nGenerator: demo\nRoot-Is-Purelib: false\n",
        }
        contents = {**files, **metadata}
        record = "".join(record_row(path, content) for path, content in contents.items())
        contents["demo-1.0.dist-info/RECORD"] = f"{record}demo-1.0.dist-info/RECORD,,\n".encode()
        wheel = tmp_path / folder / name
        wheel.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, content in contents.items():
                entry = zipfile.ZipInfo(path, (2024, 2, 3, 4, 5, 6))
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o100755 << 16 if path.endswith(".so") else 0o100644 << 16
                archive.writestr(entry, content)
        return wheel

    return make


@pytest.fixture
def check_record() -> Callable[[Path], None]:
    """Check that RECORD names every file of a wheel once, with its hash and size."""

    def check(wheel: Path) -> None:
        with zipfile.ZipFile(wheel) as archive:
            assert None is archive.testzip()
            rows = archive.read("demo-1.0.dist-info/RECORD").decode().splitlines(keepends=True)
            expected = [record_row(name, archive.read(name)) for name in archive.namelist() if "RECORD" not in name]
            assert sorted([*expected, "demo-1.0.dist-info/RECORD,,\n"]) == sorted(rows)

    return check
