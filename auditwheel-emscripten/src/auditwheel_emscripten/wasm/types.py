"""Types of functions, globals, memories, tables and tags."""

from dataclasses import dataclass

from auditwheel_emscripten.wasm.reader import Reader

# What engines accept: the implementation limits of the JavaScript API.
MAX_TYPES = 1_000_000
MAX_PARAMETERS = 1_000
MAX_RESULTS = 1_000

FUNCTION = 0x60
NUMBERS = {0x7F: "i32", 0x7E: "i64", 0x7D: "f32", 0x7C: "f64", 0x7B: "v128"}
REFERENCES = {
    0x73: "nofunc",
    0x72: "noextern",
    0x71: "none",
    0x70: "func",
    0x6F: "extern",
    0x6E: "any",
    0x6D: "eq",
    0x6C: "i31",
    0x6B: "struct",
    0x6A: "array",
    0x69: "exn",
}
NULLABLE, NOT_NULLABLE = 0x63, 0x64


@dataclass(frozen=True)
class FunctionType:
    """What a function takes and gives."""

    parameters: tuple[str, ...]
    results: tuple[str, ...]

    def __str__(self) -> str:
        return f"({', '.join(self.parameters)}) -> ({', '.join(self.results)})"


@dataclass(frozen=True)
class GlobalType:
    """The type of a global's value, and whether it can be set."""

    value: str
    mutable: bool

    def __str__(self) -> str:
        return f"mut {self.value}" if self.mutable else self.value


@dataclass(frozen=True)
class Limits:
    """How large a memory or table is at first, and at most."""

    minimum: int
    maximum: int | None
    shared: bool = False
    wide: bool = False

    def __str__(self) -> str:
        words = [f">= {self.minimum}"]
        if self.maximum is not None:
            words.append(f"<= {self.maximum}")
        words += ["shared"] * self.shared + ["64 bit"] * self.wide
        return " ".join(words)


@dataclass(frozen=True)
class MemoryType:
    """The size of a memory in pages of 64 KiB."""

    limits: Limits

    def __str__(self) -> str:
        return f"{self.limits} pages"


@dataclass(frozen=True)
class TableType:
    """What a table holds, and how much of it."""

    element: str
    limits: Limits

    def __str__(self) -> str:
        return f"{self.element} {self.limits}"


@dataclass(frozen=True)
class TagType:
    """What an exception carries."""

    parameters: tuple[str, ...]

    def __str__(self) -> str:
        return f"({', '.join(self.parameters)})"


type ExternalType = FunctionType | TableType | MemoryType | GlobalType | TagType


def read_types(reader: Reader) -> list[FunctionType]:
    """Read the section of types."""
    types: list[FunctionType] = []
    for _ in range(reader.count("types", MAX_TYPES)):
        form = reader.byte("a type")
        if form != FUNCTION:
            raise reader.malformed(f"type {len(types)} has the unknown form {form:#x}", reader.offset - 1)
        parameters = _read_values(reader, "parameters", MAX_PARAMETERS)
        types.append(FunctionType(parameters, _read_values(reader, "results", MAX_RESULTS)))
    reader.expect_end("the types")
    return types


def read_value_type(reader: Reader) -> str:
    """Read the type of a value."""
    code = reader.byte("a value type")
    if code in NUMBERS:
        return NUMBERS[code]
    if code in REFERENCES:
        return f"{REFERENCES[code]}ref"
    if code in (NULLABLE, NOT_NULLABLE):
        return f"(ref {'null ' if code == NULLABLE else ''}{read_heap_type(reader)})"
    raise reader.malformed(f"the value type {code:#x} is unknown", reader.offset - 1)


def read_heap_type(reader: Reader) -> str:
    """Read what a reference refers to: a kind of thing, or the index of a type."""
    start = reader.offset
    code = reader.signed(33)
    if code >= 0:
        return str(code)
    if code < -0x40 or code & 0x7F not in REFERENCES:
        raise reader.malformed(f"the heap type {code} is unknown", start)
    return REFERENCES[code & 0x7F]


def read_limits(reader: Reader) -> Limits:
    """Read a minimum and perhaps a maximum."""
    flags = reader.byte("limits")
    if flags > 7:
        raise reader.malformed(f"the flags {flags:#x} of limits are unknown", reader.offset - 1)
    bits = 64 if flags & 4 else 32
    minimum = reader.unsigned(bits)
    maximum = reader.unsigned(bits) if flags & 1 else None
    return Limits(minimum, maximum, shared=bool(flags & 2), wide=bool(flags & 4))


def read_table_type(reader: Reader) -> TableType:
    """Read what a table holds, and its limits."""
    element = read_value_type(reader)
    return TableType(element, read_limits(reader))


def read_global_type(reader: Reader) -> GlobalType:
    """Read a global's value type and whether it is mutable."""
    value = read_value_type(reader)
    mutable = reader.byte("a global")
    if mutable > 1:
        raise reader.malformed(f"a global is neither constant nor mutable but {mutable:#x}", reader.offset - 1)
    return GlobalType(value, bool(mutable))


def read_tag_type(reader: Reader, types: list[FunctionType]) -> TagType:
    """Read an exception's tag."""
    attribute = reader.byte("a tag")
    if attribute != 0:
        raise reader.malformed(f"the attribute {attribute:#x} of a tag is unknown", reader.offset - 1)
    return TagType(read_type_index(reader, types).parameters)


def read_type_index(reader: Reader, types: list[FunctionType]) -> FunctionType:
    """Read the number of a type and return the type."""
    start = reader.offset
    index = reader.unsigned()
    if index >= len(types):
        raise reader.malformed(f"there is no type {index}, only {len(types)}", start)
    return types[index]


def _read_values(reader: Reader, what: str, limit: int) -> tuple[str, ...]:
    return tuple(read_value_type(reader) for _ in range(reader.count(what, limit)))
