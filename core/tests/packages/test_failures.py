"""What can go wrong: nothing is half-installed, the cause is named, and the rest can be used."""

import io
import stat
import struct
import zipfile
from collections.abc import Callable

import pytest

from harness.package_server import cut, status
from wheel_builder import Wheel, make_zip

pytestmark = pytest.mark.realms("node24", "chromium")

GOOD = Wheel("good")
BAD = Wheel("bad")
NEEDS_BAD = Wheel("needs-bad", depends=["bad", "good"])


def assert_only_good(python, result) -> str:
    """Check that everything else is in order and return the errors."""
    assert ["good"] == result["loaded"]
    assert {"good": "default channel"} == python.loaded
    assert {"good", "good-1.0.dist-info"} == {name.partition("/")[0] for name in python.site_packages}
    assert "good" == python.run("import good; good.name")
    return "\n".join(result["errors"])


def test_a_file_with_another_hash(start) -> None:
    lie = {"sha256": "0" * 64}
    python = start(GOOD, Wheel("bad", lies=lie))

    error = assert_only_good(python, python.load("bad", "good"))

    assert f"loading bad: {python.server.url}{BAD.file_name} is not the file that is meant" in error
    assert f"its SHA-256 is {BAD.entry['sha256']}, expected was {'0' * 64}" in error


def test_no_integrity_check(start) -> None:
    python = start(GOOD, Wheel("bad", lies={"sha256": "0" * 64}))

    assert ["bad"] == python.load("bad", checkIntegrity=False)["loaded"]
    assert "bad" == python.run("import bad; bad.name")


@pytest.mark.parametrize("code", [404, 403, 500, 503])
def test_an_error_of_the_server(start, code) -> None:
    python = start(GOOD, BAD, NEEDS_BAD)
    python.server.answers[BAD.file_name] = status(code)

    result = python.load("needs-bad", "good")
    error = assert_only_good(python, result)

    assert f"loading bad: the server answered {code} " in error
    assert f"for {python.server.url}{BAD.file_name}" in error
    assert "loading needs-bad: needs-bad was not installed, since a package that it depends on" in error
    assert "Failed to load bad, needs-bad" in result["messages"]


def test_a_failure_can_be_tried_again(start) -> None:
    python = start(GOOD, BAD, NEEDS_BAD)
    python.server.answers[BAD.file_name] = status(404)
    python.load("needs-bad")

    python.server.answers.clear()

    assert {"errors": [], "loaded": ["bad", "needs-bad"]}.items() <= python.load("needs-bad").items()
    assert "needs-bad" == python.run("import needs_bad; needs_bad.name")


def test_a_connection_that_breaks(start) -> None:
    python = start(GOOD, BAD)
    python.server.answers[BAD.file_name] = cut(BAD.contents)

    error = assert_only_good(python, python.load("bad", "good"))

    assert f"the connection broke while {python.server.url}{BAD.file_name} was transferred" in error


def test_nobody_answers(start) -> None:
    python = start(GOOD)

    error = assert_only_good(python, python.load("http://127.0.0.1:9/bad-1.0-py3-none-any.whl", "good"))

    assert "the request for http://127.0.0.1:9/bad-1.0-py3-none-any.whl failed" in error


def flip(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def with_entry(name: str, mode: int = 0o644, content: bytes = b"x", **attributes: int) -> bytes:
    """Return the wheel with one entry more."""
    file = io.BytesIO(BAD.contents)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = mode << 16
        for attribute, value in attributes.items():
            setattr(entry, attribute, value)
        archive.writestr(entry, content)
    return file.getvalue()


def encrypted() -> bytes:
    data = bytearray(BAD.contents)
    struct.pack_into("<H", data, data.rindex(b"PK\1\2") + 8, 1)
    return bytes(data)


def overlapping() -> bytes:
    """Let two entries of the directory name the same data: with more of them, a small file expands to anything."""
    data = bytearray(BAD.contents)
    start = data.index(b"PK\1\2")
    length = 46 + len("bad/__init__.py")
    second = bytearray(data[start : start + length])
    end = data.rindex(b"PK\5\6")
    second[46:] = b"bad/__init__.pz"
    count, size = struct.unpack_from("<HL", data, end + 10)
    struct.pack_into("<HHL", data, end + 8, count + 1, count + 1, size + length)
    return bytes(data[:end] + second + data[end:])


def bomb() -> bytes:
    return with_entry("bad/zeros", content=bytes(200 << 20), compress_type=zipfile.ZIP_DEFLATED)


def lying_size() -> bytes:
    """Say in the directory that an entry is smaller than it is."""
    data = bytearray(with_entry("bad/text.txt", content=b"a" * 1000, compress_type=zipfile.ZIP_DEFLATED))
    at = data.rindex(b"PK\1\2")
    struct.pack_into("<L", data, at + 24, 10)
    return bytes(data)


MALFORMED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "its 0 bytes are no zip archive"),
    "an error page": (lambda: b"<html>" * 100, "its 600 bytes are no zip archive"),
    "cut short": (lambda: BAD.contents[:-10], "are no zip archive, or not all of one"),
    "cut at the front": (lambda: BAD.contents[10:], "its directory is not where the end of the archive says"),
    "a changed byte": (lambda: flip(BAD.contents, 50), "is damaged"),
    "a changed name": (lambda: flip(BAD.contents, 31), "is not what the directory says"),
    "a climbing name": (lambda: with_entry("../outside.py"), "'../outside.py' would be written elsewhere"),
    "a name that climbs later": (lambda: with_entry("bad/../../x"), "would be written elsewhere"),
    "an absolute name": (lambda: with_entry("/tmp/outside.py"), "would be written elsewhere"),
    "backslashes": (lambda: with_entry("bad\\..\\x"), "would be written elsewhere"),
    "a link": (lambda: with_entry("bad/link", stat.S_IFLNK | 0o777, b"/etc"), "is a link or a device"),
    "a data folder that climbs": (lambda: with_entry("bad-1.0.data/data/../../x"), "would be written elsewhere"),
    "an unknown data folder": (lambda: with_entry("bad-1.0.data/nowhere/x"), "wheels have no folder for its entry"),
    "a file as a folder": (lambda: with_entry("bad/__init__.py/x"), "is a file and a folder"),
    "another dist-info": (lambda: with_entry("other-1.0.dist-info/METADATA"), "it has 2 dist-info folders"),
    "encryption": (encrypted, "is encrypted"),
    "entries that share data": (overlapping, "is not what the directory says"),
    "a bomb": (bomb, "would expand to 2097"),
    "a size that lies": (lying_size, "is not as long as the archive says"),
    "no wheel at all": (lambda: make_zip({"bad/__init__.py": ""}), "it has 0 dist-info folders"),
}


@pytest.mark.parametrize("what", MALFORMED)
def test_malformed_archives(start, what) -> None:
    make, message = MALFORMED[what]
    python = start(GOOD)
    python.server.files[BAD.file_name] = make()

    error = assert_only_good(python, python.load(f"{python.server.url}{BAD.file_name}", "good"))

    assert f"loading bad: Cannot install {BAD.file_name}: " in error
    assert error.endswith(f"(it came from {python.server.url}{BAD.file_name})")
    assert message in error
    assert False is python.run("import os; os.path.lexists('/tmp/outside.py')")


@pytest.mark.parametrize(
    ("wheel", "message"),
    [
        (Wheel("bad", tag="cp312-cp312-pyodide_2024_0_wasm32"), "built for cp312-cp312-pyodide_2024_0_wasm32"),
        (Wheel("bad", tag="cp313-cp313-pyemscripten_2026_0_wasm32"), "this is CPython 3.13 on pyemscripten_2025_0"),
        (Wheel("bad", tag="cp313-cp313-manylinux_2_17_x86_64"), "built for cp313-cp313-manylinux"),
        (Wheel("bad", tag="py2-none-any"), "built for py2-none-any"),
        (Wheel("bad", metadata_name="other"), "its METADATA says that it is other 1.0"),
    ],
    ids=["another Python", "another ABI", "another system", "Python 2", "another name"],
)
def test_wheels_for_others(start, wheel, message) -> None:
    python = start(GOOD)
    python.server.files[wheel.file_name] = wheel.contents

    error = assert_only_good(python, python.load(f"{python.server.url}{wheel.file_name}", "good"))

    assert f"Cannot install {wheel.file_name}: " in error
    assert message in error


def test_a_file_that_says_it_is_another_package(start) -> None:
    """The lock file points to it, the hash is right, its contents are another package's."""
    other = Wheel("other")
    python = start(GOOD, Wheel("bad", lies={"file_name": other.file_name, "sha256": other.entry["sha256"]}))
    python.server.files[other.file_name] = other.contents

    error = assert_only_good(python, python.load("bad", "good"))

    assert "Cannot install other-1.0-py3-none-any.whl: bad was expected, not other" in error


def test_two_loads_at_once(start) -> None:
    """Each package is fetched and installed once, and both calls wait for it."""
    python = start(GOOD, BAD, NEEDS_BAD)

    results = python.js(
        """
        const silent = { messageCallback() {}, errorCallback() {} };
        const loads = [["needs-bad"], ["bad", "good"], ["good"], ["needs-bad"]].map((names) =>
          pyodide.loadPackage(names, silent),
        );
        const [first] = loads;
        await first;
        const here = pyodide.runPython("import needs_bad, good, bad; needs_bad.name + good.name + bad.name");
        return [here, ...(await Promise.all(loads)).map((packages) => packages.map(({ name }) => name).join())];
        """
    )

    assert ["needs-badgoodbad", "bad,good,needs-bad", "bad,good", "good", "bad,good,needs-bad"] == results
    assert {1} == {python.server.requests[wheel.file_name] for wheel in (GOOD, BAD, NEEDS_BAD)}


def test_a_full_disk(start) -> None:
    """A file that cannot be written: what was written before is gone."""
    wheel = Wheel("bad", files={f"bad/{number}.py": "x" * 1000 for number in range(20)})
    python = start(GOOD, wheel)
    python.run(
        """
        import os
        written, write = [], os.write
        def full(fd, data):
            written.append(fd)
            if len(written) == 12:
                raise OSError(28, "No space left on device")
            return write(fd, data)
        os.write = full
        """
    )

    result = python.load("bad")

    python.run("os.write = write")
    assert "No space left on device" in result["errors"][0]
    assert [] == python.site_packages
    assert_only_good(python, python.load("good"))
    assert ["bad"] == python.load("bad")["loaded"]


def test_a_circle_of_packages(start) -> None:
    python = start(Wheel("one", depends=["two"]), Wheel("two", depends=["three"]), Wheel("three", depends=["one"]))

    assert {"one", "two", "three"} == set(python.load("two")["loaded"])
    assert "one" == python.run("import one, two, three; one.name")
