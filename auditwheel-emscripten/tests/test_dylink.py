import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditwheel_emscripten.errors import MalformedModuleError
from auditwheel_emscripten.wasm.dylink import Subsection, edit_dylink, read_dylink
from auditwheel_emscripten.wasm.leb128 import encode_unsigned
from auditwheel_emscripten.wasm.module import read_module
from auditwheel_emscripten.wasm.section import read_sections

NAMES = st.lists(st.text(max_size=12), max_size=4).map(tuple)
# Memory, exports with flags, something from the future.
OTHERS = [b"\x01\x04\x10\x02\x03\x00", b"\x03\x04\x01\x01f\x01", b"\x2a\x03new"]


def names(number: int, given: tuple[str, ...]) -> bytes:
    encoded = [each.encode() for each in given]
    content = encode_unsigned(len(given)) + b"".join(encode_unsigned(len(each)) + each for each in encoded)
    return bytes([number]) + encode_unsigned(len(content)) + content


def module_of(subsections: list[bytes], padded: bool) -> bytes:
    body = b"\x08dylink.0" + b"".join(subsections)
    size = encode_unsigned(len(body))
    if padded and len(size) < 5:
        size = size[:-1] + bytes([size[-1] | 0x80]) + b"\x80" * (4 - len(size)) + b"\0"
    # A section of types and a custom one follow.
    return b"\0asm\1\0\0\0\0" + size + body + b"\x01\x04\x01\x60\0\0" + b"\0\x03\x02hi"


@given(
    before=st.permutations(range(5)),
    needed=NAMES,
    old=NAMES,
    new=NAMES,
    renamed=st.none() | NAMES,
    padded=st.booleans(),
)
def test_an_edit_changes_what_it_is_about_and_nothing_else(before, needed, old, new, renamed, padded) -> None:
    parts = [*OTHERS, names(Subsection.NEEDED, needed), names(Subsection.RUNTIME_PATH, old)]
    data = module_of([parts[index] for index in before], padded)
    section = read_sections(data, "x")[0]
    edited = edit_dylink(data, section, runtime_path=new, needed=renamed)
    module = read_module(edited, "x")
    dylink = module.side_module()

    assert new == dylink.runtime_path
    assert (needed if renamed is None else renamed) == dylink.needed
    assert (16, 2, 3, 0, {"f": 1}) == (
        dylink.memory_size,
        dylink.memory_alignment,
        dylink.table_size,
        dylink.table_alignment,
        dylink.export_flags,
    )
    assert data[section.end :] == edited[module.sections[0].end :]
    others = [parts[index] for index in before if index < len(OTHERS)]
    positions = [edited.index(part) for part in others]
    assert sorted(positions) == positions
    # Doing it again changes nothing, and undoing it nothing but padding.
    assert edited == edit_dylink(edited, module.sections[0], runtime_path=new, needed=renamed)


@settings(max_examples=20)
@given(path=NAMES)
def test_compiled_libraries_come_back_when_an_edit_is_undone(libraries, path) -> None:
    data = libraries["user.so"]
    edited = read_module(data, "user.so").edited(runtime_path=path)

    assert path == read_module(edited, "user.so").side_module().runtime_path
    assert data == read_module(edited, "user.so").edited(runtime_path=())


def test_the_bytes_are_those_of_emscripten() -> None:
    data = module_of([], padded=False)
    edited = edit_dylink(data, read_sections(data, "x")[0], runtime_path=("$ORIGIN/../demo.libs",))

    expected = b"\x05\x16\x01\x14$ORIGIN/../demo.libs"
    assert (
        b"\0asm\1\0\0\0\0" + bytes([9 + len(expected)]) + b"\x08dylink.0" + expected == edited[: 18 + len(expected) + 1]
    )


@pytest.mark.parametrize(
    ("subsection", "problem"),
    [
        (b"\x01\x01\x10", "an integer is cut off"),
        (b"\x01\x09\x10", "the subsection 1 of dylink.0 of 9 bytes is cut off after 1"),
        (b"\x02\x05\xff\xff\xff\xff\x0f", "4294967295 needed libraries are announced in 0 bytes"),
        (b"\x02\x02\x01\x09", "a name among the needed libraries of 9 bytes is cut off"),
        (b"\x02\x04\x01\x01a!", "1 bytes follow the end of the subsection 2"),
        (b"\x05\x03\x01\x01\xff", "a name among the runtime paths is not UTF-8"),
        (b"\x04\x03\x01\x01a", "an integer is cut off"),
    ],
    ids=["memory", "size", "count", "name", "rest", "encoding", "import"],
)
def test_mistakes_are_named(subsection: bytes, problem: str) -> None:
    data = module_of([subsection], padded=False)

    with pytest.raises(MalformedModuleError, match=problem):
        read_dylink(data, "x", read_sections(data, "x"))


def test_it_has_to_be_the_first_section() -> None:
    data = b"\0asm\1\0\0\0\0\x03\x02hi\0\x09\x08dylink.0"

    with pytest.raises(MalformedModuleError, match=r"byte 0xd: dylink.0 is not the first section"):
        read_dylink(data, "x", read_sections(data, "x"))


def test_the_old_form_is_named() -> None:
    data = b"\0asm\1\0\0\0\0\x0c\x06dylink\0\0\0\0\0"

    with pytest.raises(MalformedModuleError, match=r"of emscripten before 2\.0\.26; build the library anew"):
        read_dylink(data, "x", read_sections(data, "x"))
