"""However a build ends, it ends what it has started, and leaves no half result."""

import os
import signal
import subprocess
import time

import pytest


def sleeping(mark: str) -> bool:
    """Tell whether a process sleeps for that long."""
    return 0 == subprocess.run(["pgrep", "--full", f"sleep {mark}"], capture_output=True).returncode


def wait_until(condition, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture
def endless(workspace):
    """Give a mark of programs that do not end by themselves, in two recipes."""
    mark = f"9{os.getpid()}.5"
    for name in ("one", "two"):
        workspace.recipe(name, f"sleep {mark} &\nsleep {mark}\n: > $WASM_LIBRARY_DIR/lib/{{name}}.a")
    return mark


@pytest.mark.parametrize(
    ("send", "expected"),
    [
        pytest.param(lambda process: os.killpg(process.pid, signal.SIGINT), 130, id="ctrl-c"),
        pytest.param(lambda process: process.terminate(), 143, id="sigterm"),
        pytest.param(lambda process: process.kill(), -signal.SIGKILL, id="sigkill"),
    ],
)
def test_the_end_ends_all_children(workspace, endless, send, expected) -> None:
    process = workspace.start("*", "--n-jobs=2")
    wait_until(lambda: all((workspace.folder / f"packages/{name}/build/source").is_dir() for name in ("one", "two")))
    wait_until(lambda: sleeping(endless))
    send(process)
    out, err = process.communicate(timeout=30)

    assert expected == process.returncode, (out, err)
    wait_until(lambda: not sleeping(endless))
    wait_until(lambda: not list(workspace.cache.glob("*.partial")))
    assert [] == workspace.results()
    assert "Traceback" not in err


def test_a_process_that_is_killed_is_reported(workspace) -> None:
    workspace.recipe("killed", "kill -KILL $PPID")
    workspace.recipe("other")
    done = workspace.run("*")

    assert "killed: its process was ended (by signal SIGKILL, perhaps for want of memory)" in done.stderr
    assert ["other.a"] == workspace.results()
