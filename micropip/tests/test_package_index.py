"""What embedders make project pages of."""

import json

import pytest

from micropip.errors import IndexPageError
from micropip.package_index import ProjectInfo

ENTRY = {"filename": "a-1.0-py3-none-any.whl", "url": "https://example.com/a-1.0-py3-none-any.whl"}
SIMPLE = {"meta": {"api-version": "1.0"}, "name": "a", "files": [ENTRY | {"hashes": {"sha256": "0"}}]}
LEGACY = {"info": {"name": "a"}, "releases": {"1.0": [ENTRY | {"digests": {"sha256": "0", "md5": "1"}}]}}
HTML = '<a href="https://example.com/a-1.0-py3-none-any.whl#sha256=0">a</a>'


@pytest.mark.parametrize(
    "info",
    [
        ProjectInfo.from_simple_json_api(SIMPLE),
        ProjectInfo.from_simple_json_api(json.dumps(SIMPLE).encode()),
        ProjectInfo.from_json_api(LEGACY),
        ProjectInfo.from_json_api(json.dumps(LEGACY)),
        ProjectInfo._compatible_only("a", LEGACY["releases"]),
        ProjectInfo.from_simple_html_api(HTML, "a"),
    ],
)
def test_pages(info) -> None:
    [file] = info.page.files

    assert ("a", ENTRY["filename"], ENTRY["url"]) == (info.name, file.filename, file.url)
    assert {"sha256": "0"} == file.hashes


def test_what_is_no_page() -> None:
    with pytest.raises(IndexPageError, match="neither"):
        ProjectInfo.from_json_api({"message": "hello"})
