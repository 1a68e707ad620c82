"""Read, check and repair wheels for Python in WebAssembly."""

from auditwheel_emscripten.check import LibraryReport, check
from auditwheel_emscripten.errors import AuditError
from auditwheel_emscripten.inspect import (
    Dependencies,
    get_dependencies,
    get_exports,
    get_imports,
    show,
    show_dylib,
    show_wheel,
)
from auditwheel_emscripten.main_module import MainModule, find_main_module, read_main_module
from auditwheel_emscripten.problem import Problem, Trouble
from auditwheel_emscripten.repair import repair, resolve_sharedlib
from auditwheel_emscripten.unpacked import copylib, modify_runtime_path
from auditwheel_emscripten.wasm.symbols import Export, ExternType, Import

__all__ = [
    "AuditError",
    "Dependencies",
    "Export",
    "ExternType",
    "Import",
    "LibraryReport",
    "MainModule",
    "Problem",
    "Trouble",
    "check",
    "copylib",
    "find_main_module",
    "get_dependencies",
    "get_exports",
    "get_imports",
    "modify_runtime_path",
    "read_main_module",
    "repair",
    "resolve_sharedlib",
    "show",
    "show_dylib",
    "show_wheel",
]
