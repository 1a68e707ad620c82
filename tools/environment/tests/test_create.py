"""A root filesystem is made, with Debian's own tools, from the host's mirror."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from create import _explanation

FOLDER = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize(
    ("output", "advice"),
    [
        ("E: The following signatures couldn't be verified: NO_PUBKEY 6ED0E7B82643E131", "debian-archive-keyring"),
        ("E: Could not resolve 'mirror.example'", "PYODIDE_DEBIAN_MIRROR"),
        ("E: invalid /etc/subuid entry", "uidmap"),
    ],
)
def test_failures_are_explained(output: str, advice: str):
    explanation = _explanation(output)

    assert output in explanation
    assert advice in explanation


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Path]:
    """Copy the scripts into a checkout whose environment is small."""
    copy = tmp_path / "checkout" / "tools" / "environment"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns("tests", "__pycache__"))
    (copy / "packages.txt").write_text("hello\n")
    yield tmp_path / "checkout"
    # pytest keeps the folders of its last runs: not a root filesystem.
    subprocess.run(["rm", "-rf", "--one-file-system", tmp_path / "cache"], check=True)


def enter(checkout: Path, *command: str) -> subprocess.Popen[str]:
    outside = {name: value for name, value in os.environ.items() if name != "PYODIDE_BUILD_ENVIRONMENT"}
    return subprocess.Popen(
        [sys.executable, checkout / "tools/environment/enter.py", *command],
        env={**outside, "PYODIDE_BUILD_CACHE": str(checkout.parent / "cache")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.skipif(os.geteuid() != 0, reason="takes root, or a range in /etc/subuid that not every user has")
def test_killed_run_then_a_whole_one_then_a_quick_one(checkout: Path):
    environments = checkout.parent / "cache" / "environments"

    killed = enter(checkout, "true")
    deadline = time.monotonic() + 60
    while not list(environments.glob("*.partial/usr/bin")):
        assert time.monotonic() < deadline, "nothing was unpacked"
        time.sleep(0.1)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert [] == list(environments.glob("trixie-*[!l]"))
    assert str(environments) not in Path("/proc/mounts").read_text()

    whole = enter(checkout, "hello", "--greeting=made")
    out, err = whole.communicate(timeout=300)
    assert (0, "made\n") == (whole.returncode, out), err
    assert "The build environment is ready" in err
    (root,) = environments.glob("trixie-*")
    assert (checkout / "build" / "environment").resolve() == root

    quick = enter(checkout, "sh", "-c", "cat /etc/os-release; apt-get indextargets 'Created-By: Sources'")
    out, err = quick.communicate(timeout=20)
    assert (0, "") == (quick.returncode, err)
    assert "VERSION_CODENAME=trixie\n" in out
    assert "Filename: " in out, "the environment knows no source packages"
