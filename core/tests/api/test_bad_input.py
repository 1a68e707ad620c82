"""Archives, buffers and paths that are not what they should be: a clear error each, and Python goes on."""

import io
import stat
import tarfile
import zipfile

import pytest

pytestmark = pytest.mark.realms("node24", "chromium")


def make_link(name: str, target: str, **files: str) -> bytes:
    """Return a zip archive with a symbolic link, and files after it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, target)
        for path, text in files.items():
            archive.writestr(path, text)
    return file.getvalue()


def test_a_zip_with_a_link(pyodide) -> None:
    """The entry becomes a file with the path as its text, as `zipfile` has it: nothing leads out of the folder."""
    pyodide.js(
        "pyodide.unpackArchive(archive, 'zip', { extractDir: '/linked' })", archive=make_link("link", "/tmp/outside")
    )

    assert "False /tmp/outside" == pyodide.run(
        'import os, shutil; f\'{os.path.islink("/linked/link")} {open("/linked/link").read()}\''
    )
    pyodide.run("shutil.rmtree('/linked')")


def test_a_zip_that_writes_through_its_link(pyodide, throws) -> None:
    archive = make_link("package", "/tmp", **{"package/escaped.py": "x = 1"})

    error = throws("pyodide.unpackArchive(archive, 'zip', { extractDir: '/linked' })", archive=archive)

    assert "ReadError: The archive is damaged, cut short, or no zip: its entry 'package/escaped.py' lies in" in error
    assert False is pyodide.run("import os; os.path.lexists('/tmp/escaped.py') or os.path.lexists('/linked')")


@pytest.mark.parametrize("kind", ["CHRTYPE", "BLKTYPE", "FIFOTYPE"])
def test_a_tar_with_a_device(pyodide, throws, kind) -> None:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        entry = tarfile.TarInfo("device")
        entry.type = getattr(tarfile, kind)
        archive.addfile(entry)

    error = throws("pyodide.unpackArchive(archive, 'tar', { extractDir: '/devices' })", archive=file.getvalue())

    assert "device" in error
    assert False is pyodide.run("import os; os.path.lexists('/devices/device')")


def test_a_detached_piece_of_input(pyodide) -> None:
    shown = pyodide.js(
        """
        const piece = new Uint8Array(8);
        structuredClone(piece, { transfer: [piece.buffer] });
        let asked = 0;
        pyodide.setStdin({ stdin: () => (asked++ ? null : piece) });
        try {
          return pyodide.runPython(`
            try:
                outcome = input()
            except (OSError, EOFError) as error:
                outcome = type(error).__name__
            outcome
          `);
        } finally {
          pyodide.setStdin();
        }
        """
    )

    assert shown in ("OSError", "EOFError")
    assert 2 == pyodide.run("1 + 1")


def test_a_file_of_a_detached_buffer(pyodide, throws) -> None:
    body = """
        const content = new Uint8Array(8);
        structuredClone(content, { transfer: [content.buffer] });
        pyodide.FS.writeFile("/detached", content);
        if (pyodide.FS.stat("/detached").size === 0) {
          pyodide.FS.unlink("/detached");
          throw new TypeError("it is empty");
        }
    """

    assert throws(body).startswith("TypeError: ")


@pytest.mark.parametrize("call", ["readFile('/nothing')", "unlink('/nothing')", "mount({}, {}, '/nothing')"])
def test_a_file_that_is_not_there(throws, call) -> None:
    assert "ErrnoError: ENOENT" in throws(f"pyodide.FS.{call}")
