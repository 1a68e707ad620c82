"""The examples in the pages work."""

from pathlib import Path

import pytest
from site_examples.blocks import DOCS, pages, read_blocks
from site_examples.run import Surroundings

from harness.realms import Realm

WITH_BLOCKS = [path for path in pages() if any(not block.not_run for block in read_blocks(path))]


@pytest.mark.xdist_group("documentation")
@pytest.mark.parametrize("path", WITH_BLOCKS, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_examples(path: Path, tmp_path: Path, node: Realm, chromium: Realm) -> None:
    with Surroundings(tmp_path, node, chromium) as surroundings:
        for block in read_blocks(path):
            surroundings.run(block)
