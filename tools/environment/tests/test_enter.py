"""A command in the environment behaves as if nothing were around it.

The environment entered is the system that the tests run on, which is one already.
"""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[1]
ENTER = FOLDER / "enter.sh"
CHECKOUT = FOLDER.parents[1]
PYTHON = "/usr/bin/python3.13"

IN_CLEAN_UP = """
import signal, sys, time

def end(number, frame):
    time.sleep(0.2)
    print("cleaned up", flush=True)
    sys.exit(40)

signal.signal(signal.SIGTERM, end)
try:
    print("ready", flush=True)
    time.sleep(30)
except KeyboardInterrupt:
    time.sleep(0.2)
    print("interrupted", flush=True)
    sys.exit(42)
"""


@pytest.fixture(scope="module", params=["bubblewrap", "chroot"])
def outside(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give the variables of a host with or without bubblewrap."""
    variables = {name: value for name, value in os.environ.items() if name != "PYODIDE_BUILD_ENVIRONMENT"}
    if request.param == "bubblewrap":
        return variables
    if os.geteuid() != 0:
        pytest.skip("only root can do without bubblewrap")
    programs = tmp_path_factory.mktemp("programs")
    for folder in ("/usr/bin", "/usr/sbin"):
        for program in Path(folder).iterdir():
            if program.name != "bwrap" and not (programs / program.name).exists():
                (programs / program.name).symlink_to(program)
    return {**variables, "PATH": str(programs)}


def enter(outside: dict[str, str], *command: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    settings = {"capture_output": True, "text": True, "timeout": 60, "env": outside, **options}
    return subprocess.run(["/bin/sh", ENTER, "/", *command], **settings)  # type: ignore[call-overload, no-any-return]


def test_exit_code(outside: dict[str, str]):
    assert 7 == enter(outside, "sh", "-c", "exit 7").returncode


def test_death_by_a_signal(outside: dict[str, str]):
    assert enter(outside, "sh", "-c", "kill -9 $$").returncode in (-9, 128 + 9)


def test_streams(outside: dict[str, str]):
    done = enter(outside, "sh", "-c", "cat; echo problem >&2", input="abc\n")

    assert ("abc\n", "problem\n") == (done.stdout, done.stderr)


def test_arguments_arrive_as_they_are(outside: dict[str, str]):
    done = enter(outside, "printf", "%s|", "two words", "", "$HOME", "*")

    assert "two words||$HOME|*|" == done.stdout


def test_current_directory_and_its_files(outside: dict[str, str], tmp_path: Path):
    folder = tmp_path / "with space"
    folder.mkdir()

    done = enter(outside, "sh", "-c", "pwd; echo made >file", cwd=folder)

    assert f"{folder}\n" == done.stdout
    assert "made\n" == (folder / "file").read_text()


def test_programs_of_the_environment_cannot_be_changed(outside: dict[str, str]):
    done = enter(outside, "touch", "/usr/bin/changed")

    assert 0 != done.returncode
    assert "Read-only file system" in done.stderr


def test_variables_pass_but_not_those_that_name_programs_of_the_host(outside: dict[str, str]):
    variables = {**outside, "PIP_INDEX_URL": "https://index.example", "LD_LIBRARY_PATH": "/x", "PYTHONHOME": "/x"}

    shown = enter(variables, "env").stdout.splitlines()

    assert "PIP_INDEX_URL=https://index.example" in shown
    rust = Path(__file__).resolve().parents[1] / "rust"
    assert f"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:{rust}" in shown
    assert [] == [line for line in shown if line.startswith(("LD_LIBRARY_PATH", "PYTHONHOME"))]


def start(outside: dict[str, str], *command: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        ["/bin/sh", ENTER, "/", *command], env=outside, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout is not None
    assert "ready\n" == process.stdout.readline()
    return process


def test_interrupt_from_the_terminal_lets_the_command_finish(outside: dict[str, str]):
    process = start(outside, PYTHON, "-c", IN_CLEAN_UP)

    os.killpg(process.pid, signal.SIGINT)

    assert "interrupted\n" == process.communicate(timeout=20)[0]
    assert 42 == process.returncode


@pytest.mark.parametrize("send", [os.kill, os.killpg], ids=["process", "group"])
def test_termination_lets_the_command_finish(outside: dict[str, str], send):
    process = start(outside, PYTHON, "-c", IN_CLEAN_UP)

    send(process.pid, signal.SIGTERM)

    assert "cleaned up\n" == process.communicate(timeout=20)[0]
    assert 40 == process.returncode


def test_killing_it_kills_the_command(outside: dict[str, str]):
    process = start(outside, PYTHON, "-c", "import os, time; print('ready', flush=True); time.sleep(30)")

    process.kill()

    assert "" == process.communicate(timeout=20)[0]  # the pipe is closed only when the command is gone


def test_inside_it_wraps_nothing(outside: dict[str, str]):
    done = enter({**outside, "PYODIDE_BUILD_ENVIRONMENT": "/"}, "sh", "-c", "echo $PPID")

    assert f"{os.getpid()}\n" == done.stdout


def test_environment_that_was_deleted(outside: dict[str, str], tmp_path: Path):
    done = subprocess.run(["/bin/sh", ENTER, tmp_path, "true"], env=outside, capture_output=True, text=True)

    assert 1 == done.returncode
    assert f"{tmp_path} is gone. Run `make`" in done.stderr


def test_no_command():
    done = subprocess.run([sys.executable, FOLDER / "enter.py"], capture_output=True, text=True)

    assert (2, "") == (done.returncode, done.stdout)
    assert "Usage: enter.py" in done.stderr


def test_pyodide_command_from_any_shell(outside: dict[str, str], tmp_path: Path):
    """A link to it works, and no module in the current directory gets in its way."""
    command = CHECKOUT / ".venv" / "bin" / "pyodide"
    assert (FOLDER / "pyodide.sh").read_text() == command.read_text(), "run `make .venv`"
    link = tmp_path / "pyodide"
    link.symlink_to(command)
    (tmp_path / "typing.py").write_text("raise SystemExit('shadowed')")

    done = subprocess.run([link, "--version"], env=outside, cwd=tmp_path, capture_output=True, text=True)

    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.startswith("pyodide-cli ")


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("setpriv"), reason="gives up root's rights, so needs them")
def test_without_root(outside: dict[str, str], request: pytest.FixtureRequest):
    if request.node.callspec.params["outside"] == "chroot":
        pytest.skip("only root can do without bubblewrap")
    as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--reset-env"]
    script = ENTER.read_text()

    done = subprocess.run(
        [*as_nobody, "sh", "-c", script, "/tools/environment/enter.sh", "/", "id", "--user", "--name"],
        cwd="/tmp",
        capture_output=True,
        text=True,
    )

    assert ("nobody\n", "", 0) == (done.stdout, done.stderr, done.returncode)
