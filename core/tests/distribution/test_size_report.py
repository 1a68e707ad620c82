"""What `make size` says."""

import pytest

from harness.site import DISTRIBUTION
from runtime_build.size_report import group_of, measure, table

HEADER = b"\0asm\1\0\0\0"


def section(kind: int, content: bytes) -> bytes:
    return bytes([kind, len(content)]) + content


# (import "a" "b" (func)) (memory import) (func $first (export "f")) (func $second)
MODULE = (
    HEADER
    + section(1, b"\1\x60\0\0")
    + section(2, b"\2" + b"\1a\1b\0\0" + b"\1a\1m\2\1\1\2")
    + section(3, b"\2\0\0")
    + section(7, b"\1\1f\0\1")
    + section(10, b"\2" + b"\2\0\x0b" + b"\4\0\1\1\x0b")
)
NAMES = section(0, b"\4name" + section(1, b"\1\2\x06second"))


def test_functions_are_named_by_exports_and_by_the_section_of_names() -> None:
    assert {"f": 2, "(without a name)": 4} == measure(MODULE).functions
    assert {"f": 2, "second": 4} == measure(MODULE + NAMES).functions


def test_sections_add_up() -> None:
    sizes = measure(MODULE + NAMES)
    assert {"types", "imports", "functions", "exports", "code", "custom: name"} == sizes.sections.keys()
    assert len(MODULE + NAMES) == len(HEADER) + sum(sizes.sections.values()) + 2 * len(sizes.sections)


def test_groups_are_the_beginnings_of_names() -> None:
    assert ["PyUnicode", "_PyEval", "sqlite3", "f"] == [
        group_of(name) for name in ("PyUnicode_Format", "_PyEval_EvalFrameDefault", "sqlite3_open", "f")
    ]


def test_the_main_module() -> None:
    path = DISTRIBUTION / "pyodide.asm.wasm"
    sizes = measure(path.read_bytes())
    assert 0.99 < sum(sizes.sections.values()) / path.stat().st_size <= 1
    assert sizes.functions["_PyEval_EvalFrameDefault"] > 20_000
    assert "_PyEval_EvalFrameDefault" in table(sizes, 20)


def test_what_is_no_module_is_refused() -> None:
    with pytest.raises(ValueError, match="no WebAssembly module"):
        measure(b"<html>")
