"""What the libraries of a wheel need, import and export."""

import os
from dataclasses import dataclass
from pathlib import Path

from auditwheel_emscripten.graph import file_graph, wheel_graph
from auditwheel_emscripten.libraries import read_libraries, read_library
from auditwheel_emscripten.wasm.module import Module
from auditwheel_emscripten.wasm.symbols import Export, Import

type AnyPath = str | os.PathLike[str]


@dataclass(frozen=True)
class Dependencies:
    """What a library needs.

    Attributes:
        library: its path below site-packages, or its file.
        needed: names of libraries, with the path of each that is found.
        runtime_path: where the loader looks for them.
    """

    library: str
    needed: dict[str, str | None]
    runtime_path: tuple[str, ...]


def show(wheel_or_so_file: AnyPath) -> dict[str, tuple[list[str], list[str]]]:
    """Return for each library the names of those it needs, and its runtime path."""
    libraries = read_libraries(Path(wheel_or_so_file))
    return {path: _needs(module) for path, module in libraries.items()}


def show_wheel(wheel_file: AnyPath) -> dict[str, tuple[list[str], list[str]]]:
    """Return what `show` does."""
    return show(wheel_file)


def show_dylib(dylib_file: AnyPath) -> tuple[list[str], list[str]]:
    """Return the names of libraries that a library needs, and its runtime path."""
    return _needs(read_library(Path(dylib_file)))


def get_imports(wheel_or_so_file: AnyPath) -> dict[str, list[Import]]:
    """Return for each library what it imports, in its order."""
    return {path: module.imports for path, module in read_libraries(Path(wheel_or_so_file)).items()}


def get_exports(wheel_or_so_file: AnyPath) -> dict[str, list[Export]]:
    """Return for each library what it exports, in its order."""
    return {path: module.exports for path, module in read_libraries(Path(wheel_or_so_file)).items()}


def get_dependencies(wheel_or_so_file: AnyPath) -> list[Dependencies]:
    """Return for each library what it needs, and where the loader finds that: in the wheel, or from the file on."""
    file = Path(wheel_or_so_file)
    libraries = read_libraries(file)
    if file.suffix == ".whl":
        graph = wheel_graph(libraries, ())
    else:
        graph = file_graph(file, libraries[file.name], ())
        libraries = {str(file): libraries[file.name]}
    return [
        Dependencies(path, graph.needed[path], module.side_module().runtime_path) for path, module in libraries.items()
    ]


def _needs(module: Module) -> tuple[list[str], list[str]]:
    dylink = module.side_module()
    return list(dylink.needed), list(dylink.runtime_path)
