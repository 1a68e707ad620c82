"""unpackArchive: every format, all or nothing, never outside of the target."""

import bz2
import gzip
import io
import json
import tarfile
import zipfile

import pytest

from harness.realms import ALL_REALMS

CONTENTS = {"package/__init__.py": b"value = 'unpacked'\n", "package/data.bin": bytes(range(256)) * 64}


@pytest.fixture
def python(pyodide):
    """Give an interpreter with an empty working directory."""
    pyodide.run("import os, tempfile; os.makedirs('/tmp/unpack'); os.chdir('/tmp/unpack')")
    yield pyodide
    pyodide.run("import os, shutil, sys; os.chdir('/home/pyodide'); shutil.rmtree('/tmp/unpack')")


def make_zip(contents: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def make_tar(contents: dict[str, bytes], *links: tarfile.TarInfo) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, data in contents.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
        for link in links:
            archive.addfile(link)
    return buffer.getvalue()


def link(name: str, target: str, type: bytes = tarfile.SYMTYPE) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = type, target
    return member


LIST = """
import json, os
sizes = {}
for base, folders, names in os.walk(folder):
    sizes |= {os.path.relpath(f"{base}/{name}", folder): os.lstat(f"{base}/{name}").st_size for name in names}
    sizes |= {os.path.relpath(f"{base}/{name}", folder): -1 for name in folders if not os.listdir(f"{base}/{name}")}
json.dumps(sizes)
"""


def files(python, folder: str = ".") -> dict[str, int]:
    """Return the size of every file below a folder of the interpreter, and -1 for empty folders."""
    return json.loads(python.run(f"folder = {folder!r}\n{LIST}"))


SIZES = {name: len(data) for name, data in CONTENTS.items()}
ARCHIVES = {
    "zip": (make_zip(CONTENTS), ["zip", ".zip", "ZIP", "wheel", "whl", ".whl"]),
    "tar": (make_tar(CONTENTS), ["tar", ".tar"]),
    "gztar": (gzip.compress(make_tar(CONTENTS)), ["gztar", ".gztar", ".tar.gz", ".tgz", "tar.gz", "tgz"]),
    "bztar": (bz2.compress(make_tar(CONTENTS)), ["bztar", "tar.bz2", ".tbz2"]),
}
UNPACK = "pyodide.unpackArchive(archive, format, options);"


@pytest.mark.parametrize(
    ("name", "format"), [(name, format) for name, (_, formats) in ARCHIVES.items() for format in formats]
)
@pytest.mark.realms("node24")
def test_formats(python, name, format) -> None:
    python.js(UNPACK, archive=ARCHIVES[name][0], format=format, options={})

    assert SIZES == files(python)


@pytest.mark.parametrize("name", ARCHIVES)
@pytest.mark.realms(*ALL_REALMS)
def test_what_is_unpacked_can_be_imported(python, name) -> None:
    python.js(UNPACK, archive=ARCHIVES[name][0], format=name, options={})

    assert "unpacked" == python.run("import package, sys; del sys.modules['package']; package.value")


@pytest.mark.parametrize("options", [{"extractDir": "/tmp/unpack/new/folder"}, {"extractDir": "new/folder"}])
def test_extract_dir(python, options) -> None:
    python.js(UNPACK, archive=ARCHIVES["zip"][0], format="zip", options=options)

    assert SIZES == files(python, "/tmp/unpack/new/folder")


@pytest.mark.parametrize(
    "buffer",
    [
        "archive.slice().buffer",
        "new DataView(archive.slice().buffer)",
        "new Int8Array(archive.slice().buffer)",
        "new Uint8Array([0, 0, ...archive, 0]).subarray(2, archive.length + 2)",
    ],
)
def test_buffers(python, buffer) -> None:
    python.js(f"pyodide.unpackArchive({buffer}, 'zip')", archive=ARCHIVES["zip"][0])

    assert SIZES == files(python)


def test_the_buffer_stays_as_it_is(python) -> None:
    assert [True, True] == python.js(
        """
        const copy = archive.slice();
        pyodide.unpackArchive(archive, "zip");
        return [copy.every((byte, index) => byte === archive[index]), copy.length === archive.length];
        """,
        archive=ARCHIVES["zip"][0],
    )


def test_files_are_replaced_and_others_stay(python) -> None:
    python.run(
        "os.makedirs('package'); open('package/data.bin', 'w').write('old'); open('package/mine', 'w').write('x')"
    )

    python.js(UNPACK, archive=ARCHIVES["gztar"][0], format="gztar", options={})

    assert {**SIZES, "package/mine": 1} == files(python)
    python.run("os.unlink('package/data.bin')")
    assert "package/data.bin" not in files(python)


def test_a_link_within_the_archive(python) -> None:
    python.js(UNPACK, archive=make_tar(CONTENTS, link("package/link", "data.bin")), format="tar", options={})

    assert True is python.run(
        "os.readlink('package/link') == 'data.bin' and len(open('package/link', 'rb').read()) == 16384"
    )


OUTSIDE = "The archive would write outside of /tmp/unpack"


# Names of their own for the tests: those that pytest would make of the bytes change with the time in them.
CLIMBING = {
    "zip that climbs": (make_zip({**CONTENTS, "../outside": b"x"}), "zip"),
    "zip that climbs later": (make_zip({**CONTENTS, "a/../../outside": b"x"}), "zip"),
    "absolute zip": (make_zip({**CONTENTS, "/tmp/outside": b"x"}), "zip"),
    "tar that climbs": (make_tar({**CONTENTS, "../outside": b"x"}), "tar"),
    "absolute tar": (make_tar({**CONTENTS, "/tmp/outside": b"x"}), "tar"),
    "link that climbs": (make_tar(CONTENTS, link("a", "../outside")), "tar"),
    "absolute link": (make_tar(CONTENTS, link("a", "/tmp/outside")), "tar"),
    "hard link": (make_tar(CONTENTS, link("a", "../outside", tarfile.LNKTYPE)), "tar"),
    "compressed": (gzip.compress(make_tar(CONTENTS, link("a", "../../x"))), "tgz"),
}


@pytest.mark.parametrize(("archive", "format"), CLIMBING.values(), ids=CLIMBING)
def test_an_archive_that_climbs_out(python, throws, archive, format) -> None:
    error = throws(UNPACK, archive=archive, format=format, options={})

    assert f"ValueError: {OUTSIDE}" in error
    assert {} == files(python)
    assert False is python.run("os.path.lexists('/tmp/outside')")


@pytest.mark.parametrize("name", ARCHIVES)
@pytest.mark.parametrize("part", [0.3, 0.6, 0.97])
def test_an_archive_cut_short(python, throws, name, part) -> None:
    """Nothing of it is unpacked, and no folder made for it stays."""
    archive = ARCHIVES[name][0]
    if name == "tar":
        archive = archive[: -archive.count(bytes(512)) * 512] or archive  # the padding is no part of the content

    error = throws(
        UNPACK, archive=archive[: int(len(archive) * part)], format=name, options={"extractDir": "deep/folder"}
    )

    assert f"ReadError: The archive is damaged, cut short, or no {name}" in error
    assert {} == files(python)


def test_an_archive_that_does_not_fit(python, throws) -> None:
    python.run("open('package', 'w').write('a file')")

    error = throws(UNPACK, archive=ARCHIVES["zip"][0], format="zip", options={})

    assert "NotADirectoryError" in error
    assert "The archive has a folder in the place of a file" in error
    assert {"package": 6} == files(python)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            "pyodide.unpackArchive('text', 'zip')",
            "TypeError: unpackArchive: the archive must be an ArrayBuffer or a view",
        ),
        ("pyodide.unpackArchive(null, 'zip')", "TypeError: unpackArchive: the archive must be an ArrayBuffer"),
        ("pyodide.unpackArchive(archive)", "TypeError: unpackArchive: the format must be a string"),
        (
            "pyodide.unpackArchive(archive, 'zip', '/tmp')",
            "TypeError: unpackArchive: the third argument must be an object",
        ),
        (
            "pyodide.unpackArchive(archive, 'zip', { extractDir: 5 })",
            "TypeError: unpackArchive: extractDir must be a string",
        ),
        (
            "pyodide.unpackArchive(archive, 'rar')",
            "ValueError: There is no archive format 'rar'; known are bztar, gztar",
        ),
        (
            "pyodide.unpackArchive(new Uint8Array(100), 'zip')",
            "ReadError: The archive is damaged, cut short, or no zip",
        ),
        (
            "pyodide.unpackArchive(new Uint8Array(0), 'gztar')",
            "ReadError: The archive is damaged, cut short, or no gztar",
        ),
        (
            "structuredClone(archive.buffer, { transfer: [archive.buffer] }); pyodide.unpackArchive(archive, 'zip')",
            "TypeError: unpackArchive: the buffer is detached",
        ),
        (
            "const { buffer } = archive; structuredClone(buffer, { transfer: [buffer] });"
            "pyodide.unpackArchive(buffer, 'zip')",
            "TypeError: unpackArchive: the buffer is detached",
        ),
    ],
)
def test_bad_arguments(python, throws, call, message) -> None:
    assert message in throws(call, archive=ARCHIVES["zip"][0])
    assert {} == files(python)
    assert [] == python.js("return pyodide.FS.readdir('/dev/shm').filter((name) => name.startsWith('archive'))")


def test_a_format_of_the_users(python) -> None:
    python.run(
        """
        import shutil
        def unpack(path, folder):
            with open(path, "rb") as source, open(os.path.join(folder, "content"), "wb") as target:
                target.write(source.read()[::-1])
        shutil.register_unpack_format("reversed", [".rev"], unpack)
        """
    )
    try:
        python.js("pyodide.unpackArchive(archive, 'rev')", archive=b"txet")
        assert "text" == python.run("open('content').read()")
    finally:
        python.run("import shutil; shutil.unregister_unpack_format('reversed')")


@pytest.mark.realms("node24")
def test_a_large_archive_is_not_held_twice(fresh_pyodide, tmp_path) -> None:
    """Neither it nor what is in it goes through Python's memory as a whole."""
    size = 48 << 20
    path = tmp_path / "large.zip"
    with zipfile.ZipFile(path, "w") as archive, archive.open("large.bin", "w") as file:
        for _ in range(size >> 20):
            file.write(bytes(1 << 20))
    body = """
        const archive = require("node:fs").readFileSync(path);
        const wasm = () => pyodide._module.HEAP8.length;
        pyodide.runPython("import zipfile, shutil");
        const before = { wasm: wasm(), buffers: process.memoryUsage().arrayBuffers };
        pyodide.unpackArchive(archive, "zip", { extractDir: "/tmp" });
        // A file that grows leaves smaller buffers behind.
        require("node:v8").setFlagsFromString("--expose-gc");
        require("node:vm").runInNewContext("gc")();
        await new Promise((resolve) => setTimeout(resolve, 10));
        const buffers = process.memoryUsage().arrayBuffers - before.buffers - (wasm() - before.wasm);
        return [pyodide.FS.stat("/tmp/large.bin").size, wasm() - before.wasm, buffers];
    """
    unpacked, python, buffers = fresh_pyodide.js(body, path=str(path))

    assert size == unpacked
    assert python < 8 << 20
    assert buffers < 1.5 * size
