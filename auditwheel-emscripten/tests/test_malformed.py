"""Whatever a file holds, reading it ends soon, in a module or in an error that names the file and the byte."""

import random
import subprocess
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditwheel_emscripten import show
from auditwheel_emscripten.errors import AuditError, MalformedModuleError, NotWebAssemblyError
from auditwheel_emscripten.wasm.leb128 import encode_unsigned
from auditwheel_emscripten.wasm.module import Module, read_module

HEADER = b"\0asm\1\0\0\0"
NAMES = ["libinner.so", "libshared.so", "user.so", "half.so"]


def read(data: bytes) -> Module | None:
    """Read everything that there is to read."""
    try:
        module = read_module(data, "some.so")
        assert module.function_names is not None
    except AuditError as error:
        assert str(error).startswith("some.so: ")
        if isinstance(error, MalformedModuleError):
            assert 0 <= error.offset <= len(data)
        return None
    return module


def section(number: int, content: bytes) -> bytes:
    return bytes([number]) + encode_unsigned(len(content)) + content


@given(st.binary(max_size=400))
def test_arbitrary_bytes(data: bytes) -> None:
    read(data)
    read(HEADER + data)


COUNTS = st.integers(0, 2**32 - 1).map(encode_unsigned)
PIECES = st.lists(st.binary(max_size=6) | COUNTS | st.sampled_from([b"\x60", b"\x7f", b"\x01a", b"\0", b"\x0b"]))
SECTIONS = st.lists(st.tuples(st.integers(0, 14), PIECES.map(b"".join)), max_size=8)
CUSTOM = st.sampled_from([b"\x08dylink.0", b"\x04name", b"\x06dylink"])


@given(SECTIONS, CUSTOM, PIECES.map(b"".join))
def test_sections_with_arbitrary_contents(sections, name: bytes, content: bytes) -> None:
    read(HEADER + section(0, name + content) + b"".join(section(*each) for each in sorted(sections)))


@pytest.mark.parametrize("name", NAMES)
def test_files_that_were_cut_off(libraries, name: str) -> None:
    data = libraries[name]
    assert read(data) is not None
    whole = {len(data), *(each.offset for each in read_module(data, name).sections)}
    for length in range(len(data)):
        module = read(data[:length])
        # Without its last sections a file is a module, too; anything else is noticed.
        assert (module is not None) <= (length in whole)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", range(4))
def test_files_with_wrong_bytes(libraries, name: str, seed: int) -> None:
    generator = random.Random(f"{name} {seed}")
    data = libraries[name]
    # The code and data are not read: mistakes elsewhere are what matters.
    read_part = max(each.end for each in read_module(data, name).sections if each.id not in (10, 11))
    start = time.monotonic()
    for _ in range(300):
        broken = bytearray(data)
        for _ in range(generator.randint(1, 4)):
            position = generator.randrange(read_part)
            match generator.randrange(4):
                case 0:
                    broken[position] = generator.randrange(256)
                case 1:
                    broken[position : position + generator.randint(1, 8)] = b""
                case 2:
                    broken[position:position] = encode_unsigned(generator.choice([0, 2**7, 2**31, 2**32 - 1, 2**40]))
                case 3:
                    broken[position] ^= 1 << generator.randrange(8)
        read(bytes(broken))
    assert time.monotonic() - start < 60


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (section(1, b"\xff\xff\xff\xff\x0f"), "4294967295 types are announced in 0 bytes"),
        (section(2, b"\xff\xff\xff\xff\x0f"), "4294967295 imports are announced in 0 bytes"),
        (section(1, encode_unsigned(2_000_000) + b"\x60" * 2_000_000), "are more than the 1000000 that engines accept"),
        (section(1, b"\x01\x60" + encode_unsigned(5000) + b"\x7f" * 5001), "5000 parameters are more than the 1000"),
        (b"\x01\xff\xff\xff\xff\x0f", "the section type of 4294967295 bytes is cut off after 0"),
        (b"\x01\x80\x80\x80\x80\x80\x00", "an integer of 32 bits takes more than 5 bytes"),
        (section(1, b"\x01\x60\x00\x00\x00"), "1 bytes follow the end of the types"),
        (section(1, b"\x01\x5f\x00"), "type 0 has the unknown form 0x5f"),
        (section(2, b"\x01\x01a\x01b\x07\x00"), "imports and exports of kind 7 are unknown"),
        (section(2, b"\x01\x01a\x01b\x00\x05"), "there is no type 5, only 0"),
        (section(2, b"\x01\x01\xff\x01b\x00\x05"), "the module of an import is not UTF-8"),
        (section(7, b"\x01\x01f\x00\x03"), "f is func 3, of which there are 0"),
        (section(6, b"\x01\x7f\x00\x10\x00\x0b"), "the instruction 0x10 does not belong in a constant expression"),
        (section(3, b"\x00") + section(2, b"\x00"), "the section import comes late or twice"),
        (section(1, b"\x00") + section(1, b"\x00"), "the section type comes late or twice"),
        (section(99, b""), "section 99 is unknown"),
    ],
    ids=[
        "types", "imports", "many-types", "many-parameters", "size", "overlong", "rest", "form", "kind", "type",
        "encoding", "export", "instruction", "order", "twice", "unknown",
    ],
)  # fmt: skip
def test_mistakes_are_named_with_their_place(content: bytes, problem: str) -> None:
    with pytest.raises(MalformedModuleError, match=problem) as raised:
        read_module(HEADER + content, "some.so")

    assert str(raised.value).startswith(f"some.so: malformed at byte {raised.value.offset:#x}: ")
    assert len(HEADER) <= raised.value.offset <= len(HEADER + content)


def test_two_exports_of_one_name() -> None:
    exports = section(7, b"\x02" + b"\x01m\x02\x00" * 2)

    with pytest.raises(MalformedModuleError, match="m is exported twice"):
        read_module(HEADER + section(5, b"\x01\x00\x01") + exports, "some.so")


def test_announcements_take_no_memory() -> None:
    files = [HEADER + section(number, b"\xff\xff\xff\xff\x0f" + b"\0" * 64) for number in (1, 2, 3, 4, 5, 6, 7, 13)]
    tracemalloc.start()
    for data in files:
        read(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 1_000_000


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "an empty file"),
        (b"\0asm", r"one of an unknown version \(cut off\)"),
        (b"\0asm\2\0\0\0", r"one of an unknown version \(02000000\)"),
        (b"\0asm\x0d\0\1\0", "a component"),
        (b"BC\xc0\xde5\x14", "LLVM bitcode"),
        (b"!<arch>\n", "a static library"),
        (b"!<thin>\n", "a static library"),
        (b"\x7fELF\2\1", r"a program or library for Linux \(ELF\); the host's compiler was called instead of emcc"),
        (b"\xcf\xfa\xed\xfe\7", "a program or library for macOS"),
        (b"MZ\x90\0", "a program or library for Windows"),
        (b"/* GNU ld script */", "something that begins with the bytes 2f 2a 20 47"),
    ],
    ids=["empty", "short", "version", "component", "bitcode", "archive", "thin", "elf", "macho", "pe", "other"],
)
def test_other_files_are_named(data: bytes, found: str) -> None:
    with pytest.raises(NotWebAssemblyError, match=rf"^some\.so: not a WebAssembly module but {found}"):
        read_module(data, "some.so")


def test_files_that_compilers_leave_in_place_of_libraries(tmp_path) -> None:
    source = tmp_path / "one.c"
    source.write_text("int one(void) { return 1; }")
    subprocess.run(["emcc", "-flto", "-c", source, "-o", tmp_path / "bitcode.so"], check=True)
    subprocess.run(["emcc", "-c", source, "-o", tmp_path / "one.o"], check=True)
    subprocess.run(["emar", "qc", tmp_path / "archive.so", tmp_path / "one.o"], check=True)
    subprocess.run(["emar", "--thin", "qc", tmp_path / "thin.so", tmp_path / "one.o"], check=True)

    for name, found in {"bitcode": "LLVM bitcode", "archive": "a static library", "thin": "a static library"}.items():
        with pytest.raises(NotWebAssemblyError, match=rf"{name}\.so: not a WebAssembly module but {found}"):
            show(tmp_path / f"{name}.so")
    with pytest.raises(NotWebAssemblyError, match=r"but a program or library for Linux"):
        read_module(Path("/bin/true").read_bytes(), "true.so")
