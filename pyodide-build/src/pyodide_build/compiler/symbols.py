"""Read which symbols an object file defines for others.

Objects are WebAssembly modules with a custom section `linking`, whose symbol table says what is visible
(WebAssembly tool conventions, Linking.md).
"""

import subprocess
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum, IntFlag
from pathlib import Path

from auditwheel_emscripten.wasm.reader import Reader
from auditwheel_emscripten.wasm.section import MAGIC, read_sections

# LLVM's own, and as it lies in a wrapper.
BITCODE = (b"BC\xc0\xde", b"\xde\xc0\x17\x0b")
LINKING = "linking"
SYMBOL_TABLE = 8
LINKING_VERSION = 2
MAX_SYMBOLS = 1_000_000


class Kind(IntEnum):
    """What a symbol stands for."""

    FUNCTION = 0
    DATA = 1
    GLOBAL = 2
    SECTION = 3
    TAG = 4
    TABLE = 5


class Flag(IntFlag):
    """What the linker may do with a symbol."""

    LOCAL = 0x02
    HIDDEN = 0x04
    UNDEFINED = 0x10
    EXPLICIT_NAME = 0x40


def exported_symbols(objects: Iterable[Path], emnm: str | Path = "emnm") -> set[str]:
    """Return the functions and data that object files define for others.

    Args:
        objects: the files. Of those that are LLVM's bitcode, for link-time optimisation, hidden symbols count, too.
        emnm: the program that reads bitcode.

    Raises:
        MalformedModuleError: when an object is damaged.
        CalledProcessError: when emnm cannot read the bitcode.
    """
    names: set[str] = set()
    bitcode = []
    for path in objects:
        data = path.read_bytes()
        if data.startswith(MAGIC):
            names.update(object_symbols(data, path.name))
        elif data.startswith(BITCODE):
            bitcode.append(path)
    return names | bitcode_symbols(bitcode, emnm)


def object_symbols(data: bytes, file: str) -> Iterator[str]:
    """Return the functions and data that a WebAssembly object defines with default visibility."""
    for section in read_sections(data, file):
        if section.name == LINKING:
            yield from _defined(section.reader(data, file))


def bitcode_symbols(objects: Sequence[Path], emnm: str | Path) -> set[str]:
    """Return the symbols that files of bitcode, or archives, define."""
    if not objects:
        return set()
    command = [emnm, "--extern-only", "--defined-only", "--format=just-symbols", *objects]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    # With more than one file, each begins with its name and a colon.
    return {line for line in done.stdout.splitlines() if line and not line.endswith(":")}


def _defined(linking: Reader) -> Iterator[str]:
    version = linking.unsigned()
    if version != LINKING_VERSION:
        raise linking.malformed(f"the linking section has version {version}, not {LINKING_VERSION}")
    while not linking.at_end:
        kind = linking.byte("a subsection of the linking section")
        body = linking.window(linking.unsigned(), "a subsection of the linking section")
        if kind == SYMBOL_TABLE:
            for _ in range(body.count("symbols", MAX_SYMBOLS)):
                name = _symbol(body)
                if name is not None:
                    yield name


def _symbol(table: Reader) -> str | None:
    """Read one entry; return its name if others may use what it defines."""
    number = table.byte("a symbol")
    if number not in Kind:
        raise table.malformed(f"symbols of kind {number} are unknown")
    kind = Kind(number)
    flags = Flag(table.unsigned())
    name = None
    if kind is Kind.DATA:
        name = table.name("a symbol's name")
        if Flag.UNDEFINED not in flags:
            for _ in ("segment", "offset", "size"):
                table.unsigned()
    else:
        table.unsigned()
        if kind is not Kind.SECTION and (Flag.UNDEFINED not in flags or Flag.EXPLICIT_NAME in flags):
            name = table.name("a symbol's name")
    visible = not flags & (Flag.LOCAL | Flag.HIDDEN | Flag.UNDEFINED)
    return name if visible and kind in {Kind.FUNCTION, Kind.DATA} else None
