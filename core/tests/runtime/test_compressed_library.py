"""The archive of the standard library is unpacked as it is read, and otherwise a file like any other."""

import zipfile
from io import BytesIO

import pytest
import zstandard

from harness.site import DISTRIBUTION
from runtime_build.seekable_zstd import write_seekable
from runtime_build.stdlib_blocks import AT_START, BLOCK_SIZE

COMPRESSED = "python_stdlib.zip.zst"
ARCHIVE = "/lib/python313.zip"

pytestmark = pytest.mark.realms("node20", "node24", "chromium", "firefox")


def run(realm, code: str, **options):
    """Run code in an interpreter of its own, which may spoil its standard library."""
    body = "return (await loadPyodide(options)).runPython(code)"
    return realm.evaluate(body, code=code, options=options)


@pytest.mark.realms()
def test_both_forms_have_the_same_modules() -> None:
    unpacked = zstandard.ZstdDecompressor().stream_reader(
        (DISTRIBUTION / COMPRESSED).read_bytes(), read_across_frames=True
    )
    with (
        zipfile.ZipFile(BytesIO(unpacked.read())) as compressed,
        zipfile.ZipFile(DISTRIBUTION / "python_stdlib.zip") as plain,
    ):
        assert compressed.testzip() is None
        assert plain.comment == compressed.comment
        modules = [{(it.filename, it.CRC) for it in archive.infolist()} for archive in (plain, compressed)]
        assert modules[0] == modules[1]
        assert {zipfile.ZIP_STORED} == {it.compress_type for it in compressed.infolist()}


@pytest.mark.realms()
def test_the_same_blocks_give_the_same_bytes() -> None:
    assert write_seekable("note", [b"a" * 9, b"b"]) == write_seekable("note", [b"a" * 9, b"b"])


def test_the_first_block_is_what_a_start_reads(realm) -> None:
    code = f"""
import sys
specs = [getattr(module, "__spec__", None) for module in list(sys.modules.values())]
# Modules name their sources.
files = [(spec.origin or "").removesuffix("c") + "c" for spec in specs if spec]
"\\n".join(file.removeprefix("{ARCHIVE}/") for file in files if file.startswith("{ARCHIVE}/"))
"""

    assert AT_START == set(run(realm, code).splitlines())


def test_every_byte_can_be_read_in_any_pieces(realm) -> None:
    code = f"""
import io, os, random, zipfile
with open("{ARCHIVE}", "rb", buffering=0) as file:
    whole = file.readall()
    assert len(whole) == os.stat(file.fileno()).st_size == os.path.getsize("{ARCHIVE}")
    choose = random.Random(1)
    for size in [1, 100, {BLOCK_SIZE}, 3 * {BLOCK_SIZE}] * 5:
        start = choose.randrange(len(whole))
        assert file.seek(start) == start
        assert file.read(size) == whole[start:start + size]
    assert file.seek(0, 2) == len(whole) and file.read(9) == b""
    assert file.seek(9, 2) == len(whole) + 9 and file.read(9) == b""
zipfile.ZipFile(io.BytesIO(whole)).testzip()
"""

    assert "done" == run(realm, code + "\n'done'")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("file.seek(1); file.write(b'xy')", "whole[:1] + b'xy' + whole[3:]"),
        ("file.seek(0, 2); file.write(b'more')", "whole + b'more'"),
        ("file.truncate(1000)", "whole[:1000]"),
        ("file.truncate(0); file.write(b'x')", "b'x'"),
        ("m = mmap.mmap(file.fileno(), 0); m[:2] = b'xy'; m.flush(); m.close()", "b'xy' + whole[2:]"),
    ],
)
@pytest.mark.parametrize("read_before", [True, False])
def test_it_can_be_changed(realm, change, expected, read_before) -> None:
    code = f"""
import mmap
if {read_before}:
    with open("{ARCHIVE}", "rb") as file:
        whole = file.read()
with open("{ARCHIVE}", "r+b") as file, open("{ARCHIVE}", "rb", buffering=0) as reader:
    {change}
    file.flush()
    changed = reader.read()
if {read_before}:
    assert changed == {expected}, len(changed)
with open("{ARCHIVE}", "rb") as file:
    assert file.read() == changed
with open("{ARCHIVE}", "wb") as file:
    file.write(b"new")
with open("{ARCHIVE}", "rb") as file:
    assert b"new" == file.read()
"""

    assert "done" == run(realm, code + "\n'done'")


def test_a_damaged_block_is_an_error_when_it_is_read(realm) -> None:
    folder = realm.site.copy_distribution("damaged-block")
    content = bytearray((folder / COMPRESSED).read_bytes())
    content[len(content) // 2] ^= 0xFF
    (folder / COMPRESSED).unlink()
    (folder / COMPRESSED).write_bytes(content)
    code = f"""
import errno
try:
    with open("{ARCHIVE}", "rb") as file:
        file.read()
except OSError as error:
    found = errno.errorcode[error.errno]
found
"""

    assert "EIO" == run(realm, code, indexURL=realm.index_url(folder))


def test_javascript_reads_it(realm) -> None:
    body = """
    const { FS } = await loadPyodide();
    const bytes = FS.readFile(path);
    return [bytes.length === FS.stat(path).size, ...bytes.subarray(0, 4)];
    """

    assert [True, *b"PK\x03\x04"] == realm.evaluate(body, path=ARCHIVE)
