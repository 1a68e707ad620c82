"""The source map of the debug build carries the sources."""

import json
from pathlib import Path

from runtime_build.source_map import Sources, embed_sources


def test_sources_are_found_by_the_names_that_compilers_gave_them(tmp_path: Path) -> None:
    (tmp_path / "native").mkdir()
    (tmp_path / "native/main.c").write_text("int main;")
    (tmp_path / "cpython/Python").mkdir(parents=True)
    (tmp_path / "cpython/Python/ceval.c").write_bytes(b"// \xff\n")
    path = tmp_path / "wasm.map"
    names = ["../x/core/native/main.c", "../work/Python/ceval.c", "../../../emsdk/work/lib/libc.c"]
    path.write_text(json.dumps({"version": 3, "sources": names, "mappings": "AAAA"}))

    missing = embed_sources(
        path,
        (
            Sources(tmp_path / "native", "core/native/", "core/native/"),
            Sources(tmp_path / "cpython", "/work/", "cpython/"),
        ),
    )

    assert ["emsdk/work/lib/libc.c"] == missing
    content = json.loads(path.read_text())
    assert ["int main;", "// \N{REPLACEMENT CHARACTER}\n", None] == content["sourcesContent"]
    assert (["core/native/main.c", "cpython/Python/ceval.c", *missing], "AAAA") == (
        content["sources"],
        content["mappings"],
    )
