"""Skip the constant expressions that globals and tables begin with."""

from auditwheel_emscripten.wasm.reader import Reader
from auditwheel_emscripten.wasm.types import read_heap_type

END = 0x0B
GLOBAL_GET = 0x23
I32_CONST, I64_CONST, F32_CONST, F64_CONST = 0x41, 0x42, 0x43, 0x44
REF_NULL, REF_FUNC = 0xD0, 0xD2
VECTOR, V128_CONST = 0xFD, 12
# Sums, differences and products of integers.
ARITHMETIC = frozenset({0x6A, 0x6B, 0x6C, 0x7C, 0x7D, 0x7E})


def skip_constant(reader: Reader) -> None:
    """Go behind an expression."""
    while (code := reader.byte("a constant expression")) != END:
        if code in (GLOBAL_GET, REF_FUNC):
            reader.unsigned()
        elif code == I32_CONST:
            reader.signed(32)
        elif code == I64_CONST:
            reader.signed(64)
        elif code == F32_CONST:
            reader.take(4, "a number")
        elif code == F64_CONST:
            reader.take(8, "a number")
        elif code == REF_NULL:
            read_heap_type(reader)
        elif code == VECTOR and reader.unsigned() == V128_CONST:
            reader.take(16, "a vector")
        elif code not in ARITHMETIC:
            raise reader.malformed(f"the instruction {code:#x} does not belong in a constant expression")
