from pathlib import Path

import pytest

from pyodide_lock import SpecValidationError
from pyodide_lock.companion import FILE_NAME, PyodideIndex, without_credentials


def test_what_is_written_is_what_is_read(tmp_path: Path):
    index = PyodideIndex(
        index_urls=["https://b.example.org/simple", "http://127.0.0.1:8000/a/simple/", "file:///simple"]
    )
    index.to_json(tmp_path / FILE_NAME)

    assert index == PyodideIndex.from_json(tmp_path / FILE_NAME)
    assert (
        '{"index_urls": ["https://b.example.org/simple", "http://127.0.0.1:8000/a/simple/", "file:///simple"]}'
        == (tmp_path / FILE_NAME).read_text()
    )


@pytest.mark.parametrize("url", ["simple", "", "file:", "ftp://example.org", "https://", "//example.org/simple"])
def test_what_is_no_address(url):
    with pytest.raises(SpecValidationError) as error:
        PyodideIndex.from_dict({"index_urls": [url]})

    assert (f"index_urls: {url!r} is not the address of an index, such as https://HOST/simple",) == error.value.problems


def test_credentials_are_refused_and_not_repeated():
    with pytest.raises(SpecValidationError) as error:
        PyodideIndex.from_dict({"index_urls": ["https://user:secret@example.org/simple"]})

    assert "example.org has credentials" in str(error.value)
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    ("url", "public"),
    [
        ("https://user:secret@example.org:8443/simple?a=b", "https://example.org:8443/simple?a=b"),
        ("https://token@example.org/simple", "https://example.org/simple"),
        ("https://example.org/simple", "https://example.org/simple"),
        ("https://example.org/@scope/simple", "https://example.org/@scope/simple"),
    ],
)
def test_credentials_can_be_left_out(url, public):
    assert public == without_credentials(url)
    PyodideIndex(index_urls=[public])
