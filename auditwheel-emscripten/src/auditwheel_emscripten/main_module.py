"""Find the runtime's main module, and read what it offers to side modules."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from auditwheel_emscripten.errors import MainModuleNotFoundError
from auditwheel_emscripten.glue import read_glue
from auditwheel_emscripten.libraries import read_library
from auditwheel_emscripten.wasm.symbols import Export
from auditwheel_emscripten.wasm.types import FunctionType

MODULE = "pyodide.asm.wasm"
# The first that is there; newer distributions have the second only.
GLUE = ("pyodide.asm.js", "pyodide.asm.mjs")


@dataclass(frozen=True)
class MainModule:
    """What a side module finds in the runtime.

    Attributes:
        file: where the main module is.
        exports: what WebAssembly exports, by name.
        glue: what JavaScript offers, by name, with types where they are known.
    """

    file: Path
    exports: Mapping[str, Export]
    glue: Mapping[str, FunctionType | None]


def read_main_module(file: Path) -> MainModule:
    """Read a main module and the JavaScript beside it.

    Raises:
        MainModuleNotFoundError: when one of the two is missing.
        UnreadableGlueError: when the JavaScript is not as emscripten writes it.
    """
    glue = next((path for name in GLUE if (path := file.with_name(name)).is_file()), None)
    if glue is None:
        raise MainModuleNotFoundError([file.with_name(name) for name in GLUE])
    exports = {export.name: export for export in read_library(file).exports}
    return MainModule(file, exports, read_glue(glue.read_text(encoding="utf-8"), str(glue)))


def find_main_module(given: Path | None = None, environ: Mapping[str, str] = os.environ) -> Path:
    """Return the main module's file.

    Args:
        given: the file or its folder. By default PYODIDE_DIST_DIR names the folder, or it is `dist` in the folder that
            PYODIDE_ROOT names, or in the installed distribution pyodide-core, or where that was built.
        environ: where those variables are looked up.

    Raises:
        MainModuleNotFoundError: with all places that were looked at.
    """
    places = [given] if given else list(_places(environ))
    for place in places:
        file = place / MODULE if place.is_dir() else place
        if file.is_file():
            return file
    raise MainModuleNotFoundError(places or ["no place: pyodide-core is not installed"])


def _places(environ: Mapping[str, str]) -> Iterator[Path]:
    if named := environ.get("PYODIDE_DIST_DIR"):
        yield Path(named)
    if root := environ.get("PYODIDE_ROOT"):
        yield Path(root) / "dist"
    if (spec := find_spec("pyodide_core")) and spec.origin:
        package = Path(spec.origin).parent
        yield package / "dist"
        yield package.parents[2] / "dist"
