"""Names that the linker left for debugging."""

from auditwheel_emscripten.wasm.reader import Reader
from auditwheel_emscripten.wasm.section import Section

NAME = "name"
FUNCTIONS = 1
MAX_NAMES = 1_000_000


def read_function_names(data: bytes, file: str, sections: list[Section]) -> dict[int, str]:
    """Return the names of functions by their number; there are none in a module that was stripped.

    Raises:
        MalformedModuleError: when the section is not whole. Engines pass over such a section.
    """
    for section in sections:
        if section.name == NAME:
            return _read(section.reader(data, file))
    return {}


def _read(reader: Reader) -> dict[int, str]:
    names = {}
    while not reader.at_end:
        number = reader.byte("a subsection")
        part = reader.window(reader.unsigned(), f"the subsection {number} of the names")
        if number == FUNCTIONS:
            for _ in range(part.count("names of functions", MAX_NAMES)):
                index = part.unsigned()
                names[index] = part.name("the name of a function")
            part.expect_end("the names of functions")
    return names
