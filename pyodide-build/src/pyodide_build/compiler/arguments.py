"""Turn arguments meant for the build machine's compiler into arguments for emscripten's."""

import os
import re
import shlex
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

# Folders of the build machine: what lies there is for another processor.
HOST_FOLDERS = ("/usr/include", "/usr/local/include", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64")

# What emcc or wasm-ld do not take, or what means something else there.
DROPPED = frozenset(
    {
        "-Bsymbolic-functions",
        "-fcf-protection",
        "-fexceptions",  # JavaScript exceptions, which contradict -fwasm-exceptions
        "-fno-plt",
        "-fno-semantic-interposition",
        "-fstack-clash-protection",
        "-fstack-protector",
        "-fstack-protector-all",
        "-fstack-protector-strong",
        "-ftrapping-math",
        "-fuse-linker-plugin",
        "-m32",
        "-m64",
        "-mno-red-zone",
        "-pthread",  # side modules of a main module without threads
        "-rdynamic",
        "-static-libgcc",
        "-static-libstdc++",
    }
)
DROPPED_PREFIXES = ("--target=", "-fcf-protection=", "-march=", "-mcpu=", "-mfpmath=", "-mfpu=", "-mtune=")
DROPPED_WITH_VALUE = frozenset({"-arch", "-install_name", "-isysroot", "-target"})

# Instructions of another processor, unless the code asks for their emulation.
VECTOR_FLAG = re.compile(r"-m(?:avx|sse|ssse|fma|aes|pclmul|bmi|f16c|popcnt|lzcnt|xop|vsx|altivec|neon)[\w.]*$")

# Libraries of the build machine that have no counterpart, or that emcc links by itself.
DROPPED_LIBRARIES = re.compile(r"-l(?:atomic|gcc|gcc_s|gfortran|pthread|python3?(?:\.\d+)?|quadmath|stdc\+\+)$")

# Options of ELF linkers that wasm-ld does not know; what a side module leaves undefined, the main module has.
DROPPED_LINKER_OPTIONS = re.compile(
    r"-{1,2}(?:as-needed|no-as-needed|no-undefined|Bsymbolic(?:-functions)?|build-id(?:=.*)?|hash-style=.*|"
    r"exclude-libs=.*|enable-new-dtags|disable-new-dtags|sort-common|version-script=.*|dynamic-list=.*|"
    r"rpath(?:-link)?=.*|soname=.*|h=.*|icf=.*|start-group|end-group|warn-common|no-copy-dt-needed-entries)$"
)
DROPPED_LINKER_OPTIONS_WITH_VALUE = frozenset(
    {"-z", "-h", "-soname", "--soname", "-rpath", "--rpath", "-rpath-link", "--rpath-link"}
    | {"-install_name", "--version-script", "--dynamic-list", "--exclude-libs", "-Map", "--defsym"}
)


def for_emscripten(arguments: Iterable[str], *, host_folders: Sequence[str] = HOST_FOLDERS) -> list[str]:
    """Return what is left of a compiler's arguments when all that concerns the build machine is gone.

    Args:
        arguments: as the package's build gave them.
        host_folders: folders whose headers and libraries are for the build machine.
    """
    given = list(expand_response_files(arguments))
    emulates = "-msimd128" in given
    kept: list[str] = []
    for_linker: list[str] = []
    rest = iter(given)
    for argument in rest:
        if argument == "-Xlinker":
            for_linker += [option for option in [next(rest, None)] if option is not None]
            continue
        if argument.startswith("-Wl,"):
            for_linker += argument.removeprefix("-Wl,").split(",")
            continue
        if words := for_compiler(argument, rest, host_folders, emulates=emulates):
            # Not before: an option of the linker and its value may be two arguments, and what is dropped parts nothing.
            kept += [*linker_options(for_linker), *words]
            for_linker = []
    return kept + linker_options(for_linker)


def for_compiler(argument: str, rest: Iterator[str], host_folders: Sequence[str], *, emulates: bool) -> list[str]:
    """Return an argument with its value, which is taken from the rest; nothing where it is of no use on the target."""
    if argument in DROPPED_WITH_VALUE:
        next(rest, None)
        return []
    if argument in {"-L", "-I", "-isystem", "-iquote"}:
        folder = next(rest, None)
        return [] if folder is None or is_inside(folder, host_folders) else [argument, folder]
    return [] if is_dropped(argument, host_folders, emulates=emulates) else [argument]


def is_dropped(argument: str, host_folders: Sequence[str], *, emulates: bool) -> bool:
    """Tell whether an argument of one word is of no use on the target."""
    if argument.startswith(("-L", "-I")):
        return is_inside(argument[2:], host_folders)
    return (
        argument in DROPPED
        or argument.startswith(DROPPED_PREFIXES)
        or DROPPED_LIBRARIES.match(argument) is not None
        or (not emulates and VECTOR_FLAG.match(argument) is not None)
    )


def linker_options(options: Sequence[str]) -> list[str]:
    """Return the options of `-Wl,` that wasm-ld takes, as arguments for emcc."""
    kept = []
    rest = iter(options)
    for option in rest:
        if option in DROPPED_LINKER_OPTIONS_WITH_VALUE:
            next(rest, None)
        elif option and not DROPPED_LINKER_OPTIONS.match(option):
            kept.append(option)
    return [f"-Wl,{','.join(kept)}"] if kept else []


def is_inside(folder: str, folders: Sequence[str]) -> bool:
    """Tell whether a folder is one of `folders` or below one."""
    path = Path(os.path.normpath(folder))
    return path.is_absolute() and any(path.is_relative_to(each) for each in folders)


def expand_response_files(arguments: Iterable[str], within: frozenset[Path] = frozenset()) -> Iterator[str]:
    """Put the contents of `@file` arguments in their places.

    Args:
        arguments: a command's, or a file's.
        within: the files that these are from; one of them in itself is left out.
    """
    for argument in arguments:
        path = Path(argument[1:])
        if not argument.startswith("@") or not is_file(path):
            yield argument
        elif (file := path.resolve()) not in within:
            yield from expand_response_files(shlex.split(path.read_text(encoding="utf-8")), within | {file})


def is_file(path: Path) -> bool:
    """Tell whether a path leads to a file; what no file can be called is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
