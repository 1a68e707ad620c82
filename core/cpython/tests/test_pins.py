"""The list of pinned sources is read strictly."""

from pathlib import Path

import pytest

from interpreter_build.errors import PinError
from interpreter_build.pins import Pin, read_pins

GOOD = """
[zlib]
package = "zlib"
version = "1.3.1"
archive = "zlib.orig.tar.gz"
sha256 = "{digest}"
""".format(digest="ab" * 32)


def write(folder: Path, text: str) -> Path:
    path = folder / "sources.toml"
    path.write_text(text)
    return path


def test_complete_pin(tmp_path: Path) -> None:
    pins = read_pins(write(tmp_path, GOOD))

    assert {"zlib": Pin("zlib", "1.3.1", "zlib.orig.tar.gz", "ab" * 32)} == pins


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('version = "1.3.1"\n', "", "exactly these strings"),
        ('version = "1.3.1"', "version = 1.3", "exactly these strings"),
        ('version = "1.3.1"', 'version = "1.3.1"\nmirror = "x"', "exactly these strings"),
        ("ab" * 32, "ab" * 31, "64 hexadecimal digits"),
        ("zlib.orig.tar.gz", "../zlib.orig.tar.gz", "plain file name"),
        ("[zlib]", "[zlib", "not TOML"),
    ],
)
def test_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(PinError, match=message):
        read_pins(write(tmp_path, GOOD.replace(old, new)))


def test_the_real_list() -> None:
    pins = read_pins(Path(__file__).parents[1] / "sources.toml")

    assert {"cpython", "libffi", "zlib", "bzip2", "xz", "sqlite", "openssl", "zstd"} == set(pins)
