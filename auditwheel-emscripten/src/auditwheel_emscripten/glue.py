"""What the JavaScript that emscripten writes beside a main module offers to side modules.

Side modules take their imports from one object, `wasmImports`: the functions of JavaScript that the main module was
linked with, to which the loader adds what WebAssembly exports. The text is machine-written and regular: an object
literal of names, and a line `name.sig="iii"` for each function whose signature emscripten knows.
"""

import re

from auditwheel_emscripten.errors import UnreadableGlueError
from auditwheel_emscripten.wasm.types import FunctionType

START = re.compile(r"\bwasmImports\s*=\s*\{")
SPACE = re.compile(r"(?:\s+|,|/\*.*?\*/|//[^\n]*)*", re.DOTALL)
ENTRY = re.compile(r"""(?:([\w$]+)|"([^"\\]+)"|'([^'\\]+)')\s*(?::\s*([\w$]+))?""")
SIGNATURE = re.compile(r"""([\w$]+)\.sig\s*=\s*(?:"([a-z]*)"|'([a-z]*)')""")
STUB = re.compile(r"([\w$]+)\.stub\s*=\s*true")

# Letters of emscripten's signatures; a pointer has 32 bits here.
VALUES = {"i": "i32", "p": "i32", "j": "i64", "f": "f32", "d": "f64", "e": "externref"}


def read_glue(text: str, file: str) -> dict[str, FunctionType | None]:
    """Return the names that side modules can import, with types where emscripten wrote them down.

    Raises:
        UnreadableGlueError: when the text is not as emscripten writes it.
    """
    start = START.search(text)
    if start is None:
        raise UnreadableGlueError(file, "there is no object wasmImports in it")
    types = {name: function_type(one or other) for name, one, other in SIGNATURE.findall(text)}
    stubs = set(STUB.findall(text))
    offered: dict[str, FunctionType | None] = {}
    position = _skip_space(text, start.end())
    while not text.startswith("}", position):
        entry = ENTRY.match(text, position)
        if entry is None:
            raise UnreadableGlueError(file, f"wasmImports has something unknown at character {position}")
        name = entry[1] or entry[2] or entry[3]
        value = entry[4] or name
        if value not in stubs:
            offered[name] = types.get(value)
        position = _skip_space(text, entry.end())
    return offered


def function_type(signature: str) -> FunctionType | None:
    """Return the type that a signature of emscripten's means: the result, then the parameters."""
    if not signature or not set(signature) <= {"v", *VALUES}:
        return None
    result, *parameters = ((VALUES[letter],) if letter in VALUES else () for letter in signature)
    return FunctionType(tuple(value for values in parameters for value in values), result)


def _skip_space(text: str, position: int) -> int:
    space = SPACE.match(text, position)
    return space.end() if space else position
