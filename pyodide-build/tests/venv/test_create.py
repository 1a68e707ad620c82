"""`pyodide venv` makes a whole environment, or says why not and leaves everything as it was."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pyodide_build.commands import venv
from pyodide_build.settings.target import Target
from pyodide_build.venv.create import create_environment
from pyodide_build.venv.errors import CreationError, DestinationError

pytestmark = pytest.mark.xdist_group("venv")


def tree(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


def pyodide_venv(*arguments: str | Path, variables: Mapping[str, str | None]) -> Result:
    import typer

    app = typer.Typer()
    app.command()(venv.venv)
    return CliRunner().invoke(app, [str(each) for each in arguments], env=variables)


@pytest.fixture
def broken_target(target: Target, tmp_path: Path) -> Target:
    """A runtime that does not start."""
    root = tmp_path / "broken-root"
    (root / "dist").mkdir(parents=True)
    shutil.copy2(target.root / "target.json", root)
    shutil.copy2(target.root / "dist/pyodide-lock.json", root / "dist")
    (root / "dist/python_cli.mjs").write_text("console.error('this is broken'); process.exit(1);\n")
    return Target.read(root)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "place"
    folder.mkdir()
    return folder


def make_file(place: Path) -> None:
    (place / "there").write_text("a file")


def make_folder(place: Path) -> None:
    (place / "there").mkdir()
    (place / "there/letter.txt").write_text("dear")


def make_environment(place: Path) -> None:
    (place / "there").mkdir()
    (place / "there/pyvenv.cfg").write_text("home = /usr/bin\n")


def make_broken_link(place: Path) -> None:
    (place / "there").symlink_to(place / "nowhere")


@pytest.mark.parametrize(
    ("make", "options", "message"),
    [
        (make_file, [], "exists and is no folder"),
        (make_folder, [], "exists and is no virtual environment"),
        (make_folder, ["--clear"], "exists and is no virtual environment"),
        (make_environment, [], "is a virtual environment already. Replace it with --clear"),
        (make_broken_link, [], "exists and is no folder"),
    ],
)
def test_what_is_there_stays(make, options, message, place: Path, pyodide_root: Path) -> None:
    make(place)
    before = tree(place)

    done = pyodide_venv(place / "there", *options, variables={"PYODIDE_ROOT": str(pyodide_root)})

    assert message in str(done.exception)
    assert tree(place) == before


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"PYODIDE_NODE": "/nowhere/node"}, "Found no Node.js at /nowhere/node, which PYODIDE_NODE names"),
        ({"PYODIDE_NODE": sys.executable}, "does not tell its version"),
        ({"PYODIDE_ROOT": "/nowhere"}, "No cross-build environment is installed"),
    ],
)
def test_what_is_missing_is_named(variables, message, place: Path, pyodide_root: Path) -> None:
    done = pyodide_venv(place / "new", variables={"PYODIDE_ROOT": str(pyodide_root), **variables})

    assert message in str(done.exception)
    assert tree(place) == set()


def test_a_cross_build_environment_without_runtime(broken_target: Target, place: Path) -> None:
    shutil.rmtree(broken_target.root / "dist")

    with pytest.raises(DestinationError, match=r"has no runtime.*pyodide xbuildenv install"):
        create_environment(place / "new", broken_target, os.environ)


def test_nothing_is_left_of_an_environment_that_does_not_run(broken_target: Target, place: Path) -> None:
    with pytest.raises(CreationError, match=r"starting its Python failed\.\n  \| this is broken"):
        create_environment(place / "new/below", broken_target, os.environ)

    assert tree(place) == set()


def test_the_old_environment_is_back_when_the_new_one_fails(broken_target: Target, place: Path) -> None:
    make_environment(place)
    before = tree(place)

    with pytest.raises(CreationError):
        create_environment(place / "there", broken_target, os.environ, clear=True)

    assert tree(place) == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_nothing_is_left_when_it_is_ended(number: signal.Signals, broken_target: Target, place: Path) -> None:
    (broken_target.root / "dist/python_cli.mjs").write_text(
        "import { writeFileSync } from 'node:fs'; writeFileSync(process.env.STARTED, ''); setInterval(() => {}, 1e6);\n"
    )
    started = place.parent / "started"
    command = [sys.executable, "-m", "pyodide_cli", "venv", place / "new"]
    variables = {**os.environ, "PYODIDE_ROOT": str(broken_target.root), "STARTED": str(started)}
    with subprocess.Popen(command, env=variables, start_new_session=True, stderr=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 60
        while not started.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        assert (place / "new/bin/python").exists()
        os.killpg(process.pid, number)

    assert process.returncode not in (None, 0)
    assert tree(place) == set()


def test_virtualenv_says_what_is_wrong_with_its_options(target: Target, place: Path) -> None:
    with pytest.raises(CreationError, match=r"virtualenv failed(.|\n)*0\.0\.1"):
        create_environment(place / "new", target, os.environ, virtualenv_options=["--pip=0.0.1", "--no-download"])

    assert tree(place) == set()


def test_clear_replaces_an_environment(place: Path, pyodide_root: Path) -> None:
    make_environment(place)
    (place / "there/old").touch()

    done = pyodide_venv(
        place / "there", "--clear", "--no-vcs-ignore", variables={"PYODIDE_ROOT": str(pyodide_root)}
    )

    assert done.exit_code == 0, done.exception
    assert "there/bin/activate" in done.output
    assert {"bin", "lib", "pyvenv.cfg"} <= {path.name for path in (place / "there").iterdir()}
    assert not (place / "there/old").exists()
    assert not (place / "there/.gitignore").exists()
    assert [place / "there"] == list(place.iterdir())
