"""What a backend has made becomes a wheel for the target."""

import hashlib
import re
import subprocess
import zipfile
from base64 import urlsafe_b64encode
from dataclasses import replace
from pathlib import Path

import pytest

from built_environment import require_emscripten
from projects_by_hand import make_wheel
from pyodide_build.errors import WheelError
from pyodide_build.process import BuildLog
from pyodide_build.settings.model import BuildSettings
from pyodide_build.settings.resolve import resolve_settings
from pyodide_build.settings.target import Target
from pyodide_build.wheel.contents import read_contents
from pyodide_build.wheel.finish import finish_wheel

OURS = "cp313-cp313-emscripten_3_1_69_wasm32"
SUFFIX = ".cpython-313-wasm32-emscripten.so"
# A side module without anything in it: the section dylink.0 says that it needs no memory.
EMPTY_LIBRARY = b"\0asm\1\0\0\0\0\x0f\x08dylink.0\1\4\0\0\0\0"


@pytest.fixture
def finish(settings: BuildSettings, tmp_path: Path):
    """Give a function that finishes a wheel with the given files."""

    def run(files: dict[str, bytes], tag: str, **changes: object) -> Path:
        (tmp_path / "made").mkdir(exist_ok=True)
        (tmp_path / "finished").mkdir(exist_ok=True)
        wheel = make_wheel(tmp_path / "made", "demo", files, tag=tag)
        log = BuildLog("demo", tmp_path / "demo.log", verbosity=-1)
        return finish_wheel(wheel, tmp_path / "finished", replace(settings, **changes), log)

    return run


@pytest.mark.parametrize(
    ("tag", "finished"),
    {
        OURS: OURS,
        "cp313-cp313-linux_x86_64": OURS,
        "cp313-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64": "cp313-abi3-emscripten_3_1_69_wasm32",
        "py2.py3-none-macosx_11_0_arm64": "py2.py3-none-emscripten_3_1_69_wasm32",
    }.items(),
    ids=["ours", "linux", "several", "no-abi"],
)
def test_tags(finish, tag: str, finished: str) -> None:
    wheel = finish({"demo.so": EMPTY_LIBRARY}, tag)

    assert f"demo-1.0-{finished}.whl" == wheel.name
    said = re.findall(r"^Tag: (.*)$", read_contents(wheel).text("WHEEL"), re.MULTILINE)
    interpreters, *rest = finished.split("-")
    assert said == [f"{each}-{'-'.join(rest)}" for each in interpreters.split(".")]


def test_names_of_modules(finish) -> None:
    names = ["a.cpython-313-x86_64-linux-gnu.so", "b.cpython-313-darwin.so", f"c{SUFFIX}", "d.abi3.so", "libe.so"]
    wheel = finish({f"demo/{name}": EMPTY_LIBRARY for name in names}, OURS)

    files = read_contents(wheel).files
    expected = [f"demo/a{SUFFIX}", f"demo/b{SUFFIX}", f"demo/c{SUFFIX}", "demo/d.abi3.so", "demo/libe.so"]
    assert expected == [name for name in files if name.endswith(".so")]


def test_pure_wheels_keep_their_tag(finish) -> None:
    assert "demo-1.0-py3-none-any.whl" == finish({"demo.py": b""}, "py3-none-any").name


@pytest.mark.parametrize(
    ("files", "tag", "problem"),
    [
        ({"demo.so": b"\x7fELF..."}, OURS, "demo.so is no WebAssembly"),
        ({"demo.cpython-312-darwin.so": EMPTY_LIBRARY}, OURS, "another version of Python than 3.13"),
        ({"demo.py": b""}, "cp313-cp313-linux_x86_64", "for another platform than emscripten_3_1_69_wasm32"),
    ],
    ids=["elf", "python", "platform"],
)
def test_what_cannot_be_loaded_is_refused(finish, tmp_path: Path, files, tag: str, problem: str) -> None:
    with pytest.raises(WheelError, match=problem):
        finish(files, tag)
    assert [] == list((tmp_path / "finished").iterdir())


def test_what_is_no_wheel(finish, tmp_path: Path) -> None:
    (tmp_path / "x.whl").write_bytes(b"nothing")

    with pytest.raises(WheelError, match=r"x\.whl is no wheel"):
        read_contents(tmp_path / "x.whl")


def test_bytes_depend_on_files_and_source_date_only(finish) -> None:
    files = {"demo/b.py": b"b" * 1000, "demo/a.so": EMPTY_LIBRARY}
    first = finish(files, OURS).read_bytes()

    assert first == finish(dict(reversed(files.items())), OURS).read_bytes()
    assert first != finish(files, OURS, source_date=1_700_000_000).read_bytes()
    assert len(first) < len(finish(files, OURS, compression_level=0).read_bytes())


def test_record_and_order(finish) -> None:
    wheel = finish({"demo/z.py": b"z", "demo/a.so": EMPTY_LIBRARY}, OURS)

    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        rows = [row.split(",") for row in archive.read(names[-1]).decode().splitlines()]
        assert ["demo/a.so", "demo/z.py"] == names[:2]
        assert "demo-1.0.dist-info/RECORD" == names[-1]
        assert names == [name for name, *_ in rows]
        for name, digest, size in rows[:-1]:
            data = archive.read(name)
            assert str(len(data)) == size
            assert digest == f"sha256={urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b'=').decode()}"


INNER = "int inner(int number) { return number * 2; }"
OUTER = "int inner(int); int nowhere(double); int outer(void) { return inner(1) + nowhere(2); }"


def compile_library(folder: Path, name: str, source: str, *more: str) -> bytes:
    require_emscripten()
    (folder / "source.c").write_text(source)
    flags = ["-fPIC", "-sSIDE_MODULE=1", "-sWASM_BIGINT", "-sERROR_ON_UNDEFINED_SYMBOLS=0"]
    subprocess.run(["emcc", *flags, "source.c", *more, "-o", name], cwd=folder, check=True)
    return (folder / name).read_bytes()


def test_needed_libraries_are_brought_and_missing_symbols_named(
    finish, target: Target, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    compile_library(tmp_path, "libinner.so", INNER)
    outer = compile_library(tmp_path, "outer.so", OUTER, "libinner.so")

    finish({"outer.so": outer}, OURS)
    assert "libinner.so" in capsys.readouterr().err
    settings = resolve_settings(target, {"LDFLAGS": f"-L{tmp_path}"})
    wheel = finish({"outer.so": outer}, OURS, flags=settings.flags)

    warned = capsys.readouterr().err
    assert "outer.so: nowhere: function (f64) -> (i32), which neither the main module nor a needed library" in warned
    assert "inner:" not in warned
    assert "demo.libs/libinner.so" in read_contents(wheel).files
