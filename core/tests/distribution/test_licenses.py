"""The distribution and its packages come with the texts of the licences that ask for it."""

import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

from harness.site import DISTRIBUTION

PARTS = ("This distribution's own code", "musl", "CPython", "libffi", "zlib", "bzip2")


def test_what_every_page_loads() -> None:
    notices = (DISTRIBUTION / "LICENSES.txt").read_text(encoding="utf-8")

    assert all(f"\n{part}" in notices for part in PARTS)
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in notices


@pytest.mark.parametrize(("name", "texts"), [("ssl", ["Apache-2.0.txt", "PSF-2.0.txt"]), ("sqlite3", ["PSF-2.0.txt"])])
def test_parts_of_the_standard_library(name: str, texts: list[str]) -> None:
    (wheel,) = DISTRIBUTION.glob(f"{name}-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        folder = next(Path(path).parent for path in archive.namelist() if path.endswith("/METADATA"))
        metadata = message_from_bytes(archive.read(f"{folder}/METADATA"))
        assert texts == metadata.get_all("License-File")
        assert all(len(archive.read(f"{folder}/licenses/{text}")) > 500 for text in texts)
