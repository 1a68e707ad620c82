"""Link shared libraries that the runtime loads: emscripten's side modules."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

SHARED = frozenset({"-shared", "-bundle", "-dynamiclib"})

PYINIT = ("PyInit_", "PyInitU_")


def links_shared_library(arguments: Sequence[str]) -> bool:
    """Tell whether a command links what Python is to load."""
    return any(argument in SHARED or argument.startswith("-sSIDE_MODULE") for argument in arguments)


def side_module(
    arguments: Sequence[str], exports: str | Sequence[str], export_list: Path, emnm: str | Path = "emnm"
) -> list[str]:
    """Return the arguments that link a side module instead of a shared library of the build machine.

    Args:
        arguments: objects, libraries and options, already without those for the build machine.
        exports: `pyinit`, `requested` or `whole_archive`, or the symbols themselves.
        export_list: where the list of exported symbols goes.
        emnm: the program that reads LLVM's bitcode.
    """
    kept = without_undefined(argument for argument in arguments if argument not in SHARED)
    if exports == "whole_archive":
        return ["-sSIDE_MODULE=1", *kept]
    symbols = chosen(exports, kept, emnm)
    # Emscripten names C's symbols with an underscore in front.
    export_list.write_text(json.dumps([f"_{symbol}" for symbol in symbols]), encoding="utf-8")
    return ["-sSIDE_MODULE=2", f"-sEXPORTED_FUNCTIONS=@{export_list.resolve()}", *kept]


def chosen(exports: str | Sequence[str], arguments: Sequence[str], emnm: str | Path) -> list[str]:
    """Return the symbols that the library exports, sorted."""
    if not isinstance(exports, str):
        return sorted(exports)
    from pyodide_build.compiler.symbols import (
        bitcode_symbols,
        exported_symbols,
    )  # not for the many commands that only compile

    objects = [Path(argument) for argument in arguments if argument.endswith((".o", ".obj", ".lo"))]
    found = exported_symbols(objects, emnm)
    if "--whole-archive" in ",".join(argument for argument in arguments if argument.startswith("-Wl,")):
        found |= bitcode_symbols([Path(argument) for argument in arguments if argument.endswith(".a")], emnm)
    if exports == "pyinit":
        found = {symbol for symbol in found if symbol.startswith(PYINIT)}
    return sorted(found)


def without_undefined(arguments: Iterable[str]) -> list[str]:
    """Leave out `-undefined dynamic_lookup`, which is how macOS spells what side modules do anyway."""
    kept = []
    rest = iter(arguments)
    for argument in rest:
        if argument == "-undefined":
            next(rest, None)
        else:
            kept.append(argument)
    return kept
