"""Wheels that auditwheel-emscripten repaired or found fault with, in the runtime."""

from pathlib import Path

import pytest

from auditwheel_emscripten import check, find_main_module, read_main_module, repair
from harness.errors import ThrownError
from harness.extension import link
from harness.site import ROOT
from wheel_builder import Wheel

pytestmark = pytest.mark.realms("node24", "chromium", "firefox")

SOURCES = Path(__file__).with_name("audited")
TAG = "cp313-cp313-pyemscripten_2025_0_wasm32"


def problems(file: Path) -> list[str]:
    main_module = read_main_module(find_main_module(ROOT / "dist"))
    return [str(problem) for report in check(file, main_module) for problem in report.problems]


@pytest.fixture(scope="session")
def broken_wheel(tmp_path_factory) -> Path:
    """A wheel with two extension modules that need the same library, which is not in it."""
    folder = tmp_path_factory.mktemp("counting")
    library = link(SOURCES / "counter.c", folder / "libcounter.so")
    module = link(SOURCES / "counting.c", folder / "counting.so", library).read_bytes()
    wheel = Wheel("counts", tag=TAG, files={"counts/counting.so": module, "counts/inner/deep/counting.so": module})
    (folder / wheel.file_name).write_bytes(wheel.contents)
    return folder / wheel.file_name


def load(python, server, wheel: Path) -> None:
    server.files[wheel.name] = wheel.read_bytes()
    python.load(f"{server.url}{wheel.name}")


@pytest.mark.parametrize("mangle", [False, True], ids=["names", "mangled-names"])
def test_two_modules_of_a_repaired_wheel_share_a_library(start, server, broken_wheel, tmp_path, mangle) -> None:
    repaired = repair(broken_wheel, broken_wheel.parent, tmp_path, mangle=mangle)
    assert [] == problems(repaired)

    python = start()
    load(python, server, repaired)
    python.run("from counts import counting; from counts.inner.deep import counting as deep")

    assert 42 == python.run("counting.count(2)")
    assert 45 == python.run("deep.count(3)")
    assert 46 == python.run("counting.count(1)")


def test_without_the_repair_the_library_is_named(start, server, broken_wheel) -> None:
    assert "libcounter.so: needed, but neither in the wheel nor in a folder given with --libdir" in problems(
        broken_wheel
    )

    python = start()
    load(python, server, broken_wheel)
    with pytest.raises(ThrownError, match=r"libcounter\.so"):
        python.run("from counts import counting")


def broken(tmp_path: Path, kind: str) -> Path:
    return link(SOURCES / "broken.c", tmp_path / "broken.so", defines=(kind,))


@pytest.mark.parametrize(
    ("kind", "problem"),
    [
        (
            "ADDRESS",
            "no_such_function: address of a function, which neither the main module nor a needed library exports",
        ),
        ("DATA", "no_such_data: address of data, which neither the main module nor a needed library exports"),
        (
            "TYPE",
            "_PyImport_GetModuleAttrString: function (f64) -> (f64), "
            "but the main module (pyodide.asm.wasm) exports function (i32, i32) -> (i32)",
        ),
    ],
    ids=["address", "data", "type"],
)
def test_what_a_check_finds_cannot_be_imported(fresh_pyodide, tmp_path, kind, problem) -> None:
    library = broken(tmp_path, kind)
    assert [problem] == problems(library)
    fresh_pyodide.write_file("/home/pyodide/broken.so", library.read_bytes())

    with pytest.raises(ThrownError, match="ImportError"):
        fresh_pyodide.run("import broken")


def test_a_function_that_a_check_does_not_find_fails_when_it_is_called(fresh_pyodide, tmp_path) -> None:
    library = broken(tmp_path, "CALLED")
    assert [
        "no_such_function: function () -> (), which neither the main module nor a needed library exports"
    ] == problems(library)
    fresh_pyodide.write_file("/home/pyodide/broken.so", library.read_bytes())
    fresh_pyodide.run("import broken")

    with pytest.raises(ThrownError):
        fresh_pyodide.run("broken.call()")


OFFERED = """
    const offered = pyodide._module.LDSO.loadedLibsByName.__main__.exports;
    return Object.keys(offered).filter((name) => offered[name] !== undefined && !offered[name].stub);
"""


def test_what_a_check_believes_to_be_offered_is_what_the_loader_offers(fresh_pyodide) -> None:
    main_module = read_main_module(find_main_module(ROOT / "dist"))

    assert set(fresh_pyodide.js(OFFERED)) == main_module.exports.keys() | main_module.glue.keys()
