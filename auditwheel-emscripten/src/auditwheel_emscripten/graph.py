"""Which library loads which."""

import os
import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from auditwheel_emscripten.libraries import read_library
from auditwheel_emscripten.locate import locate_beside, locate_in_folders, locate_installed
from auditwheel_emscripten.wasm.module import Module


@dataclass
class Graph:
    """Libraries and what they need.

    Attributes:
        libraries: all libraries by their paths.
        found: the files of those that were not there at first.
        needed: for each library the names that it asks for, with the path of each that is there.
    """

    libraries: dict[str, Module]
    found: dict[str, Path] = field(default_factory=dict)
    needed: dict[str, dict[str, str | None]] = field(default_factory=dict)

    @property
    def missing(self) -> list[tuple[str, str]]:
        """Names that are found nowhere, with the library that asks for each."""
        return [(name, library) for library, needs in self.needed.items() for name, path in needs.items() if not path]

    def closure(self, library: str) -> Iterator[str]:
        """Return the libraries that are loaded for one, nearest first."""
        seen = {library}
        pending = [library]
        while pending:
            for path in self.needed[pending.pop(0)].values():
                if path and path not in seen:
                    seen.add(path)
                    pending.append(path)
                    yield path

    def missing_folders(self, library: str) -> list[str]:
        """Return the folders of needed libraries that the runtime path of a library does not lead to."""
        runtime_path = self.libraries[library].side_module().runtime_path
        return [
            posixpath.dirname(path)
            for name, path in self.needed[library].items()
            if path and not locate_installed(name, library, runtime_path, self.libraries.__contains__)
        ]


def wheel_graph(
    libraries: Mapping[str, Module], folders: Sequence[Path], place: Callable[[str, Module], str] = lambda name, _: name
) -> Graph:
    """Find what a wheel's libraries need, and what that needs, in the wheel or in folders.

    Args:
        libraries: the wheel's, by the paths that they are installed at.
        folders: where to look for others.
        place: says at which path another one is to be installed.
    """
    graph = Graph(dict(libraries))
    pending = list(libraries)
    while pending:
        library = pending.pop(0)
        dylink = graph.libraries[library].side_module()
        needs = graph.needed[library] = {}
        for name in dylink.needed:
            path = locate_installed(name, library, dylink.runtime_path, graph.libraries.__contains__)
            path = path or locate_beside(name, library, graph.libraries)
            if path is None and (source := locate_in_folders(name, folders)):
                module = read_library(source)
                path = place(name, module)
                if path not in graph.libraries:
                    graph.found[path] = source
                    graph.libraries[path] = module
                    pending.append(path)
            needs[name] = path
    return graph


def file_graph(file: Path, module: Module, folders: Sequence[Path]) -> Graph:
    """Find what a library on disk needs, and what that needs, on their runtime paths or in folders."""
    graph = Graph({str(file): module})
    pending = list(graph.libraries)
    while pending:
        library = pending.pop(0)
        dylink = graph.libraries[library].side_module()
        needs = graph.needed[library] = {}
        for name in dylink.needed:
            path = locate_installed(name, library, dylink.runtime_path, os.path.isfile)
            if path is None and (source := locate_in_folders(name, folders)):
                path = str(source)
            needs[name] = path
            if path and path not in graph.libraries:
                graph.found[path] = Path(path)
                graph.libraries[path] = read_library(Path(path))
                pending.append(path)
    return graph
