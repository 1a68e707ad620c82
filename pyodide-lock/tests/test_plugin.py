"""The commands as a shell runs them."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pyodide_lock import PyodideLockSpec

COMMAND = [sys.executable, "-m", "pyodide_cli", "lockfile"]


def run(folder: Path, *arguments: str | Path) -> tuple[int, str, str]:
    environment = {**os.environ, "COLUMNS": "120", "NO_COLOR": "1"}
    done = subprocess.run([*COMMAND, *arguments], cwd=folder, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def folder(tmp_path: Path, lock: PyodideLockSpec) -> Path:
    """A folder with a lock file that has numpy."""
    lock.to_json(tmp_path / "pyodide-lock.json")
    return tmp_path


def test_help_says_who_registered_it_and_how_it_is_used(tmp_path: Path):
    code, group, _ = run(tmp_path, "--help")
    assert (0, True, True) == (code, "Registered by: pyodide-lock" in group, "add-wheels" in group)

    code, text, _ = run(tmp_path, "add-wheels", "--help")
    assert 0 == code
    assert "    pyodide lockfile add-wheels wheels/*.whl --wheel-url https://example.org/wheels\n" in text
    for word in (
        "[OPTIONS] WHEELS...",
        "--ignore-missing-dependencies / --no-ignore-missing-dependencies",
        "--input FILE",
        "[default: pyodide-lock.json]",
        "--output FILE",
        "[default: pyodide-lock-new.json]",
        "--base-path DIR",
        "[default: (where the first wheel is)]",
        "--wheel-url URL",
    ):
        assert word in " ".join(text.split()), word


def test_nothing_heavy_is_imported_to_list_the_command():
    program = "import pyodide_lock.plugin, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert not {"pydantic", "packaging", "zipfile", "typer"} & set(done.stdout.split())


def test_files_have_their_names_by_default(folder: Path, make_wheel):
    before = (folder / "pyodide-lock.json").read_bytes()

    code, out, err = run(folder, "add-wheels", make_wheel("a", requires=["numpy", "b"]), make_wheel("b"))

    assert (0, "added a 1.0\nadded b 1.0\nWrote pyodide-lock-new.json: 3 packages.\n", "") == (code, out, err)
    assert before == (folder / "pyodide-lock.json").read_bytes()
    assert ["a", "b", "numpy"] == list(json.loads((folder / "pyodide-lock-new.json").read_text())["packages"])


def test_every_option(folder: Path, make_wheel):
    wheel = make_wheel("numpy", "3", requires=["gone"])
    (folder / "pyodide-lock.json").rename(folder / "in.json")
    arguments = [
        "--input",
        "in.json",
        "--output",
        "in.json",
        "--base-path",
        folder,
        "--wheel-url",
        "https://example.org/x",
    ]

    code, out, err = run(folder, "add-wheels", *arguments, "--no-ignore-missing-dependencies", wheel)
    assert (1, "") == (code, out)
    assert err.startswith("Error: The wheels need what neither they nor the lock file provide;")
    assert "\n  - gone is missing; asked for by numpy 3 (gone)\n" in err

    code, out, err = run(folder, "add-wheels", *arguments, "--ignore-missing-dependencies", wheel)
    assert (0, "WARNING: gone is missing; asked for by numpy 3 (gone)\n") == (code, err)
    assert "replaced numpy 2.2.5 by 3\nWrote in.json: 1 packages.\n" == out
    (package,) = PyodideLockSpec.from_json(folder / "in.json").packages.values()
    assert (f"https://example.org/x/wheels/{wheel.name}", ["gone"]) == (package.file_name, package.depends)


def test_what_is_wrong_is_said_without_a_traceback_and_nothing_is_written(folder: Path, make_wheel, tmp_path: Path):
    broken = make_wheel("broken")
    broken.write_bytes(b"")
    (folder / "bad.json").write_text('{"info": 1}')
    before = sorted(folder.iterdir())

    for arguments, reason in (
        ([broken], f"{broken}: is not a whole zip archive"),
        (["gone-1-py3-none-any.whl"], "gone-1-py3-none-any.whl: there is no such file"),
        (
            ["--input", "bad.json", make_wheel()],
            "bad.json is not valid:\n  - info: expected an object, found the number 1",
        ),
        (["--input", "gone.json", make_wheel()], "gone.json cannot be read: No such file or directory"),
        (["--output", "gone/x.json", make_wheel()], "gone/x.json cannot be written: No such file or directory"),
        (["--base-path", folder / "x", make_wheel()], f"is not inside of the base path {folder / 'x'}"),
    ):
        code, out, err = run(folder, "add-wheels", *arguments)
        assert (1, "", True, True) == (code, out, reason in err, err.startswith("Error: ")), err
        assert "Traceback" not in err
    assert before == sorted(folder.iterdir())


def test_an_interrupt_leaves_the_old_file(folder: Path, make_wheel):
    """Ctrl-C in the middle, while a wheel is read that takes a while."""
    zeros = {"example.py": "\0" * (1 << 28)}
    wheel = make_wheel(files=zeros)
    before = (folder / "pyodide-lock.json").read_bytes()
    files = sorted(folder.iterdir())
    command = [*COMMAND, "add-wheels", "--output", "pyodide-lock.json", *[str(wheel)] * 20]

    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while str(wheel) not in open_files(process.pid):
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)

    assert (130, "") == (process.returncode, err)
    assert before == (folder / "pyodide-lock.json").read_bytes()
    assert files == sorted(folder.iterdir())


def open_files(pid: int) -> set[str]:
    found = set()
    for each in Path(f"/proc/{pid}/fd").glob("*"):
        try:
            found.add(str(each.readlink()))
        except OSError:  # closed since
            continue
    return found


def test_check(folder: Path):
    code, out, err = run(folder, "check")
    assert (1, "") == (code, out)
    assert err.startswith("Error: pyodide-lock.json:\n  - packages.numpy.file_name: Invalid wheel filename")

    lock = PyodideLockSpec.from_json(folder / "pyodide-lock.json")
    lock.packages["numpy"].file_name = "numpy.zip"
    lock.to_json(folder / "good.json")
    assert (0, "good.json: 1 packages, nothing wrong.\n", "") == run(folder, "check", "good.json")
    assert "there is no file" in run(folder, "check", "good.json", "--files", ".")[2]


def test_schema(tmp_path: Path):
    _, lock, _ = run(tmp_path, "schema")
    _, index, _ = run(tmp_path, "schema", "--index")

    assert "packages" in json.loads(lock)["properties"]
    assert ["index_urls"] == list(json.loads(index)["properties"])
