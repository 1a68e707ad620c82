"""Integers of variable length, as the WebAssembly binary format has them (LEB128)."""


class Leb128Error(ValueError):
    """Say why bytes are no integer."""


def decode_unsigned(data: bytes | memoryview, offset: int, end: int, bits: int) -> tuple[int, int]:
    """Return the integer at `offset` and the offset behind it.

    Raises:
        Leb128Error: when it does not end before `end`, or has more than `bits` bits.
    """
    value, _, offset = _decode(data, offset, end, bits)
    if value >> bits:
        raise Leb128Error(f"an integer has more than {bits} bits")
    return value, offset


def decode_signed(data: bytes | memoryview, offset: int, end: int, bits: int) -> tuple[int, int]:
    """Return the signed integer at `offset` and the offset behind it.

    Raises:
        Leb128Error: when it does not end before `end`, or has more than `bits` bits.
    """
    value, shift, offset = _decode(data, offset, end, bits)
    if value >> (shift - 1):
        value -= 1 << shift
    if not -(1 << (bits - 1)) <= value < 1 << (bits - 1):
        raise Leb128Error(f"a signed integer has more than {bits} bits")
    return value, offset


def _decode(data: bytes | memoryview, offset: int, end: int, bits: int) -> tuple[int, int, int]:
    value = shift = 0
    while True:
        if shift >= bits:
            raise Leb128Error(f"an integer of {bits} bits takes more than {shift // 7} bytes")
        if offset >= end:
            raise Leb128Error("an integer is cut off")
        byte = data[offset]
        offset += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, shift, offset


def encode_unsigned(value: int) -> bytes:
    """Return the shortest encoding of a number that is not negative."""
    encoded = bytearray()
    while value >= 0x80:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)
