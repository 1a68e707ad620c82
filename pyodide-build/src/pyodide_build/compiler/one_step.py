"""Compile first what a command would compile and link at once: only objects tell which symbols there are."""

import os
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

SOURCES = (".c", ".cc", ".cpp", ".cxx", ".c++", ".C", ".i", ".ii", ".s", ".S")
# What is meant for the linker alone.
LINKED = (".o", ".obj", ".lo", ".a", ".so")
FOR_THE_LINKER = ("-l", "-L", "-Wl,", "-shared", "-bundle", "-dynamiclib", "-sSIDE_MODULE")


def with_objects(arguments: Sequence[str], program: str | Path, flags: Iterable[str], folder: Path) -> list[str]:
    """Compile the source files in a command, and return the command with objects in their places.

    Args:
        arguments: the command's.
        program: the compiler.
        flags: what it is told besides.
        folder: where objects go.

    Raises:
        CalledProcessError: a file does not compile; the compiler has said why.
    """
    options = [*compile_options(arguments), *flags]
    linked = []
    for number, argument in enumerate(arguments):
        if argument.endswith(SOURCES) and not argument.startswith("-") and arguments[number - 1] != "-o":
            made = folder / f"object-{os.getpid()}-{number}.o"
            subprocess.run([program, "-c", argument, "-o", made, *options], check=True)
            linked.append(str(made))
        else:
            linked.append(argument)
    return linked


def compile_options(arguments: Iterable[str]) -> list[str]:
    """Return the options for compiling: without files, and without what linking alone needs."""
    kept = []
    rest = iter(arguments)
    for argument in rest:
        if argument in {"-o", "-undefined"}:
            next(rest, None)
        elif argument.startswith("-o") or argument.startswith(FOR_THE_LINKER):
            continue
        elif argument.startswith("-") or not argument.endswith((*SOURCES, *LINKED)):
            kept.append(argument)
    return kept
