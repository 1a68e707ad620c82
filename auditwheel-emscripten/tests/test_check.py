"""Libraries against the runtime that was built, and against small ones that lack something."""

from dataclasses import replace
from pathlib import Path

import pytest

from auditwheel_emscripten import MainModule, Trouble, check, find_main_module, read_main_module, repair
from auditwheel_emscripten.errors import MainModuleNotFoundError
from auditwheel_emscripten.problem import Problem
from auditwheel_emscripten.wasm.types import FunctionType


@pytest.fixture(scope="session")
def runtime() -> MainModule:
    return read_main_module(find_main_module())


def troubles(library: str | Path, main_module: MainModule, *folders: Path) -> dict[str, Trouble]:
    (report,) = check(library, main_module, folders)
    return {problem.symbol: problem.trouble for problem in report.problems}


def sentences(library: Path, main_module: MainModule, *folders: Path) -> list[str]:
    (report,) = check(library, main_module, folders)
    return list(map(str, report.problems))


def test_the_runtime_offers_what_wasm_exports_and_what_javascript_has(runtime) -> None:
    assert "(i32) -> (i32)" == str(runtime.exports["PyLong_FromLong"].type)
    assert "(i32, i32) -> (i32)" == str(runtime.glue["__syscall_getcwd"])
    assert {"__cpp_exception", "__stack_pointer", "memory"} <= runtime.glue.keys() | runtime.exports.keys()


@pytest.mark.parametrize("name", ["libinner.so", "half.so"])
def test_compiled_libraries_find_all_in_the_runtime(libraries, runtime, name: str) -> None:
    (report,) = check(libraries.folder / name, runtime)

    assert [] == report.problems


def test_missing_libraries_and_what_they_would_export(libraries, runtime) -> None:
    assert {
        "libshared.so": Trouble.MISSING_LIBRARY,
        "bump": Trouble.MISSING,
        "counter": Trouble.MISSING,
    } == troubles(libraries.folder / "user.so", runtime)
    assert {} == troubles(libraries.folder / "user.so", runtime, libraries.folder)


def test_wheels_have_what_is_in_them(make_wheel, libraries, runtime) -> None:
    wheel = make_wheel({"demo/user.so": libraries["user.so"], "demo/half.so": libraries["half.so"]})
    half, user = check(wheel, runtime)
    assert ("demo/half.so", []) == (half.library, half.problems)
    assert {"libshared.so", "bump", "counter"} == {problem.symbol for problem in user.problems}

    repair(wheel, libraries.folder)
    assert [[]] * 4 == [report.problems for report in check(wheel, runtime)]


def test_another_type_is_named_with_who_exports_it(linker, libraries, runtime, tmp_path) -> None:
    source = """
    double bump(long long);
    char *PyLong_FromLong(double);
    double use(void) { PyLong_FromLong(1); return bump(1); }
    """
    # The linker knows types, too, but only those of the day.
    (tmp_path / "old").mkdir()
    linker(tmp_path / "old", "double bump(long long by) { return by; }", "libshared.so")
    linker(tmp_path, source, "wrong.so", f"-L{tmp_path}/old", "-lshared")

    assert {
        f"bump: function (i64) -> (f64), but {libraries.folder}/libshared.so exports function (i32) -> (i32)",
        "PyLong_FromLong: function (f64) -> (i32), "
        "but the main module (pyodide.asm.wasm) exports function (i32) -> (i32)",
    } == set(sentences(tmp_path / "wrong.so", runtime, libraries.folder))


def test_functions_of_javascript_have_types_too(linker, runtime, tmp_path) -> None:
    linker(tmp_path, "int __syscall_getcwd(double); int use(void) { return __syscall_getcwd(1); }", "wrong.so")

    assert [
        "__syscall_getcwd: function (f64) -> (i32), "
        "but the main module's JavaScript exports function (i32, i32) -> (i32)"
    ] == sentences(tmp_path / "wrong.so", runtime)


def test_data_where_a_function_is_and_a_function_where_data_is(linker, runtime, tmp_path) -> None:
    source = """
    extern int PyLong_FromLong;
    void PyExc_TypeError(void);
    int use(void) { PyExc_TypeError(); return PyLong_FromLong; }
    """
    linker(tmp_path, source, "wrong.so")

    assert {
        "PyExc_TypeError: function () -> (), but the main module (pyodide.asm.wasm) exports data",
        "PyLong_FromLong: address of data, but the main module (pyodide.asm.wasm) exports function (i32) -> (i32)",
    } == set(sentences(tmp_path / "wrong.so", runtime))


def test_symbols_of_a_library_that_was_not_linked_with(make_wheel, linker, libraries, runtime, tmp_path) -> None:
    linker(tmp_path, "int inner(int); int use(int n) { return inner(n); }", "loose.so")
    wheel = make_wheel(
        {"demo/loose.so": (tmp_path / "loose.so").read_bytes(), "lib/libinner.so": libraries["libinner.so"]}
    )
    _, loose = sorted(check(wheel, runtime), key=lambda report: len(report.problems))

    assert [
        "inner: function (i32) -> (i32), which lib/libinner.so exports without being named as needed; link with it"
    ] == list(map(str, loose.problems))


def test_weak_symbols_may_be_missing(libraries, runtime) -> None:
    assert "hook" not in troubles(libraries.folder / "user.so", runtime)


def test_exceptions_of_javascript_are_explained(linker, runtime, tmp_path) -> None:
    linker(tmp_path, "int invoke_ii(int, int); int use(void) { return invoke_ii(1, 2); }", "old.so")
    (sentence,) = sentences(tmp_path / "old.so", runtime)

    assert sentence.endswith("for exceptions of JavaScript; compile and link with -fwasm-exceptions")


def test_a_runtime_that_lacks_something(libraries, runtime) -> None:
    less = replace(runtime, exports={name: each for name, each in runtime.exports.items() if name != "rand"})
    other = replace(runtime, glue={**runtime.glue, "rand": FunctionType((), ())})
    library = libraries.folder / "user.so"

    assert {"rand": Trouble.MISSING} == troubles(library, less, libraries.folder)
    # JavaScript comes first in the loader's table.
    assert {"rand": Trouble.OTHER_TYPE} == troubles(library, other, libraries.folder)


def test_problems_are_values(libraries, runtime) -> None:
    library = str(libraries.folder / "user.so")
    (report,) = check(library, runtime)

    assert Problem(library, "bump", Trouble.MISSING, "function (i32) -> (i32)") in report.problems


def test_where_the_main_module_is_looked_for(tmp_path) -> None:
    dist = tmp_path / "root" / "dist"
    dist.mkdir(parents=True)
    (dist / "pyodide.asm.wasm").write_bytes(b"\0asm\1\0\0\0")

    expected = dist / "pyodide.asm.wasm"
    assert expected == find_main_module(dist)
    assert expected == find_main_module(expected)
    assert expected == find_main_module(environ={"PYODIDE_ROOT": str(tmp_path / "root")})
    assert expected == find_main_module(environ={"PYODIDE_DIST_DIR": str(dist), "PYODIDE_ROOT": "/nowhere"})
    with pytest.raises(MainModuleNotFoundError, match=r"looked in .*/nowhere\).*--main-module"):
        find_main_module(tmp_path / "nowhere")
    with pytest.raises(MainModuleNotFoundError, match=r"pyodide\.asm\.js"):
        read_main_module(expected)
