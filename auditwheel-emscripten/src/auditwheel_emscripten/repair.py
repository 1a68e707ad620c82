"""Make a wheel bring the libraries that it needs: look first, then write once."""

import hashlib
import os
import posixpath
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from auditwheel_emscripten.errors import LibraryNotFoundError
from auditwheel_emscripten.graph import Graph, wheel_graph
from auditwheel_emscripten.libraries import read_wheel_libraries
from auditwheel_emscripten.locate import as_folders, relative_runtime_path
from auditwheel_emscripten.wasm.module import Module
from auditwheel_emscripten.wheel import Wheel, open_wheel

type AnyPath = str | os.PathLike[str]
type Folders = AnyPath | Iterable[AnyPath]


def repair(
    wheel_file: AnyPath,
    libdir: Folders,
    outdir: AnyPath | None = None,
    lib_sdir: str = ".libs",
    modify_rpath: bool = True,
    mangle: bool = False,
) -> Path:
    """Copy the libraries that a wheel needs into it, and lead its libraries there by their runtime paths.

    Args:
        wheel_file: the wheel.
        libdir: the folder, or the folders, to look for libraries in.
        outdir: where to write the repaired wheel; by default it replaces the wheel.
        lib_sdir: the ending of the folder for libraries, whose name begins with the distribution's.
        modify_rpath: False leaves runtime paths as they are.
        mangle: True gives copied libraries names with hashes of their contents, so that those of two wheels differ.

    Returns:
        The repaired wheel. One with nothing to repair is copied as it is.

    Raises:
        LibraryNotFoundError: with all libraries that are not found; nothing is written.
    """
    source = Path(wheel_file)
    destination = source if outdir is None else Path(outdir) / source.name
    with open_wheel(source) as wheel:
        graph = _complete_graph(wheel, as_folders(libdir), lib_sdir, mangle)
        names = wheel.libraries
        changed = {names.get(path, path): data for path, data in _changes(graph, modify_rpath)}
        if changed:
            wheel.write(destination, changed)
        elif destination.resolve() != source.resolve():
            destination.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, destination)
    return destination


def resolve_sharedlib(wheel_file: AnyPath, libdir: Folders) -> dict[str, Path]:
    """Return the libraries that a repair would copy into a wheel: where each name is found.

    Raises:
        LibraryNotFoundError: with all libraries that are not found.
    """
    with open_wheel(Path(wheel_file)) as wheel:
        graph = _complete_graph(wheel, as_folders(libdir), ".libs", mangle=False)
    return {posixpath.basename(path): source for path, source in graph.found.items()}


def mangled(name: str, data: bytes) -> str:
    """Return the name of a library with a hash of its content before the ending."""
    stem, ending, version = name.partition(".so")
    return f"{stem}-{hashlib.sha256(data).hexdigest()[:8]}{ending}{version}"


def _complete_graph(wheel: Wheel, folders: list[Path], lib_sdir: str, mangle: bool) -> Graph:
    def place(name: str, module: Module) -> str:
        return f"{wheel.distribution}{lib_sdir}/{mangled(name, module.data) if mangle else name}"

    graph = wheel_graph(read_wheel_libraries(wheel), folders, place)
    if graph.missing:
        raise LibraryNotFoundError(wheel.path.name, graph.missing, folders)
    return graph


def _changes(graph: Graph, modify_rpath: bool) -> Iterator[tuple[str, bytes]]:
    """Return the libraries that are new, need others under new names, or look for them in new places."""
    for path, module in graph.libraries.items():
        dylink = module.side_module()
        places = {name: place or name for name, place in graph.needed[path].items()}
        needed = tuple(posixpath.basename(places[name]) for name in dylink.needed)
        added = [relative_runtime_path(path, folder) for folder in graph.missing_folders(path) if modify_rpath]
        runtime_path = tuple(dict.fromkeys((*dylink.runtime_path, *added)))
        if (needed, runtime_path) != (dylink.needed, dylink.runtime_path):
            yield path, module.edited(runtime_path=runtime_path, needed=needed)
        elif path in graph.found:
            yield path, module.data
