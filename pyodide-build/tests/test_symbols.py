"""Which symbols objects define for others, as emscripten's compiler writes them."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditwheel_emscripten.errors import MalformedModuleError
from built_environment import require_emscripten
from pyodide_build.compiler.link import side_module
from pyodide_build.compiler.symbols import exported_symbols, object_symbols

SOURCE = """
int elsewhere(int);
extern int far;
int PyInit_demo(void) { return elsewhere(far); }
int shown = 1;
int answer(void) { return shown; }
__attribute__((visibility("hidden"))) int hidden(void) { return 3; }
static int local(void) { return 4; }
int (*used)(void) = local;
"""
SHOWN = {"PyInit_demo", "answer", "shown", "used"}


def compile_object(folder: Path, name: str, *flags: str) -> Path:
    require_emscripten()
    (folder / "demo.c").write_text(SOURCE)
    subprocess.run(["emcc", "-fPIC", *flags, "-c", "demo.c", "-o", name], cwd=folder, check=True)
    return folder / name


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compile_object(tmp_path_factory.mktemp("object"), "demo.o")


@pytest.fixture(scope="module")
def bitcode(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compile_object(tmp_path_factory.mktemp("bitcode"), "demo.o", "-flto")


def test_what_is_defined_for_others(compiled: Path) -> None:
    assert SHOWN == exported_symbols([compiled])


def test_objects_for_link_time_optimisation(bitcode: Path, compiled: Path) -> None:
    assert SHOWN | {"hidden"} == exported_symbols([bitcode])
    assert SHOWN | {"hidden"} == exported_symbols([compiled, bitcode, bitcode])


def test_other_files_have_none(tmp_path: Path) -> None:
    file = tmp_path / "a.o"
    file.write_bytes(b"\x7fELF and so on")

    assert set() == exported_symbols([file])


@given(st.data())
def test_damaged_objects_are_refused_or_read(compiled: Path, data: st.DataObject) -> None:
    content = bytearray(compiled.read_bytes())
    position = data.draw(st.integers(8, len(content) - 1))
    content[position] = data.draw(st.integers(0, 255))
    try:
        names = list(object_symbols(bytes(content[: data.draw(st.integers(position, len(content)))]), "demo.o"))
    except MalformedModuleError as error:
        assert "demo.o" in str(error)
    else:
        assert all(isinstance(name, str) for name in names)


@pytest.mark.parametrize(
    ("exports", "listed"),
    [
        ("pyinit", '["_PyInit_demo"]'),
        ("requested", '["_PyInit_demo", "_answer", "_shown", "_used"]'),
        (("answer",), '["_answer"]'),
    ],
    ids=["pyinit", "requested", "named"],
)
def test_the_list_for_the_linker(compiled: Path, tmp_path: Path, exports: str, listed: str) -> None:
    list_file = tmp_path / "exports.json"

    arguments = side_module(["-shared", str(compiled), "-o", "demo.so"], exports, list_file)

    assert ["-sSIDE_MODULE=2", f"-sEXPORTED_FUNCTIONS=@{list_file}", str(compiled), "-o", "demo.so"] == arguments
    assert listed == list_file.read_text()


def test_everything_is_exported_on_request(compiled: Path, tmp_path: Path) -> None:
    arguments = side_module(["-undefined", "dynamic_lookup", "-bundle", str(compiled)], "whole_archive", tmp_path / "x")

    assert ["-sSIDE_MODULE=1", str(compiled)] == arguments
    assert not (tmp_path / "x").exists()
