"""Do what one of the shims was called for: the process becomes emscripten's program."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Never

from pyodide_build.compiler.arguments import HOST_FOLDERS, for_emscripten
from pyodide_build.compiler.link import links_shared_library, side_module
from pyodide_build.compiler.one_step import SOURCES, with_objects
from pyodide_build.compiler.shims import CXX, REFUSE, TOOLS, C, ShimSettings

# With these, a compiler only says something about itself.
QUERIES = frozenset({"--version", "-v", "-V", "-dumpversion", "-dumpmachine", "--help", "-print-search-dirs"})


def main(name: str, folder: str, arguments: Sequence[str]) -> int:
    """Run the program that the shim `name` stands for; return only if there is none."""
    tool = TOOLS[name]
    if tool != REFUSE:
        settings = ShimSettings.read(Path(folder))
        try:
            command = [tool, *command_arguments(tool, arguments, settings, Path(folder))]
        except subprocess.CalledProcessError as error:
            return error.returncode
        run(Path(settings.emscripten) / tool, command)
    print(
        f"pyodide build: {name} was called, but there is no Fortran compiler for WebAssembly here: "
        "switch off the package's parts in Fortran, or use a translation to C.",
        file=sys.stderr,
    )
    return 1


def command_arguments(tool: str, arguments: Sequence[str], settings: ShimSettings, folder: Path) -> list[str]:
    """Return the arguments for emscripten's program."""
    if tool not in {C, CXX} or QUERIES.issuperset(arguments):
        return list(arguments)
    given = for_emscripten(arguments, host_folders=(*HOST_FOLDERS, *settings.host_folders))
    own = settings.cxxflags if tool == CXX or any(is_cxx(argument) for argument in given) else settings.cflags
    # Behind what the package asks for, so that it cannot leave the ABI, and the user has the last word.
    added = [f"-I{settings.headers}", "-fPIC", *own]
    if not links_shared_library(given):
        return [*given, *added]
    export_list = folder / f"exports-{os.getpid()}.json"
    if settings.exports in {"pyinit", "requested"} and any(argument.endswith(SOURCES) for argument in given):
        given = with_objects(given, Path(settings.emscripten) / tool, added, folder)
    linked = side_module(given, settings.exports, export_list, Path(settings.emscripten) / "emnm")
    return [*linked, *added, *settings.link_flags, *settings.ldflags]


def is_cxx(argument: str) -> bool:
    """Tell whether an argument names a source file of C++."""
    return argument.endswith((".cc", ".cpp", ".cxx", ".c++", ".C"))


def run(program: Path, command: Sequence[str]) -> Never:
    """Become another program."""
    sys.stdout.flush()
    os.execv(program, list(command))
