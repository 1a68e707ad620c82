"""Take a WebAssembly module apart by what takes room in it (WebAssembly Core Specification, "Modules")."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

SECTIONS = {
    1: "types",
    2: "imports",
    3: "functions",
    4: "tables",
    5: "memory",
    6: "globals",
    7: "exports",
    8: "start",
    9: "elements",
    10: "code",
    11: "data",
    12: "data count",
    13: "tags",
}
CUSTOM, IMPORTS, EXPORTS, CODE = 0, 2, 7, 10
FUNCTION, TABLE, MEMORY, GLOBAL, TAG = range(5)
HAS_MAXIMUM = 1
FUNCTION_NAMES = 1  # a subsection of the section `name` (the specification's appendix)
UNNAMED = "(without a name)"
# The first words of a name that many functions share: Py_, _PyEval, sqlite3_, XML_, js_ ...
GROUP = re.compile(r"_*(?:[A-Z]+[a-z0-9]+[A-Z]?(?=[a-z_A-Z])[A-Za-z]*|[A-Za-z0-9]+)")


@dataclass(frozen=True)
class Sizes:
    """Bytes by section, by function, and by the beginning of the functions' names."""

    sections: Mapping[str, int]
    functions: Mapping[str, int]
    groups: Mapping[str, int]


class Reader:
    """A position in the bytes of a module."""

    def __init__(self, content: bytes, at: int = 0, end: int | None = None) -> None:
        self.content = content
        self.at = at
        self.end = len(content) if end is None else end

    def byte(self) -> int:
        """Read one byte."""
        self.at += 1
        return self.content[self.at - 1]

    def number(self) -> int:
        """Read an integer in LEB128."""
        result = shift = 0
        while True:
            byte = self.byte()
            result |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return result

    def name(self) -> str:
        """Read a name."""
        length = self.number()
        self.at += length
        return self.content[self.at - length : self.at].decode()


def measure(content: bytes) -> Sizes:
    """Measure a module.

    Raises:
        ValueError: this is none.
    """
    if content[:8] != b"\0asm\1\0\0\0":
        raise ValueError("This is no WebAssembly module of version 1: it does not begin like one")
    sections: Counter[str] = Counter()
    names: dict[int, str] = {}
    bodies: dict[int, int] = {}
    imported = 0
    for kind, section in _sections(content):
        label = SECTIONS.get(kind, f"section {kind}")
        size = section.end - section.at
        if kind == CUSTOM:
            name = section.name()
            label = f"custom: {name}"
            if name == "name":
                names |= _named_functions(section)
        elif kind == IMPORTS:
            imported = sum(each == FUNCTION for each in _imports(section))
        elif kind == EXPORTS:
            names = dict(_exported_functions(section))
        elif kind == CODE:
            for index in range(imported, imported + section.number()):
                length = section.number()
                section.at += length
                bodies[index] = length
        sections[label] += size
    functions: Counter[str] = Counter()
    for index, size in bodies.items():
        functions[names.get(index, UNNAMED)] += size
    groups: Counter[str] = Counter()
    for name, size in functions.items():
        groups[group_of(name)] += size
    return Sizes(sections, functions, groups)


def group_of(name: str) -> str:
    """Return the part of a name that says which library or type of object a function belongs to."""
    match = None if name == UNNAMED else GROUP.match(name)
    return match[0] if match else name


def _sections(content: bytes) -> Iterator[tuple[int, Reader]]:
    reader = Reader(content, 8)
    while reader.at < reader.end:
        kind, size = reader.byte(), reader.number()
        yield kind, Reader(content, reader.at, reader.at + size)
        reader.at += size


def _imports(section: Reader) -> Iterator[int]:
    """Give the kind of each import."""
    for _ in range(section.number()):
        section.name()
        section.name()
        kind = section.byte()
        if kind == TABLE:
            section.byte()
        if kind in {TABLE, MEMORY}:
            limits = section.byte()
            section.number()
            if limits & HAS_MAXIMUM:
                section.number()
        elif kind == GLOBAL:
            section.byte()
            section.byte()
        elif kind == TAG:
            section.byte()
            section.number()
        else:
            section.number()
        yield kind


def _exported_functions(section: Reader) -> Iterator[tuple[int, str]]:
    for _ in range(section.number()):
        name, kind, index = section.name(), section.byte(), section.number()
        if kind == FUNCTION:
            yield index, name


def _named_functions(section: Reader) -> dict[int, str]:
    while section.at < section.end:
        kind, size = section.byte(), section.number()
        if kind == FUNCTION_NAMES:
            return {section.number(): section.name() for _ in range(section.number())}
        section.at += size
    return {}


def table(sizes: Sizes, top: int) -> str:
    """Show the largest of each kind."""
    total = sum(sizes.sections.values())
    parts = [f"{total:>10} bytes in all"]
    for title, counts in (("sections", sizes.sections), ("groups", sizes.groups), ("functions", sizes.functions)):
        largest = Counter(counts).most_common(top)
        lines = [f"{size:>10} {100 * size / total:5.1f} %  {name}" for name, size in largest]
        rest = len(counts) - len(largest)
        parts.append("\n".join([f"Largest {title}:", *lines, *([f"and {rest} more"] if rest else [])]))
    return "\n\n".join(parts)
