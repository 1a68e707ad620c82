"""The programs that stand in for compilers: what they call, and with what."""

import os
import subprocess
from pathlib import Path

import pytest

from pyodide_build.compiler.__main__ import command_arguments, main
from pyodide_build.compiler.one_step import compile_options
from pyodide_build.compiler.shims import BUILD_MACHINE_CC, CXX, TOOLS, C, ShimSettings, write_shims
from pyodide_build.errors import SettingsError, WrongPythonError
from pyodide_build.settings.model import Exports
from pyodide_build.settings.resolve import resolve_settings
from pyodide_build.settings.target import Target
from pyodide_build.toolchain.emscripten import find_emscripten

ABI = ["-I/target/include", "-fPIC", "-fwasm-exceptions"]


@pytest.fixture
def shims() -> ShimSettings:
    """Return settings with a flag of the user for each kind of command."""
    return ShimSettings(
        emscripten="/emscripten",
        headers="/target/include",
        cflags=("-fwasm-exceptions", "-DUSER_C"),
        cxxflags=("-fwasm-exceptions", "-DUSER_CXX"),
        ldflags=("-DUSER_LINK",),
        link_flags=("-sWASM_BIGINT",),
        exports="requested",
    )


@pytest.mark.parametrize(
    ("tool", "given", "expected"),
    [
        (C, ["-O2", "-c", "a.c"], ["-O2", "-c", "a.c", *ABI, "-DUSER_C"]),
        (CXX, ["-c", "a.c"], ["-c", "a.c", *ABI, "-DUSER_CXX"]),
        (C, ["-c", "a.cc"], ["-c", "a.cc", *ABI, "-DUSER_CXX"]),
        (C, ["a.o", "-o", "program"], ["a.o", "-o", "program", *ABI, "-DUSER_C"]),
        (C, ["--version"], ["--version"]),
        ("emar", ["rcs", "x.a", "-pthread"], ["rcs", "x.a", "-pthread"]),
    ],
    ids=["c", "cxx", "cxx-by-name", "program", "query", "archive"],
)
def test_arguments(shims: ShimSettings, tmp_path: Path, tool: str, given: list[str], expected: list[str]) -> None:
    assert expected == command_arguments(tool, given, shims, tmp_path)


def test_linking_a_library(shims: ShimSettings, tmp_path: Path) -> None:
    arguments = command_arguments(CXX, ["-shared", "-o", "x.so", "-L/usr/lib"], shims, tmp_path)

    (export_list,) = tmp_path.iterdir()
    side_module = ["-sSIDE_MODULE=2", f"-sEXPORTED_FUNCTIONS=@{export_list}"]
    assert [*side_module, "-o", "x.so", *ABI, "-DUSER_CXX", "-sWASM_BIGINT", "-DUSER_LINK"] == arguments


def test_sources_that_are_linked_at_once_are_compiled_first() -> None:
    given = ["-O2", "-shared", "-I", "x", "a.c", "b.o", "-o", "x.so", "-Lx", "-ly", "z.a", "-Wl,-s", "-DA=b.c"]

    assert ["-O2", "-I", "x", "-DA=b.c"] == compile_options(given)


def test_fortran_is_refused(shims: ShimSettings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 1 == main("gfortran", str(tmp_path), ["a.f90"])
    assert "no Fortran compiler" in capsys.readouterr().err


def test_the_folder_of_programs(target: Target, shims: ShimSettings, tmp_path: Path) -> None:
    emscripten = find_emscripten(target.emscripten_version)
    folder = tmp_path / "bin"
    write_shims(folder, ShimSettings(**{**vars(shims), "emscripten": str(emscripten)}))

    assert set(TOOLS) <= {path.name for path in folder.iterdir()}
    version = subprocess.run([folder / "gcc", "-dumpversion"], capture_output=True, text=True, check=True).stdout
    assert version.startswith(target.emscripten_version)
    refused = subprocess.run([folder / "gfortran", "a.f90"], capture_output=True, text=True)
    assert (1, "") == (refused.returncode, refused.stdout)


@pytest.mark.parametrize(
    ("option", "variable", "chosen"),
    [
        (None, None, Exports.REQUESTED),
        (None, "pyinit", Exports.PYINIT),
        ("whole_archive", "pyinit", Exports.WHOLE_ARCHIVE),
        ("one,two", None, ("one", "two")),
    ],
    ids=["default", "variable", "option", "names"],
)
def test_exports(target: Target, option: str | None, variable: str | None, chosen: object) -> None:
    environment = {"PYODIDE_BUILD_EXPORTS": variable} if variable else {}

    assert chosen == resolve_settings(target, environment, exports=option).exports


@pytest.mark.parametrize(
    ("variables", "problem"),
    [
        ({"PYODIDE_JOBS": "many"}, "PYODIDE_JOBS is 'many'"),
        ({"PYODIDE_ZIP_COMPRESSION_LEVEL": "10"}, "compression level is 10"),
        ({"CFLAGS": "-DX='open"}, "CFLAGS cannot be split"),
    ],
    ids=["jobs", "compression", "flags"],
)
def test_variables_that_cannot_be(target: Target, variables: dict[str, str], problem: str) -> None:
    with pytest.raises(SettingsError, match=problem):
        resolve_settings(target, variables)


def test_another_python(target: Target) -> None:
    target.check_python((3, 13))
    with pytest.raises(WrongPythonError, match=r"built with Python 3\.13, but this is Python 3\.12"):
        target.check_python((3, 12))


def test_the_build_machines_compiler_is_in_reach_of_what_runs_during_a_build(
    shims: ShimSettings, tmp_path: Path
) -> None:
    folder = tmp_path / "bin"
    write_shims(folder, ShimSettings(**{**vars(shims), "emscripten": str(tmp_path)}))
    (tmp_path / "a.c").write_text('#include <stdio.h>\nint main(void) { puts("here"); }\n')

    # Else it would take the linker that it finds on PATH: the one for the target.
    around = {**os.environ, "PATH": f"/nowhere:{folder}:{os.environ['PATH']}"}
    subprocess.run([folder / BUILD_MACHINE_CC, "a.c", "-o", "program"], cwd=tmp_path, env=around, check=True)
    assert "here\n" == subprocess.check_output([tmp_path / "program"], text=True)
