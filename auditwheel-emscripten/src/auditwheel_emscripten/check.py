"""Check each import of a wheel's libraries against what they will find in the runtime.

The loader looks for a symbol in the main module, then in the libraries that the asking one needs. What is not there is
noticed late: a function when it is called, an address when the library is loaded, and a function of another type lets
the engine refuse the library without saying who exports it.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from auditwheel_emscripten.graph import Graph, file_graph, wheel_graph
from auditwheel_emscripten.libraries import read_libraries
from auditwheel_emscripten.locate import as_folders
from auditwheel_emscripten.main_module import MainModule
from auditwheel_emscripten.problem import Problem, Trouble
from auditwheel_emscripten.wasm.module import Module
from auditwheel_emscripten.wasm.symbols import ExternType, Import
from auditwheel_emscripten.wasm.types import ExternalType, FunctionType, GlobalType, TagType

type AnyPath = str | os.PathLike[str]

FUNCTION_ADDRESS, DATA_ADDRESS = "GOT.func", "GOT.mem"
DIRECT = ("env", "wasi_snapshot_preview1")
# What the loader makes for each library.
FROM_LOADER = frozenset({"__memory_base", "__table_base"})
# A library exports the text of a JavaScript function under this, and imports the function.
INLINE_JAVASCRIPT = "__em_js__"
GLUE = "the main module's JavaScript"


@dataclass
class LibraryReport:
    """What becomes of one library's imports.

    Attributes:
        library: its path below site-packages, or its file.
        imports: how many there are.
        problems: those that will not work, and needed libraries that are not there.
    """

    library: str
    imports: int
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class _Offer:
    exporter: str
    kind: ExternType | None = None
    type: ExternalType | None = None


def check(wheel_or_so_file: AnyPath, main_module: MainModule, libdir: Iterable[AnyPath] = ()) -> list[LibraryReport]:
    """Check the imports of all libraries of a wheel, or of one library.

    Args:
        wheel_or_so_file: the wheel or library.
        main_module: from `read_main_module(find_main_module())`.
        libdir: folders with libraries that will be there without being in the wheel.
    """
    file = Path(wheel_or_so_file)
    libraries = read_libraries(file)
    if file.suffix == ".whl":
        graph = wheel_graph(libraries, as_folders(libdir))
        return [_check_library(path, graph, main_module) for path in libraries]
    graph = file_graph(file, libraries[file.name], as_folders(libdir))
    return [_check_library(str(file), graph, main_module)]


def _check_library(path: str, graph: Graph, main_module: MainModule) -> LibraryReport:
    module = graph.libraries[path]
    report = LibraryReport(path, len(module.imports))
    for name, found in graph.needed[path].items():
        if found is None:
            report.problems.append(Problem(path, name, Trouble.MISSING_LIBRARY))
    linked = [*graph.closure(path), path]
    unlinked = [other for other in graph.libraries if other not in linked]
    near = _exports(graph, linked)
    far = _exports(graph, unlinked)
    for wanted in module.imports:
        if wanted.module in DIRECT and wanted.field in FROM_LOADER:
            continue
        offers = list(_main_offers(wanted.field, main_module)) + near.get(wanted.field, [])
        if problem := _check_import(path, module, wanted, offers, far.get(wanted.field, [])):
            report.problems.append(problem)
    return report


def _check_import(
    library: str, module: Module, wanted: Import, offers: list[_Offer], unlinked: list[_Offer]
) -> Problem | None:
    described = _describe_import(wanted)
    if offers:
        # The loader takes the first of the name, whatever it is.
        offer = offers[0]
        trouble = _compare(wanted, offer)
        return trouble and Problem(library, wanted.field, trouble, described, offer.exporter, _describe_offer(offer))
    if wanted.field in module.side_module().weak:
        return None
    if unlinked:
        return Problem(library, wanted.field, Trouble.NOT_NEEDED, described, unlinked[0].exporter)
    return Problem(library, wanted.field, Trouble.MISSING, described)


def _compare(wanted: Import, offer: _Offer) -> Trouble | None:
    if offer.kind is not None and offer.kind is not _exported_kind(wanted):
        return Trouble.OTHER_KIND
    compared = FunctionType | TagType | GlobalType
    if wanted.module in DIRECT and isinstance(wanted.type, compared) and offer.type not in (None, wanted.type):
        return Trouble.OTHER_TYPE
    return None


def _exported_kind(wanted: Import) -> ExternType:
    """Return what an export has to be: addresses of functions are imported as globals."""
    return ExternType.FUNC if wanted.module == FUNCTION_ADDRESS else wanted.kind


def _main_offers(name: str, main_module: MainModule) -> Iterator[_Offer]:
    if name in main_module.glue:
        function = main_module.glue[name]
        yield _Offer(GLUE, ExternType.FUNC if function else None, function)
    if export := main_module.exports.get(name):
        yield _Offer(f"the main module ({main_module.file.name})", export.kind, export.type)


def _exports(graph: Graph, libraries: list[str]) -> dict[str, list[_Offer]]:
    offers: dict[str, list[_Offer]] = {}
    for library in libraries:
        name = str(graph.found.get(library, library))
        for export in graph.libraries[library].exports:
            offers.setdefault(export.name, []).append(_Offer(name, export.kind, export.type))
            if export.name.startswith(INLINE_JAVASCRIPT):
                offers.setdefault(export.name.removeprefix(INLINE_JAVASCRIPT), []).append(_Offer(name))
    return offers


def _describe_import(wanted: Import) -> str:
    if wanted.module == FUNCTION_ADDRESS:
        return "address of a function"
    if wanted.module == DATA_ADDRESS:
        return "address of data"
    module = "" if wanted.module in DIRECT else f" of the module {wanted.module}"
    return f"{_kind_name(wanted.kind)} {wanted.type}{module}"


def _describe_offer(offer: _Offer) -> str:
    if offer.kind is None:
        return "a value of JavaScript"
    # Data is exported as the global that holds its address.
    return "data" if offer.kind is ExternType.GLOBAL else f"{_kind_name(offer.kind)} {offer.type}"


def _kind_name(kind: ExternType) -> str:
    return "function" if kind is ExternType.FUNC else kind.name.lower()
