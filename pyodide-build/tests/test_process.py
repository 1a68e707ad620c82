"""Children end with the command, and nothing of a build that was interrupted is left."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pyodide_build.errors import BackendError
from pyodide_build.process import BuildLog

BACKEND = """
import pathlib, subprocess, time

def build_wheel(folder, config_settings=None, metadata_directory=None):
    child = subprocess.Popen(["sleep", "300"])
    pathlib.Path("started.part").write_text(str(child.pid))
    pathlib.Path("started.part").rename("started")
    time.sleep(300)
"""
PYPROJECT = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'


def wait_for(condition, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.1)


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["int", "term"])
def test_interrupted(pyodide_root: Path, make_project, tmp_path: Path, number: int, code: int) -> None:
    source = make_project("slow", {"pyproject.toml": PYPROJECT, "backend.py": BACKEND})
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    variables = {**os.environ, "PYODIDE_ROOT": str(pyodide_root), "TMPDIR": str(scratch)}
    variables["XDG_STATE_HOME"] = str(tmp_path / "state")
    command = [sys.executable, "-P", "-m", "pyodide_cli", "build", "-o", tmp_path / "out"]
    with subprocess.Popen(command, cwd=source, env=variables, stderr=subprocess.DEVNULL) as process:
        wait_for((source / "started").exists)
        process.send_signal(number)
        assert code == process.wait(30)

    wait_for(lambda: not is_running(int((source / "started").read_text())), 10)
    assert [] == list(scratch.iterdir())
    assert [] == list((tmp_path / "out").iterdir())


def test_a_program_that_a_signal_ends_is_told(tmp_path: Path) -> None:
    log = BuildLog("package", tmp_path / "log", verbosity=-1)

    with pytest.raises(BackendError, match=r"(?s)last words.*The program was ended by SIGKILL"):
        log.run(["sh", "-c", "echo last words; kill -KILL $$"], None, os.environ)
