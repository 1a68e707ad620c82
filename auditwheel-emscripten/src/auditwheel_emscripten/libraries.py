"""Read all libraries of a wheel, or one that is a file of its own."""

from pathlib import Path

from auditwheel_emscripten.errors import UnreadableFileError
from auditwheel_emscripten.wasm.module import Module, read_module
from auditwheel_emscripten.wasm.section import MAGIC
from auditwheel_emscripten.wheel import LIBRARY, MAX_LIBRARY, Wheel, open_wheel


def read_libraries(file: Path) -> dict[str, Module]:
    """Return a wheel's libraries by the paths that they are installed at, or a library by its name.

    Raises:
        UnreadableFileError: when the file is neither.
        MalformedWheelError: when the wheel is broken.
        NotWebAssemblyError: when a library is something else.
        MalformedModuleError: when a library is broken.
    """
    if file.suffix == ".whl":
        _check_file(file)
        with open_wheel(file) as wheel:
            return read_wheel_libraries(wheel)
    return {file.name: read_library(file)}


def read_wheel_libraries(wheel: Wheel) -> dict[str, Module]:
    """Return a wheel's libraries by the paths that they are installed at."""
    return {path: read_module(wheel.read(name), f"{wheel.path.name}: {name}") for path, name in wheel.libraries.items()}


def read_library(file: Path) -> Module:
    """Read a WebAssembly module from a file of its own."""
    _check_file(file)
    if file.stat().st_size > MAX_LIBRARY:
        raise UnreadableFileError(str(file), "larger than any engine accepts")
    data = file.read_bytes()
    if not data.startswith(MAGIC) and not LIBRARY.search(file.name) and file.suffix != ".wasm":
        raise UnreadableFileError(str(file), "neither a wheel (.whl) nor a WebAssembly library (.so)")
    return read_module(data, str(file))


def _check_file(file: Path) -> None:
    if not file.is_file():
        raise UnreadableFileError(str(file), "is not a file" if file.exists() else "no such file")
