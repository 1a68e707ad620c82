import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditwheel_emscripten.wasm.leb128 import Leb128Error, decode_signed, decode_unsigned, encode_unsigned


@given(st.integers(0, 2**32 - 1))
def test_what_is_encoded_is_decoded(number: int) -> None:
    encoded = encode_unsigned(number)

    assert (number, len(encoded)) == decode_unsigned(encoded + b"\xff", 0, len(encoded), 32)


@pytest.mark.parametrize(
    ("encoded", "bits", "number"),
    [
        (b"\x00", 32, 0),
        (b"\x7f", 32, -1),
        (b"\x40", 33, -64),
        (b"\x70", 33, -16),
        (b"\x80\x01", 32, 128),
        (b"\xff\xff\xff\xff\x07", 32, 2**31 - 1),
        (b"\x80\x80\x80\x80\x78", 32, -(2**31)),
        (b"\x80\x80\x80\x80\x80\x80\x80\x80\x80\x7f", 64, -(2**63)),
    ],
)
def test_signed_numbers(encoded: bytes, bits: int, number: int) -> None:
    assert (number, len(encoded)) == decode_signed(encoded, 0, len(encoded), bits)


def test_linkers_pad_numbers() -> None:
    assert (3, 5) == decode_unsigned(b"\x83\x80\x80\x80\x00", 0, 5, 32)


@pytest.mark.parametrize(
    ("encoded", "problem"),
    [
        (b"", "is cut off"),
        (b"\x80\x80", "is cut off"),
        (b"\x80\x80\x80\x80\x80\x00", "takes more than 5 bytes"),
        (b"\xff\xff\xff\xff\x1f", "has more than 32 bits"),
        (b"\x80" * 1_000_000, "takes more than 5 bytes"),
    ],
    ids=["nothing", "cut-off", "six-bytes", "33-bits", "endless"],
)
def test_what_is_no_number(encoded: bytes, problem: str) -> None:
    with pytest.raises(Leb128Error, match=problem):
        decode_unsigned(encoded, 0, len(encoded), 32)


def test_a_signed_number_of_too_many_bits() -> None:
    with pytest.raises(Leb128Error, match="has more than 32 bits"):
        decode_signed(b"\xff\xff\xff\xff\x08", 0, 5, 32)
