"""A root filesystem is in the cache whole or not at all."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

import cache

FOLDER = Path(cache.__file__).parent


def make(partial: Path, lock: int) -> None:
    partial.mkdir()
    (partial / "file").write_text("whole")


def test_made_once(tmp_path: Path):
    target = tmp_path / "environments" / "stamp"
    calls: list[Path] = []

    def counted(partial: Path, lock: int) -> None:
        calls.append(partial)
        make(partial, lock)

    cache.make_once(target, counted)
    cache.make_once(target, counted)

    assert 1 == len(calls)
    assert "whole" == (target / "file").read_text()


def test_failure_leaves_nothing(tmp_path: Path):
    def fail(partial: Path, lock: int) -> None:
        make(partial, lock)
        raise RuntimeError("no space")

    with pytest.raises(RuntimeError, match="no space"):
        cache.make_once(tmp_path / "stamp", fail)

    assert ["lock"] == [path.name for path in tmp_path.iterdir()]


def start_maker(target: Path, body: str) -> subprocess.Popen[str]:
    """Start a process that makes `target` as `body` says, and wait until it is at it."""
    script = f"""
import subprocess, sys, time
from pathlib import Path
import cache

def make(partial, lock):
    partial.mkdir()
    (partial / "half").touch()
    print("started", flush=True)
    {body}

cache.make_once(Path(sys.argv[1]), make)
"""
    maker = subprocess.Popen([sys.executable, "-c", script, target], stdout=subprocess.PIPE, text=True, cwd=FOLDER)
    assert maker.stdout is not None
    assert "started\n" == maker.stdout.readline()
    return maker


def test_killed_run_leaves_nothing_that_is_trusted(tmp_path: Path):
    target = tmp_path / "stamp"
    with start_maker(target, "time.sleep(600)") as maker:
        maker.kill()
    assert not target.exists()
    assert (tmp_path / "stamp.partial" / "half").exists()

    cache.make_once(target, make)

    assert ["file"] == [path.name for path in target.iterdir()]
    assert ["lock", "stamp"] == sorted(path.name for path in tmp_path.iterdir())


def test_leftovers_of_other_stamps_are_cleared(tmp_path: Path):
    (tmp_path / "older.partial" / "usr").mkdir(parents=True)

    cache.make_once(tmp_path / "stamp", make)

    assert not (tmp_path / "older.partial").exists()


def test_second_run_waits_for_the_first(tmp_path: Path):
    target = tmp_path / "stamp"
    with start_maker(target, "time.sleep(1); (partial / 'first').touch()") as maker:
        cache.make_once(target, make)
        assert (target / "first").exists()
    assert 0 == maker.returncode


def test_orphan_that_still_writes_keeps_the_lock(tmp_path: Path):
    """The folder must not be cleared while a child of a killed run fills it."""
    target = tmp_path / "stamp"
    with start_maker(target, "subprocess.run(['sh', '-c', 'echo writing; exec sleep 2'], pass_fds=[lock])") as maker:
        assert maker.stdout is not None
        assert "writing\n" == maker.stdout.readline()
        started = time.monotonic()
        maker.kill()

        cache.make_once(target, make)

        assert time.monotonic() - started > 1
