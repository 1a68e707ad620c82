"""The section that dynamic linking goes by: `dylink.0` of the WebAssembly tool conventions.

What is read here is what emscripten's loader reads. What is written changes only the subsections it is about; all
others, also such as this code does not know, stay as they were.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import cached_property

from auditwheel_emscripten.wasm.leb128 import encode_unsigned
from auditwheel_emscripten.wasm.reader import Reader
from auditwheel_emscripten.wasm.section import Section, SectionId

NAME = "dylink.0"
# Before emscripten 2.0.26, without subsections.
OLD_NAME = "dylink"
MAX_ENTRIES = 1_000_000


class Subsection(IntEnum):
    """What the section is made of."""

    MEMORY = 1
    NEEDED = 2
    EXPORT_INFO = 3
    IMPORT_INFO = 4
    RUNTIME_PATH = 5


class SymbolFlag(IntEnum):
    """What is said of a symbol, as object files say it."""

    BINDING_MASK = 0x3
    WEAK = 0x1
    THREAD_LOCAL = 0x100


@dataclass(frozen=True)
class Dylink:
    """What a shared library asks of its loader; alignments are exponents of two."""

    memory_size: int = 0
    memory_alignment: int = 0
    table_size: int = 0
    table_alignment: int = 0
    needed: tuple[str, ...] = ()
    export_flags: Mapping[str, int] = field(default_factory=dict)
    import_flags: Mapping[tuple[str, str], int] = field(default_factory=dict)
    runtime_path: tuple[str, ...] = ()

    @cached_property
    def weak(self) -> frozenset[str]:
        """The imports that may stay undefined; their addresses, too, which loaders know by the name alone."""
        return frozenset(
            name for (_, name), flags in self.import_flags.items() if flags & SymbolFlag.BINDING_MASK == SymbolFlag.WEAK
        )


def is_dylink(section: Section) -> bool:
    """Say whether this is the section, in its current form."""
    return section.id is SectionId.CUSTOM and section.name == NAME


def read_dylink(data: bytes, file: str, sections: list[Section]) -> Dylink | None:
    """Return what the section says, None when the module has none.

    Raises:
        MalformedModuleError: when it is not the first section, not whole, or of the old form.
    """
    for position, section in enumerate(sections):
        reader = section.reader(data, file)
        if section.id is SectionId.CUSTOM and section.name == OLD_NAME:
            raise reader.malformed("the section dylink is of emscripten before 2.0.26; build the library anew")
        if is_dylink(section):
            if position != 0:
                raise reader.malformed("dylink.0 is not the first section, so loaders do not see it", section.offset)
            return _read(reader)
    return None


def edit_dylink(
    data: bytes,
    section: Section,
    *,
    runtime_path: tuple[str, ...] | None = None,
    needed: tuple[str, ...] | None = None,
) -> bytes:
    """Return the module with another runtime path, or other names of what it needs.

    Args:
        data: the module, which has been read without an error.
        section: where its section dylink.0 is.
        runtime_path: the new folders; None leaves those that there are.
        needed: the new names; None leaves those that there are.
    """
    edits = {Subsection.NEEDED: needed, Subsection.RUNTIME_PATH: runtime_path}
    pending = {number: _encode_subsection(number, names) for number, names in edits.items() if names is not None}
    body = bytearray(_encode_name(NAME))
    reader = section.reader(data, NAME)
    while not reader.at_end:
        start = reader.offset
        number = reader.byte("a subsection")
        reader.take(reader.unsigned(), "a subsection")
        if number in pending:
            written = pending[Subsection(number)]
            pending[Subsection(number)] = b""  # a second one is merged into the first
            body += written
        else:
            body += data[start : reader.offset]
    for written in pending.values():
        body += written
    # The size may have been padded by the linker: the section is written anew, the rest stays as it is.
    new = bytes([SectionId.CUSTOM]) + encode_unsigned(len(body)) + bytes(body)
    return data[: section.offset] + new + data[section.end :]


def _read(reader: Reader) -> Dylink:
    found = Dylink()
    while not reader.at_end:
        number = reader.byte("a subsection")
        part = reader.window(reader.unsigned(), f"the subsection {number} of dylink.0")
        match number:
            case Subsection.MEMORY:
                sizes = [part.unsigned() for _ in range(4)]
                found = replace(
                    found,
                    memory_size=sizes[0],
                    memory_alignment=sizes[1],
                    table_size=sizes[2],
                    table_alignment=sizes[3],
                )
            case Subsection.NEEDED:
                found = replace(found, needed=found.needed + _read_names(part, "needed libraries"))
            case Subsection.EXPORT_INFO:
                found = replace(found, export_flags=_read_export_flags(part))
            case Subsection.IMPORT_INFO:
                found = replace(found, import_flags=_read_import_flags(part))
            case Subsection.RUNTIME_PATH:
                found = replace(found, runtime_path=found.runtime_path + _read_names(part, "runtime paths"))
            case _:
                continue
        part.expect_end(f"the subsection {number} of dylink.0")
    return found


def _read_names(reader: Reader, what: str) -> tuple[str, ...]:
    return tuple(reader.name(f"a name among the {what}") for _ in range(reader.count(what, MAX_ENTRIES)))


def _read_export_flags(reader: Reader) -> dict[str, int]:
    count = reader.count("exports of dylink.0", MAX_ENTRIES)
    return {reader.name("the name of an export"): reader.unsigned() for _ in range(count)}


def _read_import_flags(reader: Reader) -> dict[tuple[str, str], int]:
    flags = {}
    for _ in range(reader.count("imports of dylink.0", MAX_ENTRIES)):
        key = (reader.name("the module of an import"), reader.name("the name of an import"))
        flags[key] = reader.unsigned()
    return flags


def _encode_name(name: str) -> bytes:
    encoded = name.encode()
    return encode_unsigned(len(encoded)) + encoded


def _encode_subsection(number: Subsection, names: tuple[str, ...]) -> bytes:
    if not names:
        return b""
    content = encode_unsigned(len(names)) + b"".join(map(_encode_name, names))
    return bytes([number]) + encode_unsigned(len(content)) + content
