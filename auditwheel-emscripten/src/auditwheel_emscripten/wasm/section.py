"""Find the sections of a module, and say what other files are."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from auditwheel_emscripten.errors import NotWebAssemblyError
from auditwheel_emscripten.wasm.reader import Reader

MAGIC = b"\0asm"
VERSION = b"\1\0\0\0"
# A component of the component model has a layer there.
COMPONENT = b"\x0d\0\1\0"

# Files that build systems put where a shared library was expected.
OTHER_FORMATS = (
    (b"BC\xc0\xde", "LLVM bitcode; compile without -flto, or link it with emcc"),
    (b"\xde\xc0\x17\x0b", "LLVM bitcode; compile without -flto, or link it with emcc"),
    (b"!<arch>\n", "a static library (an ar archive); link it with emcc"),
    (b"!<thin>\n", "a static library (a thin ar archive); link it with emcc"),
    (b"\x7fELF", "a program or library for Linux (ELF); the host's compiler was called instead of emcc"),
    (b"\xcf\xfa\xed\xfe", "a program or library for macOS (Mach-O); the host's compiler was called instead of emcc"),
    (b"\xca\xfe\xba\xbe", "a program or library for macOS (Mach-O); the host's compiler was called instead of emcc"),
    (b"MZ", "a program or library for Windows (PE); the host's compiler was called instead of emcc"),
    (b"INPUT", "a linker script"),
    (b"GROUP", "a linker script"),
    (b"#!", "a script"),
    (b"PK\3\4", "a zip archive"),
)


class SectionId(IntEnum):
    """The sections that the core specification knows."""

    CUSTOM = 0
    TYPE = 1
    IMPORT = 2
    FUNCTION = 3
    TABLE = 4
    MEMORY = 5
    GLOBAL = 6
    EXPORT = 7
    START = 8
    ELEMENT = 9
    CODE = 10
    DATA = 11
    DATA_COUNT = 12
    TAG = 13


ORDER = (
    SectionId.TYPE,
    SectionId.IMPORT,
    SectionId.FUNCTION,
    SectionId.TABLE,
    SectionId.MEMORY,
    SectionId.TAG,
    SectionId.GLOBAL,
    SectionId.EXPORT,
    SectionId.START,
    SectionId.ELEMENT,
    SectionId.DATA_COUNT,
    SectionId.CODE,
    SectionId.DATA,
)


@dataclass(frozen=True)
class Section:
    """Where a section lies: its first byte, its content, its end."""

    id: SectionId
    name: str
    offset: int
    content: int
    end: int

    def reader(self, data: bytes, file: str) -> Reader:
        """Return a reader of the content."""
        return Reader(data, file, self.content, self.end)


def read_sections(data: bytes, file: str) -> list[Section]:
    """Return the sections of a module in their order.

    Raises:
        NotWebAssemblyError: when the file is something else.
        MalformedModuleError: when a section does not fit, is unknown, out of order or there twice.
    """
    check_preamble(data, file)
    return list(_sections(Reader(data, file, len(MAGIC) + len(VERSION))))


def check_preamble(data: bytes, file: str) -> None:
    """Refuse what is no module.

    Raises:
        NotWebAssemblyError: with what it is instead, when its first bytes tell.
    """
    if data[:8] == MAGIC + VERSION:
        return
    if data[:8] == MAGIC + COMPONENT:
        raise NotWebAssemblyError(file, "a component; the runtime loads core modules")
    if data[:4] == MAGIC:
        raise NotWebAssemblyError(file, f"one of an unknown version ({data[4:8].hex() or 'cut off'})")
    if not data:
        raise NotWebAssemblyError(file, "an empty file")
    for magic, format_name in OTHER_FORMATS:
        if data.startswith(magic):
            raise NotWebAssemblyError(file, format_name)
    raise NotWebAssemblyError(file, f"something that begins with the bytes {data[:4].hex(' ')}")


def _sections(reader: Reader) -> Iterator[Section]:
    last = -1
    while not reader.at_end:
        offset = reader.offset
        number = reader.byte("a section")
        if number not in SectionId:
            raise reader.malformed(f"section {number} is unknown", offset)
        section_id = SectionId(number)
        body = reader.window(reader.unsigned(), f"the section {section_id.name.lower()}")
        name = ""
        if section_id is SectionId.CUSTOM:
            name = body.name("the name of a custom section")
        elif ORDER.index(section_id) <= last:
            raise reader.malformed(f"the section {section_id.name.lower()} comes late or twice", offset)
        else:
            last = ORDER.index(section_id)
        yield Section(section_id, name, offset, body.offset, body.end)
