"""What a module imports and exports, with types."""

from dataclasses import dataclass, field
from enum import IntEnum

from auditwheel_emscripten.wasm.constant import skip_constant
from auditwheel_emscripten.wasm.reader import Reader
from auditwheel_emscripten.wasm.section import Section, SectionId
from auditwheel_emscripten.wasm.types import (
    ExternalType,
    FunctionType,
    MemoryType,
    read_global_type,
    read_limits,
    read_table_type,
    read_tag_type,
    read_type_index,
    read_types,
)

# What engines accept: the implementation limits of the JavaScript API.
MAX_SYMBOLS = 1_000_000
TABLE_WITH_INITIALIZER = 0x40


class ExternType(IntEnum):
    """What is imported or exported."""

    FUNC = 0
    TABLE = 1
    MEMORY = 2
    GLOBAL = 3
    TAG = 4


@dataclass(frozen=True)
class Import:
    """Something that a module takes from another, with the type that it expects."""

    kind: ExternType
    module: str
    field: str
    type: ExternalType


@dataclass(frozen=True)
class Export:
    """Something that a module offers, with its number among those of its kind."""

    name: str
    kind: ExternType
    index: int
    type: ExternalType


@dataclass
class _Spaces:
    """Everything that has a number, by kind: imports first, then what the module defines."""

    types: list[FunctionType] = field(default_factory=list)
    members: dict[ExternType, list[ExternalType]] = field(default_factory=lambda: {kind: [] for kind in ExternType})


def read_symbols(data: bytes, file: str, sections: list[Section]) -> tuple[list[Import], list[Export]]:
    """Return imports and exports in the order that they are written in.

    Raises:
        MalformedModuleError: when something in one of the sections that they go by is wrong.
    """
    spaces = _Spaces()
    imports: list[Import] = []
    exports: list[Export] = []
    for section in sections:
        reader = section.reader(data, file)
        match section.id:
            case SectionId.TYPE:
                spaces.types = read_types(reader)
            case SectionId.IMPORT:
                imports = _read_imports(reader, spaces)
            case SectionId.EXPORT:
                exports = _read_exports(reader, spaces)
            case SectionId.FUNCTION | SectionId.TABLE | SectionId.MEMORY | SectionId.TAG | SectionId.GLOBAL:
                _read_definitions(reader, ExternType[_KINDS[section.id]], spaces)
    return imports, exports


_KINDS = {
    SectionId.FUNCTION: "FUNC",
    SectionId.TABLE: "TABLE",
    SectionId.MEMORY: "MEMORY",
    SectionId.TAG: "TAG",
    SectionId.GLOBAL: "GLOBAL",
}


def _read_imports(reader: Reader, spaces: _Spaces) -> list[Import]:
    imports = []
    for _ in range(reader.count("imports", MAX_SYMBOLS)):
        module = reader.name("the module of an import")
        name = reader.name("the name of an import")
        kind = _read_kind(reader)
        described = _read_type(reader, kind, spaces)
        spaces.members[kind].append(described)
        imports.append(Import(kind, module, name, described))
    reader.expect_end("the imports")
    return imports


def _read_exports(reader: Reader, spaces: _Spaces) -> list[Export]:
    exports: dict[str, Export] = {}
    for _ in range(reader.count("exports", MAX_SYMBOLS)):
        start = reader.offset
        name = reader.name("the name of an export")
        if name in exports:
            raise reader.malformed(f"{name} is exported twice", start)
        kind = _read_kind(reader)
        index = reader.unsigned()
        members = spaces.members[kind]
        if index >= len(members):
            raise reader.malformed(f"{name} is {kind.name.lower()} {index}, of which there are {len(members)}", start)
        exports[name] = Export(name, kind, index, members[index])
    reader.expect_end("the exports")
    return list(exports.values())


def _read_definitions(reader: Reader, kind: ExternType, spaces: _Spaces) -> None:
    what = f"definitions of the kind {kind.name.lower()}"
    for _ in range(reader.count(what, MAX_SYMBOLS)):
        initialized = kind is ExternType.GLOBAL
        if kind is ExternType.TABLE and not reader.at_end and reader.data[reader.offset] == TABLE_WITH_INITIALIZER:
            reader.take(2, "a table")
            initialized = True
        spaces.members[kind].append(_read_type(reader, kind, spaces))
        if initialized:
            skip_constant(reader)
    reader.expect_end(f"the {what}")


def _read_kind(reader: Reader) -> ExternType:
    number = reader.byte("a kind of import or export")
    if number not in ExternType:
        raise reader.malformed(f"imports and exports of kind {number} are unknown", reader.offset - 1)
    return ExternType(number)


def _read_type(reader: Reader, kind: ExternType, spaces: _Spaces) -> ExternalType:
    match kind:
        case ExternType.FUNC:
            return read_type_index(reader, spaces.types)
        case ExternType.TABLE:
            return read_table_type(reader)
        case ExternType.MEMORY:
            return MemoryType(read_limits(reader))
        case ExternType.GLOBAL:
            return read_global_type(reader)
        case ExternType.TAG:
            return read_tag_type(reader, spaces.types)
