"""The commands, as the `pyodide` command runs them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TAB = "\t"


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "pyodide_cli", "auditwheel", *arguments]
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100"}
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=environment)


def output(*arguments: str | Path, cwd: Path | None = None) -> str:
    done = run(*arguments, cwd=cwd)
    assert (0, "") == (done.returncode, done.stderr)
    return done.stdout


@pytest.fixture
def wheel(make_wheel, libraries) -> Path:
    return make_wheel({"demo/user.so": libraries["user.so"]})


def test_show_and_repair(wheel, libraries) -> None:
    assert f"demo/user.so:\n{TAB}libshared.so => not found\n\n" == output("show", wheel)

    shown = output("repair", wheel, "--libdir", libraries.folder)
    assert f"demo/user.so:\n{TAB}libshared.so => demo.libs/libshared.so\n\n" in shown
    assert shown == output("show", wheel)
    assert f"{TAB}Runtime search paths:\n{TAB}  $ORIGIN/../demo.libs\n" in output("show", "-r", wheel)


def test_repair_looks_in_lib_and_writes_elsewhere(wheel, libraries) -> None:
    folder = wheel.parent.parent
    (folder / "lib").symlink_to(libraries.folder)
    before = wheel.read_bytes()
    shown = output("repair", wheel, "--output-dir", "out/new", "--with-runtime-paths", cwd=folder)

    assert "Runtime search paths" in shown
    assert before == wheel.read_bytes()
    assert shown == output("show", "-r", folder / "out" / "new" / wheel.name)


def test_copy_is_deprecated(wheel, libraries) -> None:
    done = run("copy", wheel, "--libdir", libraries.folder, "--output-dir", wheel.parent / "out")

    assert 0 == done.returncode
    assert "deprecated" in done.stderr.lower()
    assert "libshared.so => demo.libs/libshared.so" in done.stdout


def test_imports_and_exports(wheel, libraries) -> None:
    assert f"       env      FUNC{TAB}bump\n" in output("imports", wheel)
    assert f"       env      FUNC{TAB}bump{TAB}(i32) -> (i32)\n" in output("imports", wheel, "--show-type")
    assert f"   GOT.mem    GLOBAL{TAB}counter{TAB}mut i32\n" in output("imports", "--show-type", wheel)
    assert f"      FUNC{TAB}half\n" in output("exports", "--no-show-type", libraries.folder / "half.so")
    assert f"half.so:\n      FUNC{TAB}" in output("exports", libraries.folder / "half.so")
    assert f"      FUNC{TAB}half{TAB}(f64, i64) -> (f64)\n" in output(
        "exports", "--show-type", libraries.folder / "half.so"
    )


def test_check(wheel, libraries) -> None:
    done = run("check", wheel)
    assert 1 == done.returncode
    assert "demo/user.so: " in done.stdout
    assert "imports, 4 problems\n" in done.stdout
    assert f"{TAB}libshared.so: needed, but neither in the wheel nor in a folder" in done.stdout

    assert "demo/user.so: 10 imports, all found\n" == output("check", wheel, "--libdir", libraries.folder)


@pytest.mark.parametrize("command", ["show", "imports", "exports", "repair", "copy", "check"])
def test_mistakes_are_one_line(command: str, tmp_path) -> None:
    wheel = tmp_path / "demo-1.0-py3-none-any.whl"
    wheel.write_text("no wheel")
    done = run(command, wheel)

    assert 1 == done.returncode
    assert done.stderr.splitlines()[-1] == f"Error: {wheel}: not a valid wheel: File is not a zip file"
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["show", "imports", "exports", "check"])
def test_files_of_another_kind(command: str, tmp_path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("hello")

    assert f"Error: {text}: neither a wheel (.whl) nor a WebAssembly library (.so)\n" == run(command, text).stderr
    assert f"Error: {tmp_path}: is not a file\n" == run(command, tmp_path).stderr
    assert f"Error: {tmp_path}/gone.so: no such file\n" == run(command, tmp_path / "gone.so").stderr


def test_help_names_every_option(tmp_path) -> None:
    assert {"show", "copy", "imports", "exports", "repair", "check"} <= set(output("--help").split())
    for command, options in {
        "show": ["WHEEL_OR_SO_FILE", "--with-runtime-paths"],
        "imports": ["--show-type", "--no-show-type"],
        "exports": ["--show-type", "--no-show-type"],
        "repair": ["WHEEL_FILE", "--libdir", "--output-dir", "--mangle", "lib]"],
        "copy": ["WHEEL_FILE", "--libdir", "--output-dir"],
        "check": ["--main-module", "--libdir"],
    }.items():
        shown = output(command, "--help")
        assert [] == [option for option in options if option not in shown], shown
